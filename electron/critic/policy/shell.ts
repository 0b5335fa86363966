/**
 * What a typed command line would do: read by the shell's grammar into simple commands, each looked up in the table.
 * `loadBash` has to come before.
 *
 * Errs towards risk: what is hidden in quotes, escapes, variables, `$( )`, backticks, here-documents or after `-c` is
 * judged as well, and a line that cannot be read is never safe.
 */
import { RISKS } from '../../protocol/verdict.ts';
import { parseBash } from './bash.ts';
import type { CommandJudgement } from './judgement.ts';
import { DATABASES, judgeSql } from './sql.ts';
import { COMMANDS, INTERPRETERS, NETWORK, RUNNERS, SECRET_FILES, type CommandRule } from './commands.ts';

const worse = (a: CommandJudgement, b: CommandJudgement): CommandJudgement =>
  RISKS.indexOf(b.risk) > RISKS.indexOf(a.risk) ? b : a;

const NOTHING: CommandJudgement = { risk: 'safe', category: 'none', rule: 'cmd-none', why: 'nothing runs' };
const UNKNOWN: CommandJudgement = {
  risk: 'caution',
  category: 'shell',
  rule: 'cmd-unknown',
  why: 'runs a command whose effect is not known',
};
const nameFits = (pattern: string, name: string): boolean =>
  pattern === '*' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1)));

const argFits = (pattern: string, arg: string): boolean =>
  arg === pattern ||
  arg.startsWith(`${pattern}=`) ||
  (/^-[a-zA-Z]$/.test(pattern) && /^-[a-zA-Z]+$/.test(arg) && arg.includes(pattern.slice(1)));

function ruleFits(rule: CommandRule, name: string, args: readonly string[]): boolean {
  if (!rule.run.some((r) => nameFits(r, name))) return false;
  if (rule.sub) {
    const first = args.find((a) => !a.startsWith('-')) ?? '';
    // Package managers such as pacman and rpm take their verb as an option.
    if (
      !rule.sub.includes(first) &&
      !(args[0] !== undefined && args[0].startsWith('-') && rule.sub.includes(args[0]))
    ) {
      return false;
    }
  }
  if (rule.verb) {
    const verbs = rule.verb;
    if (!args.some((a) => verbs.some((v) => v === a || (v.endsWith('*') && a.startsWith(v.slice(0, -1))))))
      return false;
  }
  return rule.args === undefined || rule.args.some((p) => args.some((a) => argFits(p, a)));
}

function judgeWords(
  words: readonly string[],
  piped: boolean,
  depth: number,
  input: string | null = null,
): CommandJudgement {
  let rest = words;
  let rights = false;
  // Assignments and runners (`sudo`, `env`, `time`) stand before the command proper.
  for (;;) {
    const first = rest[0];
    if (first === undefined) {
      return rights
        ? { risk: 'caution', category: 'shell', rule: 'cmd-rights', why: 'takes administrator rights' }
        : NOTHING;
    }
    const runner = Object.hasOwn(RUNNERS, base(first)) ? RUNNERS[base(first)] : undefined;
    if (/^[A-Za-z_]\w*=/.test(first)) rest = rest.slice(1);
    // Options of the runner and the numbers they take.
    else if (rest !== words && (first.startsWith('-') || /^\d+[smhd]?$/.test(first))) rest = rest.slice(1);
    else if (runner !== undefined) {
      rights ||= runner === 'rights';
      const inner = rest.slice(1);
      // `su - user`, `timeout 5s`: options, numbers and users come before the command.
      rest = inner.filter((w, i) => !(i === 0 && /^\d+[smhd]?$/.test(w)));
    } else break;
  }
  const name = base(rest[0] ?? '');
  const args = rest.slice(1);
  let found: CommandJudgement = UNKNOWN;
  const rule = COMMANDS.find((r) => ruleFits(r, name, args));
  if (rule) found = { risk: rule.risk, category: rule.category, rule: rule.id, why: rule.why };
  if (NETWORK.has(name) && args.some((a) => SECRET_FILES.test(a))) {
    found = {
      risk: 'destructive',
      category: 'credentials',
      rule: 'cmd-secret-out',
      why: 'sends a private key or another secret to another computer',
    };
  }
  if ((INTERPRETERS.has(name) || RUNS_TEXT.has(name)) && args.some((a) => FETCHED.test(a))) {
    found = worse(found, {
      risk: 'destructive',
      category: 'shell',
      rule: 'cmd-fetched-code',
      why: 'runs whatever comes from the network, unseen',
    });
  }
  if (piped && INTERPRETERS.has(name)) {
    found = worse(found, {
      risk: 'destructive',
      category: 'shell',
      rule: 'cmd-pipe-to-interpreter',
      why: 'runs whatever comes through the pipe, unseen',
    });
  }
  if (INTERPRETERS.has(name) || name === 'eval' || name === 'ssh' || name === 'su') {
    const code = args.findIndex((a) => /^-[a-z]*[ce]$/.test(a));
    const inner = name === 'ssh' ? args.slice(1).join(' ') : name === 'eval' ? args.join(' ') : args[code + 1];
    if (inner !== undefined && inner !== '' && (code >= 0 || name === 'eval' || name === 'ssh')) {
      found = worse(found, judge(inner, depth + 1));
    }
  }
  if (INTERPRETERS.has(name) && input !== null) {
    const shell = /^(?:ba|z|da|k|fi)?sh$/.test(name);
    found = worse(found, shell ? judge(input, depth + 1) : { ...UNKNOWN, why: 'runs code from its input' });
  }
  if (INTERPRETERS.has(name) && args.some((a) => DELETES.test(a))) {
    found = worse(found, {
      risk: 'destructive',
      category: 'delete',
      rule: 'cmd-code-deletes',
      why: 'runs code that deletes',
    });
  }
  if (name.startsWith('mongo') && args.some((a) => MONGO_DELETES.test(a))) {
    found = { risk: 'destructive', category: 'delete', rule: 'cmd-mongo', why: 'deletes data of a database' };
  }
  if (DATABASES.has(name)) {
    const sql = [...args, ...(input === null ? [] : [input])].map((a) => judgeSql(a)).filter((j) => j !== null);
    found = sql.reduce(worse, found);
    if (sql.length === 0 && [...args, input ?? ''].some(onlyLooks))
      found = { ...NOTHING, rule: 'cmd-sql-look', why: 'only shows what is in the database' };
  }
  if (name === 'find' || name === 'fd') {
    const exec = args.findIndex((a) => /^(-exec|-execdir|-ok|-x|-X|--exec)$/.test(a));
    if (exec >= 0) found = worse(found, judgeWords(args.slice(exec + 1), false, depth + 1));
  }
  if (!rule && rights) {
    // `sudo -u root rm …`: an option took a value; whatever known command follows is what runs.
    for (let i = 1; i < rest.length; i++) {
      const later = COMMANDS.find((r) => r.run[0] !== '*' && ruleFits(r, base(rest[i] ?? ''), rest.slice(i + 1)));
      if (later) found = worse(found, { risk: later.risk, category: later.category, rule: later.id, why: later.why });
    }
  }
  if (rights && found.risk === 'safe') {
    found = { risk: 'caution', category: 'shell', rule: 'cmd-rights', why: 'runs with administrator rights' };
  }
  return found;
}

const base = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.exe$/i, '');

/** Programs besides the interpreters that run what they are given. */
const RUNS_TEXT = new Set(['eval', 'source', '.', 'exec', 'xargs']);
/** A query that only looks: nothing is written, and no function is called but those that count. */
const onlyLooks = (sql: string): boolean =>
  /^\s*(?:SELECT|SHOW|DESCRIBE|EXPLAIN\s+(?:SELECT|DELETE|UPDATE))\b[^;]*;?\s*$/i.test(sql) &&
  !/\b(?:INTO|FOR\s+UPDATE|ANALYZE)\b/i.test(sql) &&
  [...sql.matchAll(/(\w+)\s*\(/g)].every(([, name = '']) =>
    /^(?:count|sum|min|max|avg|in|from|length|lower|upper|round|coalesce|date)$/i.test(name),
  );
/** Calls of the usual languages that delete files. */
const DELETES =
  /\b(?:rmtree|os\.(?:remove|unlink|rmdir|removedirs)|\.unlink\(|unlinkSync|rmSync|rmdirSync|fs\.rm|FileUtils\.rm\w*|File\.delete|Dir\.rmdir)\b|\bunlink\s*[(\s]/;
const MONGO_DELETES = /\.(?:drop(?:Database|Index|Indexes)?|deleteMany|deleteOne|remove|findOneAndDelete)\(/;
/** Code that a program fetches while the line runs. */
const FETCHED = /(?:<\(|\$\(|`)\s*(?:sudo\s+)?(?:curl|wget|aria2c|fetch|nc|ncat|ssh|scp)\b/;

/** Characters of one command line: nobody reads more, and patterns over more would take their time. */
const LONGEST = 4000;

/** Names of files that writing to loses nothing. */
const HARMLESS_SINKS = /^(\/dev\/(null|stdout|stderr|tty)|&\d)$/;

function judge(line: string, depth: number, isNew: IsNew = () => false): CommandJudgement {
  if (line.length > LONGEST)
    return { ...UNKNOWN, risk: 'destructive', rule: 'cmd-long', why: 'is too long to be read' };
  if (depth > 4) return { ...UNKNOWN, risk: 'destructive', why: 'is nested too deep to read' };
  const script = parseBash(line);
  if (script.forkBomb) {
    return { risk: 'destructive', category: 'shell', rule: 'cmd-fork-bomb', why: 'starts processes without end' };
  }
  let found = NOTHING;
  const moves = script.commands.some((c) =>
    /^(?:cd|pushd|popd|chroot|ssh|mv|cp|ln|tee|sudo|su)$/.test(base(c.words[0] ?? '')),
  );
  for (const command of script.commands) {
    const one = judgeWords(command.words, command.piped, depth, command.input);
    found = found === NOTHING ? one : worse(found, one);
    for (const file of command.writes) {
      if (HARMLESS_SINKS.test(file)) continue;
      // Only where the line itself does not go elsewhere first, and the name is written out.
      if (!moves && !/[$*?~`{}]/.test(file.replace(/^~\//, '')) && isNew(file)) continue;
      const device = /^\/dev\//.test(file);
      found = worse(found, {
        risk: 'destructive',
        category: device ? 'format_disk' : 'overwrite',
        rule: 'cmd-redirect',
        why: `writes over ${file}, whose old content is lost`,
      });
    }
  }
  return script.broken ? worse(found, UNREADABLE) : found;
}

/** An unfinished line waits for its end, and one in another language fails; what could be read of it counts as well. */
const UNREADABLE: CommandJudgement = {
  risk: 'caution',
  category: 'shell',
  rule: 'cmd-unreadable',
  why: 'cannot be read as a command line',
};

/** Whether nothing of this name is there yet, as the line names it; false where that cannot be known. */
export type IsNew = (file: string) => boolean;

/** Judges everything that would run when the text is entered at a prompt. */
export function judgeShell(text: string, isNew?: IsNew): CommandJudgement {
  return text.trim() === '' ? NOTHING : judge(text.replace(/\r\n?/g, '\n'), 0, isNew);
}

const KNOWN = new Set([
  ...COMMANDS.flatMap((r) => r.run),
  ...Object.keys(RUNNERS),
  ...DATABASES,
  'mongo',
  'mongosh',
  ':',
]);
/** English words that are also programs: alone they do not make a sentence a command. */
const PROSE = new Set(
  'more less find sort date who time open install update set type test last host watch move write if then do else while ! tree kill info alias export file copy rename erase del start make service security pass go source exit reset ip port mail head cut command snap'.split(
    ' ',
  ),
);

/** Whether the text reads as a command line rather than as prose: it begins with a program and carries shell syntax. */
export function looksLikeCommand(text: string): boolean {
  const line = text.trim().split(/\r?\n/)[0] ?? '';
  const first = base(line.split(/\s+/)[0] ?? '');
  if (!KNOWN.has(first) && ![...KNOWN].some((k) => k.endsWith('.*') && first.startsWith(k.slice(0, -1)))) return false;
  if (first === '.' || first === '*') return false;
  const syntax = /(^|\s)--?[a-zA-Z]|[|;&><$`]|(^|\s)[~/.][\w./-]*|\w\/\w|\*/.test(line);
  return PROSE.has(first) ? syntax : syntax || line.split(/\s+/).length <= 4;
}

export { judgeSql };
export type { CommandJudgement };
