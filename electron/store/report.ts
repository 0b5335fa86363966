/**
 * A run as one self-contained HTML page: made from the record alone, no network, no script.
 *
 * Invariant: what was seen on a screen is data. Every text is escaped, and the page's own policy forbids scripts, requests
 * and any style but its own, should something slip through.
 */
import { createHash } from 'node:crypto';
import { html, Html } from './report/html.ts';
import { Album, type FrameSource } from './report/picture.ts';
import { pill, renderSearch, renderStep, said } from './report/step.ts';
import { STYLE } from './report/style.ts';
import { timelineOf } from './report/timeline.ts';
import { STATUS, sentence, sayDuration, sayIntent, sayTime } from './report/words.ts';
import type { RunDetail } from './records.ts';
import type { Verification } from './verify.ts';

export interface ReportOptions {
  readonly frames: FrameSource;
  /** The state of the audit trail when the report is made. */
  readonly verification: Verification;
  /** When the report is made, milliseconds since the epoch. */
  readonly madeAt: number;
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A task longer than this is folded. */
const LONG_TASK = 700;
/** A plan longer than this is folded. */
const LONG_PLAN = 12;

/** The page, complete. Pictures that are missing are said to be missing. */
export async function renderReport(run: RunDetail, options: ReportOptions): Promise<string> {
  const timeline = timelineOf(run);
  const ids = timeline.flatMap((i) => {
    if (i.kind === 'step') return [i.record.frame, i.record.frameAfter];
    return i.kind === 'search' ? [i.events.observed?.frame ?? null] : [];
  });
  const album = await Album.of(ids, options.frames);
  const steps = timeline.map((item): Html => {
    switch (item.kind) {
      case 'step':
        return renderStep(item, album);
      case 'search':
        return renderSearch(item, album);
      case 'notice':
        return html`<p class="notice">${said(sentence(item.message))}</p>`;
    }
  });
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${cut(run.task, 80)} – Steadyhand</title>
        ${new Html(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#steps">Skip to the steps</a>
        ${album.definitions()} ${head(run)}
        <main>
          ${answers(run)} ${plan(run)}
          <section id="steps" aria-labelledby="steps-title">
            <h2 id="steps-title">What was done</h2>
            ${steps.length > 0 ? steps : html`<p class="quiet">Nothing: no step was taken.</p>`}
          </section>
          ${audit(options.verification)}
        </main>
        <footer>
          <p>
            Run <span class="mono">${run.id}</span> · report made ${sayTime(options.madeAt)} ·
            <a href="#top">back to the top</a>
          </p>
        </footer>
      </body>
    </html> `;
  return page.text;
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

function head(run: RunDetail): Html {
  const [words, tone] = STATUS[run.status];
  const long = run.task.length > LONG_TASK;
  const facts: readonly (readonly [string, string])[] = [
    ['Started', sayTime(run.startedAt)],
    ['Took', run.endedAt === null ? 'still running' : sayDuration(run.endedAt - run.startedAt)],
    ['Steps', String(run.steps)],
    ['Display', run.display],
  ];
  return html`<header id="top">
    <p class="brand">Steadyhand run report</p>
    <h1>${said(long ? cut(run.task, LONG_TASK) : run.task)}</h1>
    ${
      long
        ? html`<details>
            <summary>The whole task</summary>
            <p>${said(run.task)}</p>
          </details>`
        : null
    }
    <div class="outcome">
      ${pill(words, tone, true)}
      <p>${said(sentence(run.reason))}</p>
    </div>
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${said(value)}</dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

const answers = (run: RunDetail): Html | null =>
  run.answers.length === 0
    ? null
    : html`<section aria-labelledby="answers-title">
        <h2 id="answers-title">${run.answers.length === 1 ? 'Answer' : 'Answers'}, read from the screen</h2>
        <div class="card">${run.answers.map((a) => html`<p class="answer">${said(a)}</p>`)}</div>
      </section>`;

function plan(run: RunDetail): Html | null {
  const planned = run.events.findLast((e) => e.event === 'planned');
  if (planned === undefined || planned.steps.length === 0) return null;
  const list = html`<ol class="plan">
    ${planned.steps.map((i) => html`<li>${said(sayIntent(i))}</li>`)}
  </ol>`;
  const body =
    planned.steps.length > LONG_PLAN
      ? html`<details>
          <summary>All ${planned.steps.length} steps of the plan</summary>
          ${list}
        </details>`
      : list;
  return html`<section aria-labelledby="plan-title">
    <h2 id="plan-title">The plan</h2>
    <div class="card">
      ${body}
      <p class="quiet">From: ${said(planned.source)}, in ${sayDuration(planned.ms)}</p>
    </div>
  </section>`;
}

function audit({ ok, rows, head: hash, broken }: Verification): Html {
  const body = ok
    ? html`${pill('Intact', 'good')}
        <p>
          All ${rows} entries of the audit trail follow from one another and match what is stored. Newest entry:
          <code>${hash}</code>
        </p>`
    : html`${pill('Broken', 'bad')}
        <p>
          The audit trail of this history does not hold${broken?.seq == null ? '' : ` at entry ${broken.seq}`}:
          ${said(broken?.why ?? 'unknown reason')}. What this page shows may not be what happened.
        </p>`;
  return html`<section aria-labelledby="audit-title">
    <h2 id="audit-title">Is the record intact?</h2>
    <div class="card audit">${body}</div>
  </section>`;
}
