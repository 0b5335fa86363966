/** `rules stats`: how questions were answered, and which of them a rule would spare. */
import type { Command } from 'commander';
import { withHistory } from '../../host/history.ts';
import { approvalStats, type ApprovalStats } from '../../store/approvals.ts';
import { writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';

export function addRulesStatsCommand(rules: Command, io: Io, finish: Finish): void {
  rules
    .command('stats')
    .description('how you answered questions so far, and which of them a rule would spare')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const stats = await withHistory((store) => approvalStats(store.answers()));
      if (options.json) await writeJson(io, stats);
      else for (const line of statsLines(stats)) await writeLine(io, line);
      finish(0);
    });
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The statistics in words. */
export function statsLines(stats: ApprovalStats): string[] {
  if (stats.questions === 0) return ['No questions were asked yet.'];
  const rate = stats.approvalRate === null ? '' : `, ${Math.round(stats.approvalRate * 100)} % of the answers a yes`;
  const time = stats.medianMs === null ? '' : `, half of them within ${(stats.medianMs / 1000).toFixed(1)} s`;
  const offers = stats.always.flatMap((a) => {
    const parts = [
      ...a.scope.apps.map((v) => ['--app', quoted(v)]),
      ...a.scope.controls.map((v) => ['--control', quoted(v)]),
      ['--category', a.category],
      ['--verb', a.scope.verb],
    ].flat();
    return [`allowed ${a.times} times in a row: ${a.action}`, `  steadyhand rules add allow ${parts.join(' ')}`];
  });
  const { questions, allowed, denied, unanswered } = stats;
  return [
    `${questions} questions: ${allowed} allowed, ${denied} denied, ${unanswered} unanswered${rate}${time}`,
    ...offers,
  ];
}
