/** How a report looks. One sheet, no script; light and dark follow the reader's system. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f7; --card: #fff; --ink: #1b2226; --soft: #5b6871; --line: #dfe4e7; --inset: #f0f2f4;
  --accent: #0b6e75; --accent-soft: #dff1f1;
  --good: #1a6b3c; --good-soft: #e0f3e7; --warn: #855300; --warn-soft: #fdf0d5; --bad: #ab2222; --bad-soft: #fce5e3;
  --shadow: 0 1px 2px rgb(20 30 40 / .06), 0 4px 16px rgb(20 30 40 / .05);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12171a; --card: #1b2226; --ink: #e7ecee; --soft: #9dabb3; --line: #313b41; --inset: #232c31;
    --accent: #5cc8cf; --accent-soft: #123a3d;
    --good: #79d39c; --good-soft: #16372a; --warn: #f0bd61; --warn-soft: #3d2f12; --bad: #ff938a; --bad-soft: #452020;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere;
}
main, header, footer { max-width: 67rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
h1, h2, h3, p, dl, dd, ol, ul, figure, table { margin: 0; }
code, .mono { font-family: ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; }
bdi { unicode-bidi: isolate; white-space: pre-wrap; }

header { padding-top: clamp(1.75rem, 5vw, 3.5rem); padding-bottom: 1.75rem; }
.brand { font-size: .8rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); }
h1 { font-size: clamp(1.35rem, 3.4vw, 1.9rem); line-height: 1.3; font-weight: 650; margin: .6rem 0 1.1rem; letter-spacing: -.012em; text-wrap: pretty; }
.outcome { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; }
.outcome p { flex: 1 1 18rem; }
.facts { display: flex; flex-wrap: wrap; gap: .9rem 2.25rem; margin-top: 1.4rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
dt, .label { font-size: .78rem; color: var(--soft); line-height: 1.35; }
.facts dd { font-variant-numeric: tabular-nums; }

.pill { display: inline-block; padding: .14rem .65rem; border-radius: 99px; font-size: .84rem; font-weight: 600; line-height: 1.5; background: var(--inset); color: var(--soft); white-space: nowrap; }
.pill.big { font-size: .95rem; padding: .25rem .9rem; }
.good { background: var(--good-soft); color: var(--good); }
.warn { background: var(--warn-soft); color: var(--warn); }
.bad { background: var(--bad-soft); color: var(--bad); }
.info { background: var(--accent-soft); color: var(--accent); }

section { margin-bottom: 2.25rem; }
h2 { font-size: 1.1rem; font-weight: 650; margin-bottom: .8rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); padding: clamp(1rem, 3vw, 1.5rem); }
.answer { font-size: clamp(1.4rem, 4vw, 2rem); font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
.answer + .answer { margin-top: .4rem; }
.plan { padding-left: 1.6rem; }
.plan li { padding: .12rem 0 .12rem .2rem; }
.plan li::marker { color: var(--soft); font-variant-numeric: tabular-nums; }
.notice { display: flex; gap: .75rem; padding: .1rem 0 1.25rem clamp(1rem, 3vw, 1.5rem); color: var(--soft); font-size: .93rem; }
.notice::before { content: ""; flex: none; width: .45rem; height: .45rem; margin-top: .55em; border-radius: 50%; background: var(--line); }

.step { margin-bottom: 1.25rem; }
.step > header { max-width: none; padding: 0; margin: 0 0 1rem; display: flex; gap: .85rem; align-items: baseline; }
.num { flex: none; min-width: 1.9rem; height: 1.9rem; padding: 0 .4rem; border-radius: 99px; background: var(--accent-soft); color: var(--accent); font-weight: 650; font-size: .9rem; display: inline-flex; align-items: center; justify-content: center; font-variant-numeric: tabular-nums; }
h3 { font-size: 1.08rem; font-weight: 600; line-height: 1.4; flex: 1; text-wrap: pretty; }
.pills { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .45rem; }
.body { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1.65fr) minmax(0, 1fr); }
.body.plain { grid-template-columns: minmax(0, 1fr); }
.details { display: grid; gap: .95rem; align-content: start; }
.plain .details { grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
figure svg { display: block; width: 100%; height: auto; background: #000; border-radius: 8px; border: 1px solid var(--line); }
figure a { display: block; border-radius: 8px; }
figcaption { font-size: .82rem; color: var(--soft); margin-top: .4rem; }
.close { display: grid; gap: .9rem; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); margin-top: .9rem; }
.close:empty { display: none; }
.close svg { max-height: 19rem; }
.missing { border: 1px dashed var(--line); border-radius: 8px; padding: 1.5rem 1rem; color: var(--soft); text-align: center; font-size: .9rem; background: var(--inset); }
.sure { display: flex; align-items: center; gap: .6rem; font-variant-numeric: tabular-nums; }
meter { width: 7rem; height: .55rem; border: 0; border-radius: 99px; background: var(--inset); }
meter::-webkit-meter-bar { background: var(--inset); border: 0; border-radius: 99px; height: .55rem; }
meter::-webkit-meter-optimum-value { background: var(--accent); border-radius: 99px; }
meter::-moz-meter-bar { background: var(--accent); border-radius: 99px; }
.quiet { color: var(--soft); font-size: .92rem; }
ul.evidence { padding-left: 1.1rem; font-size: .92rem; }
.asked { border-left: 3px solid var(--warn); padding: .1rem 0 .1rem .8rem; }
.times { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin-top: 1.1rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: .84rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.times b { font-weight: 600; color: var(--ink); }
details { margin-top: 1rem; }
summary { cursor: pointer; color: var(--accent); font-size: .92rem; width: fit-content; }
.scroll { overflow-x: auto; margin-top: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .8rem; }
th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.audit { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: baseline; }
.audit p { flex: 1 1 20rem; }
footer { padding-bottom: 3rem; color: var(--soft); font-size: .86rem; }

.store { position: absolute; width: 0; height: 0; overflow: hidden; }
.halo { fill: none; stroke: #fff; stroke-width: 5; stroke-opacity: .9; }
.target { fill: none; stroke: #d6006c; stroke-width: 2.5; }
.other { fill: none; stroke: #2458d3; stroke-width: 1.75; stroke-dasharray: 5 3; }
.change { fill: #ffb000; fill-opacity: .12; stroke: #c98200; stroke-width: 1.5; }
.hit { fill: #d6006c; stroke: #fff; stroke-width: 1.5; }
.ring { fill: none; stroke: #d6006c; stroke-width: 2; }
.path { fill: none; stroke: #d6006c; stroke-width: 2.5; }
.key { display: inline-block; width: .7rem; height: .7rem; margin: 0 .3rem 0 .1rem; border: 2px solid #d6006c; border-radius: 2px; vertical-align: -1px; }
.key.k-other { border: 2px dashed #2458d3; }
.key.k-change { border-color: #c98200; background: rgb(255 176 0 / .25); }
@media (prefers-color-scheme: dark) { .key.k-other { border-color: #7ea2ff; } .key { border-color: #ff5ca8; } .key.k-change { border-color: #ffb000; } }
svg * { vector-effect: non-scaling-stroke; }

.big-shot { display: none; }
.big-shot:target { display: block; position: fixed; inset: 0; z-index: 9; overflow: auto; background: var(--page); padding: 1rem; }
.big-shot:target svg { width: auto; max-width: 100%; max-height: calc(100vh - 5.5rem); margin: .75rem auto 0; }
.big-shot a { font-weight: 600; display: inline-block; padding: .35rem .2rem; }

@media (max-width: 46rem) {
  .body { grid-template-columns: minmax(0, 1fr); }
  .facts { gap: .8rem 1.6rem; }
}
@media print {
  :root { color-scheme: light; }
  body { background: #fff; }
  .card { box-shadow: none; break-inside: avoid; }
  .step { break-inside: auto; }
  details:not([open]) > summary, .skip { display: none; }
}
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 10; background: var(--card); padding: .5rem 1rem; }
`;
