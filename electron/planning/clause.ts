/** Builds the steps of one clause and adds them to the plan. */
import type { Intent } from '../protocol/intent.ts';
import { clicks } from './builders.ts';
import type { Context } from './context.ts';
import { parseNumber } from './numbers.ts';
import { cleanTarget, cleanWindow, isApp, menuPath, unsupported } from './phrases.ts';
import { CHATTER, isGoal } from './refuse.ts';
import type { Clause } from './segment.ts';

interface Snapshot {
  readonly steps: readonly Intent[];
  readonly lastTarget: string | null;
  readonly lastWindow: string | null;
}
const before = new WeakMap<Context, Snapshot>();

const wordsOf = (s: string): number => s.trim().split(/\s+/).length;

export function clauseSteps(clause: Clause, ctx: Context): void {
  const label = /^\p{Lu}/u.test(clause.text.trim()) && !clause.sentence && VERB.test(ctx.previousClause);
  if (!label && isFiller(clause.text, ctx)) return;
  let text = tidy(clause.text, ctx);
  if (text === '') return;
  if (clause.sentence) ctx.sentenceAt = ctx.steps.length;
  if (clause.correction) {
    const snapshot = before.get(ctx);
    text = corrected(ctx.previousClause, text, ctx);
    if (snapshot) {
      ctx.steps.splice(0, ctx.steps.length, ...snapshot.steps);
      ctx.lastTarget = snapshot.lastTarget;
      ctx.lastWindow = snapshot.lastWindow;
    }
  }
  before.set(ctx, { steps: [...ctx.steps], lastTarget: ctx.lastTarget, lastWindow: ctx.lastWindow });
  ctx.clauseAt = ctx.steps.length;
  const steps = build(text, ctx, 0);
  add(steps, ctx);
  ctx.previousClause = text;
}

function add(steps: readonly Intent[], ctx: Context): void {
  steps.forEach((step, i) => {
    const last = ctx.steps.at(-1);
    const enter = step.do === 'hotkey' && step.keys.length === 1 && step.keys[0] === 'enter';
    // Enter right after typing belongs to the typing.
    if (i === 0 && enter && last?.do === 'type' && last.submit !== true)
      ctx.steps.splice(-1, 1, { ...last, submit: true });
    else ctx.steps.push(step);
  });
  ctx.remember(steps);
  if (steps.length > 0) ctx.previous = steps;
}

/** True when the clause is nothing but politeness. */
const isFiller = (text: string, ctx: Context): boolean =>
  text.replace(ctx.lex.lead, '').trim() === '' || ` ${text}`.replace(ctx.lex.tail, '').trim() === '';

/** Takes politeness, fillers and purpose off both ends. */
function tidy(clause: string, ctx: Context): string {
  let t = clause.trim();
  const lead = t.replace(ctx.lex.lead, '');
  if (lead.trim() !== '') t = lead;
  const literal = ctx.literals.only(t.split(/\s+/).at(-1) ?? '') !== null;
  const tail = t.replace(ctx.lex.tail, '');
  if (!literal && tail.trim() !== '' && wordsOf(tail) > 1) t = tail;
  if (!ctx.lex.typing.test(t)) {
    const bare = t.replace(ctx.lex.purpose, '');
    if (bare.trim() !== '' && wordsOf(bare) > 1) t = bare;
  } else t = t.replace(/,?\s+so (?:that|it|i|we|they)\s.*$/i, '');
  return t
    .replace(/^[\s,;:]+|[\s,;]+$/g, '')
    .replace(/(?<!\.)\.$/, '')
    .replace(/(?<=\w)[!?]+$/, (m) => (ctx.lex.typing.test(t) ? m : ''));
}

const WHEN_SUFFIX =
  /^(?<main>(?!when|once|as soon|after|wait).+?),?\s+(?<when>(?:when|once|as soon as|after)\s+(?:the |a |an |you see |it ).+)$/i;

function build(text: string, ctx: Context, depth: number): Intent[] {
  if (depth > 6) return unsupported();
  const typing = ctx.lex.typing.test(text);
  if (!typing && isGoal(text)) return unsupported();
  if (/^(?:don'?t|do not|never|avoid|without)\b/i.test(text)) return [];

  const repeated = loops(text, ctx, depth);
  if (repeated) return repeated;

  const prefix = ctx.lex.inPrefix.exec(text)?.groups;
  if (prefix?.['rest'] !== undefined) {
    const head = place(prefix['prep'] ?? 'in', prefix['phrase'] ?? '', ctx);
    if (head) return [...head, ...build(tidy(prefix['rest'], ctx), ctx, depth + 1)];
  }
  const alone = ctx.lex.placeOnly.exec(text)?.groups;
  if (alone) {
    const head = place(alone['prep'] ?? 'in', alone['phrase'] ?? '', ctx);
    if (head) return head;
  }
  const when = typing ? null : WHEN_SUFFIX.exec(text)?.groups;
  if (when) {
    const first = rules(when['when'] ?? '', ctx);
    if (first?.[0]?.do === 'wait_for') return [...first, ...build(when['main'] ?? '', ctx, depth + 1)];
  }
  const inApp = appSuffix(text, ctx);
  if (inApp) return [...inApp.focus, ...build(inApp.rest, ctx, depth + 1)];

  const made = rules(text, ctx);
  if (made) return made;
  return nominal(text, ctx, depth);
}

function rules(text: string, ctx: Context): Intent[] | null {
  for (const [pattern, make] of ctx.lex.rules) {
    const m = pattern.exec(text);
    if (!m) continue;
    const steps = make(m.groups ?? {}, ctx);
    if (steps) return steps;
  }
  return null;
}

/** "In X" as a place: a window gets the focus, anything else is kept for the next target. */
function place(preposition: string, phrase: string, ctx: Context): Intent[] | null {
  const plain = cleanTarget(phrase, ctx);
  if (plain === '') return null;
  if (
    /^(?:this|that|the|current|web|whole)?\s*(?:page|screen|desktop app|website|site|document|window|app|computer|mac|pc|keyboard)$/i.test(
      plain,
    )
  )
    return [];
  if (isApp(phrase, ctx) && !/^(?:from|under|for)$/i.test(preposition)) {
    const window = cleanWindow(phrase, ctx);
    return ctx.lastWindow === window && ctx.steps.length > 0 ? [] : [{ do: 'focus_window', window }];
  }
  ctx.place = {
    preposition: /^(?:from|using|with|into|over in|back in|via|through)$/i.test(preposition) ? 'in' : preposition,
    phrase: plain,
  };
  return [];
}

/** "press Ctrl+S in LibreOffice Writer": the window first. */
function appSuffix(text: string, ctx: Context): { focus: Intent[]; rest: string } | null {
  if (
    ctx.lex.typing.test(text) ||
    /^(?:open|launch|start|drag|move|switch|go|close|wait|when|once|scroll to|read|tell|what)\b/i.test(text)
  )
    return null;
  const m = /^(?<rest>.+?)\s+(?:in|inside|within)\s+(?<app>(?:the |my )?[^,]{1,40})$/i.exec(text)?.groups;
  if (!m) return null;
  const app = m['app'] ?? '';
  if (!isApp(app, ctx)) return null;
  const click = /^(?:(?:double|right|middle|triple)[- ]?)?click\b/i.test(text);
  const plain = cleanWindow(app, ctx);
  // For a click the name must be a known program: "the Help link in Preferences" is a place.
  if (click && !isApp(`the ${plain}`, ctx)) return null;
  return { focus: ctx.lastWindow === plain ? [] : [{ do: 'focus_window', window: plain }], rest: m['rest'] ?? '' };
}

/** Repetition: "twice", "three times", "again", "repeat that 3 times", "do the same for X". */
function loops(text: string, ctx: Context, depth: number): Intent[] | null {
  const { lex } = ctx;
  const count = (n: string | undefined): number | null => {
    const value = n === undefined ? null : parseNumber(n, lex.numbers);
    return value !== null && Number.isInteger(value) && value >= 1 && value <= 1000 ? value : null;
  };
  const same =
    /^(?:do|repeat) (?:exactly )?(?:the same(?: thing)?|that|this|it|so)(?: again)? (?:for|with|to|on|in|at) (?<target>.+)$/i.exec(
      text,
    )?.groups;
  if (same) return sameFor(same['target'] ?? '', ctx);
  if (
    /^(?:do|repeat|press|click|hit|type) (?:it|that|this|the same(?: thing)?)(?: (?:once more|again|one more time|another time|once again))+$|^(?:and )?(?:again|once more|once again|one more time)$|^(?:repeat|do) (?:it|that|this|the last step)$|^repeat$/i.test(
      text,
    )
  )
    return ctx.previous.length > 0 ? [...ctx.previous] : null;
  const m = lex.timesSuffix.exec(text);
  if (m?.groups && m.index > 0) {
    const g = m.groups;
    const twice = g['twice']?.toLowerCase();
    const times =
      twice === undefined ? count(g['n'] ?? g['x'] ?? g['xx']) : twice === 'twice' ? 2 : twice === 'thrice' ? 3 : 1;
    if (times !== null) {
      const rest = text.slice(0, m.index).trim();
      const back =
        /^(?:repeat|do)(?: (?:it|that|this|the (?:above|same)(?: thing)?|these steps|those steps|the whole thing|all of (?:that|this)|everything))?$/i.test(
          rest,
        );
      if (back || (g['comma'] !== undefined && ctx.steps.length > ctx.sentenceAt && !lex.typing.test(rest))) {
        if (!back) add(build(rest, ctx, depth + 1), ctx);
        const from =
          ctx.steps.length > ctx.sentenceAt ? ctx.sentenceAt : Math.max(0, ctx.steps.length - ctx.previous.length);
        const body = ctx.steps.splice(from);
        return body.length > 0 ? [{ do: 'repeat', times, steps: body }] : null;
      }
      const steps = /^(?:it|that|again)$/i.test(rest) ? [...ctx.previous] : build(rest, ctx, depth + 1);
      return times === 1 ? steps : repeat(times, steps);
    }
  }
  const again = lex.againSuffix.exec(text);
  if (again && again.index > 0 && !lex.typing.test(text))
    return build(text.slice(0, again.index).trim(), ctx, depth + 1);
  return null;
}

const repeat = (times: number, steps: Intent[]): Intent[] => {
  const refused = steps.find((s) => s.do === 'ask' || s.do === 'unsupported');
  if (refused || steps.length === 0) return steps;
  // A focus change is done once, before the loop.
  const head = steps[0]?.do === 'focus_window' ? steps.slice(0, 1) : [];
  return [...head, { do: 'repeat', times, steps: steps.slice(head.length) }];
};

/** "do the same for Y": the steps of the sentence with their first target replaced. */
function sameFor(phrase: string, ctx: Context): Intent[] {
  const from = ctx.steps.length > ctx.sentenceAt ? ctx.sentenceAt : Math.max(0, ctx.steps.length - ctx.previous.length);
  const model = ctx.steps.slice(from);
  const names = phrase.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i);
  const out: Intent[] = [];
  for (const name of names) {
    const target = cleanTarget(name, ctx);
    const index = model.findIndex((s) => 'target' in s && s.target !== undefined);
    if (index === -1 || target === '') return unsupported();
    const old = model[index];
    const oldTarget = old && 'target' in old ? old.target : undefined;
    out.push(
      ...model.map((s): Intent =>
        'target' in s && s.target !== undefined && s.target === oldTarget
          ? { ...s, target }
          : s.do === 'drag' && s.from === oldTarget
            ? { ...s, from: target }
            : s,
      ),
    );
  }
  return out;
}

const VERB =
  /^(?:(?:double|triple|right|left|middle)[- ]?click(?: on)?|(?:shift|ctrl|alt|cmd)[- +]click(?: on)?|click(?: on)?|press|hit|tap|open|launch|start|tick|untick|check|uncheck|select|choose|pick|toggle|turn (?:on|off)|switch to|go to|close|hover over|type|enter|put|write|wait(?: for)?|scroll|drag|read|save(?: it| the file)? as|search for|klick\w*(?: auf)?|drück\w*|öffne|pulsa|haz clic en|abre|clique\w* sur|ouvr\w*)\s+(?=\S)/i;

/** A clause without a verb: a menu path, or one more object of the verb before. */
function nominal(text: string, ctx: Context, depth: number): Intent[] {
  if (menuPath(text)) return clicks(text.replace(/^(?:use|follow|via)\s+/i, ''), ctx);
  const verb = VERB.exec(ctx.previousClause)?.[0];
  const object = ctx.lex.articles.test(text) || /^[\p{Lu}\d\uE000-\uF8FF]/u.test(text);
  if (verb !== undefined && object && wordsOf(text) <= 10 && depth === 0 && !CHATTER.test(text))
    return build(`${verb}${text}`, ctx, depth + 1);
  if (CHATTER.test(text)) return [];
  const only = ctx.literals.only(text);
  if (only?.kind === 'url') return [{ do: 'open_url', url: only.inner }];
  return unsupported();
}

/** The clause that a correction means: a whole instruction, or the one before with its object replaced. */
function corrected(previous: string, text: string, ctx: Context): string {
  if (ctx.lex.start.test(text) && VERB.test(`${text} x`)) return text;
  const verb = VERB.exec(previous)?.[0];
  if (verb === undefined) return text;
  const object = previous.slice(verb.length);
  const tail = /\s+(?:in|into|from|to|onto|on|under|for|aus|en|dans)\s+\S.*$/i.exec(object)?.[0] ?? '';
  const head = object.slice(0, object.length - tail.length);
  let replacement = text;
  if (/\bones?$/i.test(text)) replacement = text.replace(/\bones?$/i, head.split(/\s+/).at(-1) ?? 'one');
  const typing = ctx.lex.typing.test(previous);
  if (typing && /^(?:in|into|to)\s/i.test(replacement)) return `${verb}${head} ${replacement}`;
  if (typing && tail !== '' && ctx.lex.fieldNoun.test(replacement) && ctx.literals.only(replacement) === null)
    return `${verb}${head}${/^\s+\S+\s+/.exec(tail)?.[0] ?? ' in '}${replacement}`;
  if (/^drag/i.test(verb))
    return /^(?:to|onto|into)\s/i.test(replacement)
      ? `${verb}${head} ${replacement}`
      : `${verb}${head}${/^\s+\S+\s+/.exec(tail)?.[0] ?? ' to '}${replacement}`;
  const keepsTail = tail !== '' && !/\s(?:in|into|from|to|onto|on|under|for)\s/i.test(` ${replacement}`);
  return `${verb}${replacement}${keepsTail ? tail : ''}`;
}
