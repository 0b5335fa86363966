/** `rules test`: which rule decides an action, and why, for a step of the history or an action in words. */
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_GATE_SETTINGS, leaningFor, type Leaning } from '../../critic/gate/index.ts';
import { describeRule, otherViews } from '../../critic/rules/index.ts';
import { withHistory } from '../../host/history.ts';
import { readRuleBook } from '../../host/rules.ts';
import { CompiledPlanner } from '../../planning/planner.ts';
import type { Action } from '../../protocol/action.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Intent } from '../../protocol/intent.ts';
import { VERBS, type RuleSubject } from '../../protocol/rules.ts';
import { RISKS, type Category, type Risk, type Verdict } from '../../protocol/verdict.ts';
import type { RunDetail, StepRecord } from '../../store/records.ts';
import { writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { scopeOptions } from './rules-scope.ts';

interface Options {
  app?: string[];
  window?: string[];
  control?: string[];
  category?: Category[];
  verb?: Action['type'][];
  risk?: Risk;
  run?: string;
  step?: number;
  json?: boolean;
}

/** What is tried, and what it is called. */
interface Tried {
  readonly what: string;
  readonly subject: RuleSubject;
  readonly verdict: Verdict | null;
  /** What was decided then, for a step of the past. */
  readonly then: string | null;
}

export function addRulesTestCommand(rules: Command, io: Io, finish: Finish): void {
  scopeOptions(rules.command('test'))
    .description('say which rule decides an action and why: one in words, or a step of the history')
    .argument('[action]', 'an action in plain words, such as: click "Delete"')
    .addOption(
      new Option('--risk <risk>', 'how risky it is taken to be (default: caution where a category is given)').choices(
        RISKS,
      ),
    )
    .option('--run <run>', 'a run of the history: its id, the first characters of it, or "last"')
    .option('--step <n>', 'the step of that run (default: all of them)', stepOf)
    .option('--json', 'print JSON, one action a line')
    .action(async (action: string | undefined, options: Options) => {
      const tried = options.run === undefined ? [await described(action, options)] : await fromHistory(action, options);
      for (const one of tried) await show(io, one, options.json ?? false);
      finish(0);
    });
}

function stepOf(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0) throw new InvalidArgumentError('a step number is needed.');
  return n;
}

const usage = (message: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', 'rules_test', message, remedy);

const verdictOf = (risk: Risk, category: Category): Verdict => ({
  ...{ risk, category, correct: true, score: 1, observation: `taken to be ${risk}`, result: '', suggestion: '' },
  ...{ reversible: null, evidence: [], rule: 'given', ms: 0 },
});

/** An intent as rules see it: what is done, and to what. */
function ofIntent(intent: Intent): { verb: Action['type']; controls: string[]; apps: string[]; windows: string[] } {
  const none = { controls: [], apps: [], windows: [] };
  switch (intent.do) {
    case 'click':
      return { ...none, verb: 'click', controls: [intent.target] };
    case 'hover':
      return { ...none, verb: 'move', controls: [intent.target] };
    case 'drag':
      return { ...none, verb: 'drag', controls: [intent.from, intent.to] };
    case 'scroll':
      return { ...none, verb: 'scroll', controls: intent.target ? [intent.target] : [] };
    case 'type':
      return { ...none, verb: 'type', controls: intent.target ? [intent.target] : [] };
    case 'hotkey':
      return { ...none, verb: 'hotkey', controls: [intent.keys.join('+')] };
    case 'open_app':
      return { ...none, verb: 'open_app', controls: [intent.app], apps: [intent.app] };
    case 'open_url':
      return { ...none, verb: 'open_url', controls: [intent.url] };
    case 'open_path':
      return { ...none, verb: 'open_path', controls: [intent.path] };
    case 'focus_window':
      return { ...none, verb: 'focus_window', controls: [intent.window], windows: [intent.window] };
    case 'close_window':
      return { ...none, verb: 'close_window', windows: intent.window ? [intent.window] : [] };
    default:
      throw usage(
        `“${intent.do.replaceAll('_', ' ')}” sends nothing, so no rule is about it.`,
        'Name an action such as: click "Delete".',
      );
  }
}

async function described(action: string | undefined, options: Options): Promise<Tried> {
  const { app = [], window = [], control = [], category = [], verb = [] } = options;
  if (category.length > 1 || verb.length > 1)
    throw usage('An action has one category and one verb.', 'Give each once.');
  const steps =
    action === undefined ? [] : (await new CompiledPlanner().plan({ task: action, history: [], screen: null })).steps;
  const first = steps[0];
  if (steps.length > 1) throw usage('More than one action was described.', 'Test them one by one.');
  if (first?.do === 'unsupported' || first?.do === 'ask') {
    throw usage(
      `“${action ?? ''}” is not understood as one action.`,
      'Describe it with --verb, --control, --app and --category.',
    );
  }
  if (!first && verb.length + control.length + app.length + window.length + category.length === 0) {
    throw usage('No action was described.', 'Say one, such as: steadyhand rules test \'click "Delete"\' --app thunar');
  }
  const said = first ? ofIntent(first) : { verb: 'click' as const, controls: [], apps: [], windows: [] };
  const kind: Category | null = category[0] ?? (options.risk === 'safe' ? 'none' : null);
  if (options.risk !== undefined && kind === null)
    throw usage('A risk without a category was given.', 'Give --category as well.');
  const subject: RuleSubject = {
    verb: verb[0] ?? said.verb,
    controls: [...said.controls, ...control],
    apps: [...said.apps, ...app],
    windows: [...said.windows, ...window],
    category: kind,
  };
  const risk = options.risk ?? (kind === null ? null : kind === 'none' ? 'safe' : 'caution');
  const verdict = risk === null ? null : verdictOf(risk, kind ?? 'none');
  return { what: action ?? `${subject.verb} ${subject.controls.join(', ')}`.trim(), subject, verdict, then: null };
}

async function fromHistory(action: string | undefined, options: Options): Promise<Tried[]> {
  if (action !== undefined) throw usage('An action in words and --run were both given.', 'Give one of them.');
  const run = await withHistory((store) => store.showRun(options.run ?? 'last'));
  const steps = run.stepRecords.filter(
    (s) => s.action !== null && (options.step === undefined || s.step === options.step),
  );
  if (steps.length === 0) {
    const which = options.step === undefined ? 'no step that sends something' : `no such step ${options.step}`;
    throw usage(`The run ${run.id} has ${which}.`, `See: steadyhand history show ${run.id}`);
  }
  return steps.flatMap((s) => (s.action ? [ofStep(run, s, s.action)] : []));
}

function ofStep(run: RunDetail, step: StepRecord, action: Action): Tried {
  const decided = run.events.findLast((e) => e.event === 'decision' && e.step === step.step);
  const scope = decided?.event === 'decision' ? decided.scope : undefined;
  const { intent, grounding, verdict } = step;
  const named =
    scope?.controls ??
    ('target' in intent && intent.target ? [intent.target] : grounding ? [grounding.instruction] : []);
  const subject: RuleSubject = {
    verb: VERBS.find((v) => v === action.type) ?? action.type,
    controls: named,
    apps: scope?.apps ?? [],
    windows: scope?.windows ?? [],
    category: verdict?.category ?? null,
  };
  const then = step.decision ? `${step.decision.outcome} by ${step.decision.by}` : 'not decided';
  return { what: `${step.step}. ${step.what}`, subject, verdict, then };
}

const DEFAULTS: Readonly<Record<Leaning['outcome'], string>> = {
  allow: 'allowed',
  ask: 'asked about',
  block: 'blocked',
};

async function show(io: Io, tried: Tried, json: boolean): Promise<void> {
  const now = Date.now();
  const book = readRuleBook(undefined, now);
  const { subject, verdict } = tried;
  const leaning = leaningFor({ verdict, subject, book, settings: DEFAULT_GATE_SETTINGS, now });
  const { ruling } = leaning;
  const others = otherViews(book, subject, ruling, now);
  if (json) {
    await writeJson(io, {
      what: tried.what,
      decision: leaning.outcome,
      by: leaning.by,
      why: whyOf(tried, leaning),
      rule: ruling
        ? {
            id: ruling.rule.id,
            tier: ruling.rule.tier,
            file: ruling.rule.file,
            line: ruling.rule.line,
            sure: ruling.sure,
          }
        : null,
      subject,
      risk: verdict?.risk ?? null,
      others: others.map((o) => ({
        id: o.rule.id,
        effect: o.rule.effect,
        tier: o.rule.tier,
        holds: o.holds,
        because: o.because,
      })),
      ...(tried.then === null ? {} : { then: tried.then }),
    });
    return;
  }
  await writeLine(io, tried.what);
  await writeLine(
    io,
    `  ${DEFAULTS[leaning.outcome]}${leaning.once ? ' (once per application and run)' : ''}: ${whyOf(tried, leaning)}`,
  );
  if (ruling)
    await writeLine(
      io,
      `  decided by ${ruling.rule.id} (${ruling.rule.file}, line ${ruling.rule.line}): ${describeRule(ruling.rule)}`,
    );
  for (const o of others) await writeLine(io, `  not by ${o.rule.id}: ${o.because}`);
  if (tried.then !== null) await writeLine(io, `  at the time: ${tried.then}`);
}

function whyOf({ verdict, subject }: Tried, leaning: Leaning): string {
  if (leaning.by !== 'no-verdict')
    return leaning.by.startsWith('default:') && verdict?.rule === 'given' ? defaultWords(verdict) : leaning.reason;
  const known = subject.category === null ? 'no rule is about it' : leaning.reason;
  return leaning.ruling ? leaning.ruling.why : `${known}; how risky it is was not given (--category, --risk)`;
}

const defaultWords = (verdict: Verdict): string =>
  ({
    safe: 'no rule is about it, and what is safe passes',
    caution: 'no rule is about it, and caution asks once per application and run',
    destructive: 'no rule is about it, and what is destructive is asked about every time',
  })[verdict.risk];
