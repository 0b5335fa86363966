/** `doctor --calibrate`: a table of marks and a verdict. */
import { calibrate, verdictOf, type Mark } from '../../host/calibrate.ts';
import { EXIT_CODES } from '../../protocol/errors.ts';
import { log, writeJson, writeLine } from '../io.ts';
import type { Io } from '../io.ts';

const place = (p: { readonly x: number; readonly y: number } | null): string => (p ? `${p.x},${p.y}` : '-');

function row({ what, monitor, target, landed, errorPx, why }: Mark): string {
  const error = errorPx === null ? why : `${errorPx} px`;
  return [what.padEnd(8), monitor.padEnd(16), place(target).padEnd(12), place(landed).padEnd(12), error].join('  ');
}

/** Answers the exit code: 0 when every mark was hit, 6 when not, 4 when stopped. */
export async function runCalibration(io: Io, options: { display?: string; json?: boolean }): Promise<number> {
  const abort = new AbortController();
  const stop = (): void => abort.abort(new Error('stopped by you (interrupt)'));
  process.once('SIGINT', stop);
  const marks: Mark[] = [];
  const { display, json = false } = options;
  try {
    if (!json)
      await writeLine(io, ['what    ', 'monitor         ', 'target      ', 'landed      ', 'error'].join('  '));
    for await (const mark of calibrate({ display, signal: abort.signal, warn: (line) => log(io, line) })) {
      marks.push(mark);
      if (json) await writeJson(io, mark);
      else await writeLine(io, row(mark));
    }
  } catch (error) {
    if (abort.signal.aborted) return EXIT_CODES.stopped;
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
  const verdict = verdictOf(marks);
  if (json) await writeJson(io, { verdict: verdict.ok ? 'ok' : 'off', ...verdict });
  else await writeLine(io, [verdict.text, verdict.remedy].filter((line) => line !== '').join('\n'));
  return verdict.ok ? EXIT_CODES.done : EXIT_CODES.environment;
}
