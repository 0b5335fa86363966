/**
 * Turns the events of `steadyhand run --json` into lines a person can follow: what it saw, where it points and how
 * sure it is, why the step is allowed, what was done, what came of it. An event it does not know prints nothing.
 */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const percent = (part) => `${Math.round(part * 100)} %`;
const quote = (text) => (text.length > 80 ? `"${text.slice(0, 77)}…"` : `"${text}"`);
const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

function intentInWords(intent) {
  const { do: verb, ...fields } = intent;
  const parts = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      if (typeof value === 'string')
        return name === 'target' || name === 'app' ? quote(value) : `${name} ${quote(value)}`;
      if (name === 'keys') return value.join('+');
      return `${name} ${JSON.stringify(value)}`;
    });
  return [verb.replace('_', ' '), ...parts].join(' ');
}

/** One entry an event: label and text. `step` numbers come from the event. */
const LINES = {
  planned: (e) => [
    [
      'plan',
      `${count(e.steps.length, 'step')} (${e.source}, ${e.ms < 100 ? `${Math.round(e.ms)} ms` : seconds(e.ms)})`,
    ],
    ...e.steps.map((intent, i) => ['', `${String(i + 1).padStart(2)}. ${intentInWords(intent)}`]),
  ],
  observed: (e) => [
    [
      'look',
      `${count(e.elements, 'element')} in ${count(e.windows, 'window')}, ${seconds(e.readMs)} ` +
        `(${count(e.read, 'line')} read, ${e.cached} known)`,
    ],
  ],
  grounded: (e) => [
    e.status === 'found'
      ? ['where', `${quote(e.instruction)} is at (${e.point?.x}, ${e.point?.y}), ${percent(e.confidence)} sure`]
      : ['where', `${quote(e.instruction)} is not on this screen`],
  ],
  verdict: (e) => [
    ['check', `${e.risk}${e.category === 'none' ? '' : ` (${e.category})`}, rule ${e.rule}: ${e.observation}`],
  ],
  confirmation_requested: (e) => [
    ['ask', `${e.request.action} ${e.request.consequence}`],
    ['', `Why it asks: ${e.request.why}`],
  ],
  decision: (e) => [[e.outcome === 'allow' ? 'allowed' : 'blocked', `by ${e.by}: ${e.reason}`]],
  acted: (e) => [['do', `${e.what} (${e.via}, ${Math.round(e.ms)} ms)`]],
  verified: (e) => [
    [
      'result',
      `${{ yes: 'as expected', no: 'not as expected', unknown: 'done' }[e.seen]}` +
        `${e.note ? `: ${e.note}` : ''} (${percent(e.changedFraction)} of the screen changed)`,
    ],
  ],
  notice: (e) => [['note', e.message]],
  run_finished: (e) => [
    ...e.answers.map((answer) => ['answer', answer]),
    ['end', `${e.status}: ${e.reason} (${count(e.steps, 'step')}, ${seconds(e.ms)})`],
  ],
};

/** The lines for one event, without line ends. */
export function linesOf(event) {
  const make = LINES[event.event];
  if (!make) return [];
  const step = event.step === undefined ? '   ' : String(event.step).padStart(3);
  return make(event).map(([label, text]) => `${step}  ${label.padEnd(8)} ${text.replace(/\s+/g, ' ').trimEnd()}`);
}
