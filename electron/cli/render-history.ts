/** The history in words for the terminal. */
import type { RunDetail, RunSummary, StepRecord } from '../store/records.ts';

/** One run on one line. */
export function runRow(run: RunSummary): string {
  const when = new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' ');
  return `${run.id}  ${when}  ${run.status.padEnd(11)} ${String(run.steps).padStart(3)} ${run.steps === 1 ? 'step ' : 'steps'}  ${oneLine(run.task, 70)}`;
}

/** One run, step by step. */
export function runLines(run: RunDetail): string[] {
  const seconds = run.endedAt === null ? '' : `, ${((run.endedAt - run.startedAt) / 1000).toFixed(1)} s`;
  return [
    `Run     ${run.id} on ${run.display}`,
    `Task    ${run.task}`,
    `Status  ${run.status}${seconds}${run.reason ? `: ${run.reason}` : ''}`,
    ...run.answers.map((a) => `Answer  ${oneLine(a, 200)}`),
    ...run.stepRecords.flatMap(stepLines),
  ];
}

function stepLines(step: StepRecord): string[] {
  const sure = step.grounding ? `, ${Math.round(step.grounding.confidence * 100)}% sure` : '';
  const risk = step.verdict ? `risk ${step.verdict.risk}` : 'no verdict';
  const decision = step.decision ? `${step.decision.outcome} by ${step.decision.by}` : 'not decided';
  const effect = step.effect
    ? `${step.effect.seen === 'yes' ? '✓' : step.effect.seen === 'no' ? '✗' : '?'} ${step.effect.note}`
    : `(${step.stage})`;
  return [`${String(step.step).padStart(4)}  ${step.what}${sure}`, `      ${risk}, ${decision}; ${effect}`];
}

/** Flattens white space and cuts to `max` characters. */
export function oneLine(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > max ? `${flat.slice(0, max - 1)}…` : flat;
}
