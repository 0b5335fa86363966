/** One step of a report: what, where, how sure, why it was allowed or not, what came of it, how long it took. */
import type { Box } from '../../protocol/coordinates.ts';
import { boxUnion } from '../../protocol/coordinates.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { StepRecord } from '../records.ts';
import { html, type Html } from './html.ts';
import {
  around,
  drawPicture,
  marksOf,
  NO_MARKS,
  RUNNERS_UP,
  sameBox,
  type Album,
  type Marks,
  type Picture,
} from './picture.ts';
import type { SearchItem, StepEvents, StepItem } from './timeline.ts';
import { CATEGORY, RISK, SEEN, sayDecider, sayDuration, sayPercent, sentence, STAGE, type Tone } from './words.ts';

/** A close-up shows at least this much, global physical pixels. */
const CLOSE_UP = { width: 420, height: 210 };

/** A label with a tone; the words carry the meaning, the colour repeats it. */
export const pill = (words: string, tone: Tone, big = false): Html =>
  html`<span class="pill ${tone}${big ? ' big' : ''}">${words}</span>`;

/** Text from a task, a screen or a person: kept from turning the text around it. */
export const said = (text: string): Html => html`<bdi>${text}</bdi>`;

const field = (label: string, value: Html | null): Html | null =>
  value === null
    ? null
    : html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`;

export function renderStep({ record, events }: StepItem, album: Album): Html {
  const picture = album.get(record.frame);
  const n = record.ordinal + 1;
  const whole = beforeFigure(record, picture, n);
  const close = [targetFigure(record, picture, n), afterFigure(record, album.get(record.frameAfter), n)].filter(
    (f) => f !== null,
  );
  const shown = whole !== null || close.length > 0;
  return html`<article class="step card" id="step-${n}" aria-labelledby="step-${n}-title">
    <header>
      <span class="num" aria-hidden="true">${n}</span>
      <div>
        <h3 id="step-${n}-title">${said(record.what)}</h3>
        <div class="pills">${pillsOf(record)}</div>
      </div>
    </header>
    <div class="body${shown ? '' : ' plain'}">
      ${
        shown
          ? html`<div>
              ${whole}
              <div class="close">${close}</div>
            </div>`
          : null
      }
      <div>
        <dl class="details">${[where(record), whyDecided(record, events), cameOfIt(record)]}</dl>
        ${candidates(record)}
      </div>
    </div>
    ${timings(record, events)} ${picture === null ? null : enlarged(picture, marksOf(record), n)}
  </article>`;
}

/** A step whose target was not found. */
export function renderSearch({ grounded, events, step }: SearchItem, album: Album): Html {
  const picture = album.get(events.observed?.frame ?? null);
  const others = grounded.candidates.slice(0, RUNNERS_UP).map((c) => c.box as Box);
  const figure =
    picture === null
      ? null
      : html`<div>
          <figure>
            ${drawPicture(picture, { ...NO_MARKS, others }, `Screen on which ${grounded.instruction} was not found`)}
            <figcaption>
              ${others.length > 0 ? html`<span class="key k-other"></span>places that were considered` : 'What was on the screen'}
            </figcaption>
          </figure>
        </div>`;
  return html`<article class="step card">
    <header>
      <span class="num" aria-hidden="true">${step}</span>
      <div>
        <h3>Look for ${said(grounded.instruction)}</h3>
        <div class="pills">${pill('Not found', 'warn')}</div>
      </div>
    </header>
    <div class="body${figure ? '' : ' plain'}">
      ${figure}
      <dl class="details">${field('Best guess, rejected', sure(grounded.confidence))}</dl>
    </div>
  </article>`;
}

function pillsOf(record: StepRecord): (Html | null)[] {
  const { verdict, decision, effect, stage } = record;
  const [riskWords, riskTone] = verdict === null ? ['', 'none' as const] : RISK[verdict.risk];
  const [endWords, endTone] = effect === null ? STAGE[stage] : SEEN[effect.seen];
  return [
    verdict === null ? null : pill(riskWords, riskTone),
    decision === null
      ? null
      : pill(decision.outcome === 'allow' ? 'Allowed' : 'Blocked', decision.outcome === 'allow' ? 'info' : 'bad'),
    endWords === '' ? null : pill(endWords, endTone),
  ];
}

const sure = (confidence: number): Html =>
  html`<span class="sure"
    ><meter min="0" max="1" value="${confidence}" aria-hidden="true"></meter>${sayPercent(confidence)}</span
  >`;

function where(record: StepRecord): (Html | null)[] {
  const { grounding, action } = record;
  if (grounding === null) return [field('How it was sent', record.receipt === null ? null : said(record.receipt.via))];
  const at = action?.type === 'click' ? ` · ${action.point.x}, ${action.point.y}` : '';
  return [
    field('Target', html`${said(grounding.instruction)}<span class="quiet">${at}</span>`),
    field('How sure', sure(grounding.confidence)),
  ];
}

function whyDecided(record: StepRecord, { asked }: StepEvents): (Html | null)[] {
  const { verdict, decision } = record;
  const question =
    asked === null
      ? null
      : html`<div class="asked">
          <p>${said(asked.request.action)}</p>
          <p class="quiet">${said(asked.request.consequence)}</p>
        </div>`;
  return [
    field('What the critic saw', verdict === null ? null : critique(verdict, decision?.reason ?? '')),
    field('What was asked', question),
    decision === null
      ? field('Decision', html`<span class="quiet">none on record</span>`)
      : field(
          decision.outcome === 'allow' ? 'Why allowed' : 'Why not done',
          html`<p>${said(sentence(decision.reason))}</p>
            <p class="quiet">${said(sayDecider(decision.by))}</p>`,
        ),
  ];
}

/** The critic's view; what is said elsewhere in the step already is not said again. */
function critique(verdict: Verdict, reason: string): Html {
  const says = (text: string, more: string): boolean => text.toLowerCase().includes(more.toLowerCase());
  const seen = verdict.observation !== '' && !says(reason, verdict.observation) ? verdict.observation : '';
  const evidence = verdict.evidence.filter((e) => !says(verdict.observation, e.what));
  const quiet = [verdict.result, verdict.reversible ?? ''].filter((t) => t !== '');
  const category = CATEGORY[verdict.category];
  return html`${seen === '' ? null : html`<p>${said(sentence(seen))}</p>`}
    ${quiet.map((t) => html`<p class="quiet">${said(sentence(t))}</p>`)}
    ${
      evidence.length === 0
        ? null
        : html`<ul class="evidence">
            ${evidence.map((e) => html`<li>${said(e.what)}</li>`)}
          </ul>`
    }
    <p class="quiet">
      ${category === '' ? '' : `It ${category}. `}Rule
      <code>${verdict.rule}</code>${verdict.correct ? '' : ' · may not be the right step'}
    </p>`;
}

function cameOfIt({ effect }: StepRecord): (Html | null)[] {
  if (effect === null) return [];
  const { changedFraction, changed, settled } = effect;
  const repeats = effect.note.includes('of the screen changed') && settled;
  const amount =
    changed.length === 0
      ? 'Nothing changed on the screen'
      : `${sayPercent(changedFraction)} of the screen changed${settled ? '' : ', still moving when looked at'}`;
  return [
    field(
      'What changed',
      html`${effect.note === '' ? null : html`<p>${said(sentence(effect.note))}</p>`}
      ${repeats ? null : html`<p class="quiet">${amount}</p>`}`,
    ),
  ];
}

function candidates({ grounding, ordinal }: StepRecord): Html | null {
  if (grounding === null || grounding.candidates.length < 2) return null;
  const rows = grounding.candidates.map((c) => {
    const chosen = grounding.status === 'found' && sameBox(c.box, grounding.box);
    return html`<tr>
      <td>${said(c.why)}${chosen ? html` ${pill('chosen', 'info')}` : null}</td>
      <td>${c.score.toFixed(2)}</td>
      <td>${c.box.x1}, ${c.box.y1} – ${c.box.x2}, ${c.box.y2}</td>
    </tr>`;
  });
  return html`<details>
    <summary>${grounding.candidates.length} places considered</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Places considered in step ${ordinal + 1}">
      <table>
        <thead>
          <tr>
            <th scope="col">Why</th>
            <th scope="col">Score</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </details>`;
}

const missing = (when: string): Html =>
  html`<figure><div class="missing">The picture ${when} is missing: its file is no longer there.</div></figure>`;

function beforeFigure(record: StepRecord, picture: Picture | null, n: number): Html | null {
  if (record.frame === null) return null;
  if (picture === null) return missing('before this step');
  const marks = marksOf(record);
  const legend = [
    marks.target === null ? null : html`<span class="key"></span>target `,
    marks.others.length === 0 ? null : html`<span class="key k-other"></span>also considered `,
  ];
  const label = `Screen before step ${n}: ${record.what}`;
  return html`<figure>
    <a href="#shot-${n}" title="Enlarge">${drawPicture(picture, marks, label)}</a>
    <figcaption>Before: the screen the step was decided on. ${legend}</figcaption>
  </figure>`;
}

function targetFigure(record: StepRecord, picture: Picture | null, n: number): Html | null {
  const marks = marksOf(record);
  const spot = marks.target ?? pointBox(marks);
  if (picture === null || spot === null) return null;
  const view = around(picture, spot, 60, CLOSE_UP);
  return html`<figure>
    ${drawPicture(picture, marks, `The target of step ${n}, enlarged`, view)}
    <figcaption>The target, enlarged</figcaption>
  </figure>`;
}

function pointBox({ points }: Marks): Box | null {
  const [first, ...rest] = points.map((p): Box => ({ x1: p.x, y1: p.y, x2: p.x, y2: p.y }));
  return first === undefined ? null : rest.reduce(boxUnion, first);
}

function afterFigure({ effect, frameAfter }: StepRecord, picture: Picture | null, n: number): Html | null {
  if (frameAfter === null || effect === null) return null;
  if (picture === null) return missing('after this step');
  const [first, ...rest] = effect.changed;
  if (first === undefined) return null;
  const view = around(picture, rest.reduce(boxUnion, first), 24, CLOSE_UP);
  const marks: Marks = { ...NO_MARKS, changed: effect.changed.slice(0, 40) };
  return html`<figure>
    ${drawPicture(picture, marks, `What changed after step ${n}`, view)}
    <figcaption>After: <span class="key k-change"></span>what changed</figcaption>
  </figure>`;
}

const enlarged = (picture: Picture, marks: Marks, n: number): Html =>
  html`<div class="big-shot" id="shot-${n}">
    <a href="#step-${n}">Close picture</a
    >${drawPicture(picture, marks, `Screen before step ${n}, enlarged`, picture.record.box)}
  </div>`;

function timings(record: StepRecord, { observed, grounded, verdict }: StepEvents): Html | null {
  const { decision, receipt, effect } = record;
  const entries: readonly (readonly [string, number | null])[] = [
    ['read the screen', observed?.readMs ?? null],
    ['find', grounded?.ms ?? record.grounding?.ms ?? null],
    ['judge', verdict?.ms ?? record.verdict?.ms ?? null],
    ['decide', decision === null ? null : decision.at - record.writtenAt],
    ['send', receipt === null ? null : receipt.finishedAt - receipt.sentAt],
    ['settle', effect?.settleMs ?? null],
  ];
  const known = entries.filter((e): e is readonly [string, number] => e[1] !== null);
  if (known.length === 0) return null;
  return html`<div class="times">
    ${known.map(([name, ms]) => html`<span>${name} <b>${sayDuration(ms)}</b></span>`)}
  </div>`;
}
