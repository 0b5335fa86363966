/**
 * Builds the steps of one clause and adds them to the plan.
 *
 * Errs towards refusing: what no pattern reads is `unsupported`, unless it is plainly small talk.
 */
import type { Intent } from '../protocol/intent.ts';
import { clicks, keysOf } from './builders.ts';
import type { Context } from './context.ts';
import { corrected, VERB } from './corrections.ts';
import { cleanTarget, cleanWindow, isApp, menuPath, unsupported } from './phrases.ts';
import { CHATTER, isGoal } from './refuse.ts';
import { APPS } from './lexicon/apps.ts';
import { LABEL } from './typing.ts';
import { closeLoop, joined, repetition } from './repetition.ts';
import type { Clause } from './segment.ts';

const wordsOf = (s: string): number => s.trim().split(/\s+/).length;

/** Adds the steps of the next clause. */
export function clauseSteps(clause: Clause, ctx: Context): void {
  // A capitalised clause after a click is one more label, whatever the word means: "Click Edit, then Copy".
  const label =
    /^\p{Lu}/u.test(clause.text) &&
    !clause.sentence &&
    !clause.correction &&
    CLICKING.test(ctx.previousClause) &&
    (!STRONG.test(clause.text) || /^(?:Open|Close|Select|Choose|Enter|Switch) \p{Lu}/u.test(clause.text));
  if (!label && !clause.correction && isFiller(clause.text, ctx)) return;
  let text = tidy(clause.text, ctx);
  if (text === '') return;
  text = afterChatter(text, ctx);
  if (clause.opensList && isHeading(text, ctx)) return;
  if (clause.sentence) {
    closeLoop(ctx);
    ctx.previousSentenceAt = ctx.sentenceAt;
    ctx.sentenceAt = ctx.steps.length;
  }
  ctx.opensList = clause.opensList;
  if (clause.correction) {
    text = corrected(ctx.previousClause, text, ctx);
    ctx.rollBack();
  }
  ctx.snapshot();
  ctx.previousClause = text;
  if (label) ctx.previousClause = `${VERB.exec(ctx.objectOf)?.[0] ?? 'click '}${text}`;
  const steps = label && ctx.last?.do === 'click' ? clicks(text, ctx) : build(text, ctx, 0);
  add(steps, ctx);
  if (ctx.deferred && steps.length > 0) {
    add(ctx.deferred, ctx);
    ctx.deferred = null;
  }
}

/** Ends the plan: closes what is still open. */
export function finish(ctx: Context): void {
  closeLoop(ctx);
  if (ctx.deferred) add(ctx.deferred, ctx);
  ctx.deferred = null;
}

/** "Log out: click the avatar, …": what the steps after the colon are for. */
const isHeading = (text: string, ctx: Context): boolean =>
  ctx.lex.code === 'en' && !DEED.test(text) && !ctx.lex.timesSuffix.test(` ${text}`) && menuPath(text) === null;
const DEED =
  /^(?:(?:double|right|left|middle|triple|shift|ctrl|alt|cmd)[- ]|click|press|hit|tap|push|type|write|enter|fill|scroll|wait|drag|move|hover|select|choose|pick|tick|untick|check|uncheck|toggle|turn|switch|open|launch|start|go|navigate|repeat|do|keep|when|once|as soon|after|before|while|until|if|unless|in|on|inside|within|under|from|using|with|into|at|for|read|tell|search|find|set|put|use|\d)/i;

/** "my mouse is broken so please press Tab": what the statement leads to. */
function afterChatter(text: string, ctx: Context): string {
  if (!CHATTER.test(text) && !/^(?:because|since|as|given that|seeing as|now that)\s/i.test(text)) return text;
  const rest = /^.+?[,\s]\s*(?:so|therefore|hence|but)\b,?\s+(?<rest>\S.*)$/i.exec(text)?.groups?.['rest'];
  if (rest === undefined) return text;
  const bare = tidy(rest, ctx);
  return ctx.lex.start.test(bare) ? bare : text;
}

const CLICKING = /^(?:(?:(?:double|right|left|middle)[- ]?)?click|select|choose|pick|open the|tick|go to)\b/i;
const STRONG =
  /^(?:click|press|type|double|right|scroll|wait|drag|hover|go to|enter \S|open \S|close the|switch to|tick \S|select \S|choose \S|repeat|do (?:this|that|the))\b|^(?:Enter|Return|Tab|Esc|Escape|Ctrl|Alt|Shift|Cmd|F\d+)\b/i;

function add(steps: readonly Intent[], ctx: Context): void {
  ctx.steps.splice(0, ctx.steps.length, ...joined(ctx.steps, steps));
  ctx.remember(steps);
  if (steps.length > 0) ctx.previous = steps;
}

/** True when the clause is nothing but politeness. */
const isFiller = (text: string, ctx: Context): boolean =>
  text.replace(ctx.lex.lead, '').trim() === '' || ` ${text}`.replace(ctx.lex.tail, '').trim() === '';

const HESITATION =
  /\s*,?\s*(?<![\w'-])(?:um+|uh+|uhm+|er+m?|erm+|hmm+|äh+m?|ähm|euh|eh)(?![\w'-])\s*,?\s*|,\s*(?:like|you know|i think|i guess|basically|well|ahem)\s*,\s*/giu;

/** "… now", "… i guess": said after an instruction, never after text that is typed. */
const AFTERTHOUGHT =
  /(?<=\S\s\S.*)[\s,]+(?:now|i (?:guess|think|suppose|reckon|believe)|or something(?: like that)?|if that makes sense|already|real fast|as (?:fast|quickly|soon) as (?:you can|possible))$/i;

/** "do a right-click on X". */
const DO_A =
  /^(?:do|perform|make|execute) (?:a|one|another) (?=(?:(?:quick|single|left|right|middle|double|triple)[- ]?)*(?:click|drag|scroll)\b)/i;
/** "Save (the one at the top)" is "Save at the top"; "not the first but the second link" is the second. */
const ONE_AT =
  /\s*(?:\(|,\s*)the one (?<where>(?:at|in|on|next|under|below|above|beside|near|to|with)\b[^()]*?)\)?(?=$|,)/i;
const NOT_BUT = /(?<=\s)not (?:on )?the [^,.;]+?,? but (?:rather )?(?:on )?(?=the\s)/i;

/** Takes politeness, fillers and purpose off both ends. */
function tidy(clause: string, ctx: Context): string {
  let t = clause.trim();
  const lead = t.replace(ctx.lex.lead, '');
  if (lead.trim() !== '') t = lead;
  if (ctx.lex.code === 'en') t = baseForm(t.replace(DO_A, ''));
  else t = (ctx.lex.imperative?.(t) ?? t).replace(INNER, '');
  const literal = ctx.literals.only(t.split(/\s+/).at(-1) ?? '') !== null;
  const tail = t.replace(ctx.lex.tail, '');
  const typing = ctx.lex.typing.test(t);
  // A picture at the end of a text belongs to it.
  const picture = typing ? /^.*\p{Extended_Pictographic}[\p{Emoji_Component}\u200d]*/su.exec(t)?.[0] : undefined;
  if (!literal && tail.trim() !== '' && wordsOf(tail) > (ctx.lex.code === 'zh' ? 0 : 1))
    t = picture !== undefined && picture.length > tail.length ? picture : tail;
  if (typing) t = t.replace(/,?\s+so (?:that|it|i|we|they)\s.*$/i, '');
  else {
    t = t.replace(HESITATION, ' ').replace(ONE_AT, ' $<where>').replace(NOT_BUT, '');
    const bare = t.replace(ctx.lex.purpose, '').replace(AFTERTHOUGHT, '');
    if (bare.trim() !== '' && wordsOf(bare) > 1) t = bare;
  }
  t = t.replace(/^[\s,;:]+|(?<!\w\+)[\s,;]+$/g, '').replace(/(?<!\.)\.$/, '');
  return typing ? t : t.replace(/(?<=[\p{L}\p{N}\uE000-\uF8FF])[!?]+$/u, '');
}

/** "klicke dann auf …", "clique ensuite sur …": adverbs after the verb. */
const INNER =
  /(?<=^\S+)\s+(?:dann|danach|anschließend|zuerst|erst|gleich|schnell|bitte|jetzt|nun|mal|einfach|d['’]abord|primero|ensuite|alors|maintenant|simplement|luego|después|ahora|entonces)(?=\s)/iu;

const GERUNDS: Readonly<Record<string, string>> = {
  getting: 'get',
  hitting: 'hit',
  putting: 'put',
  setting: 'set',
  dragging: 'drag',
  running: 'run',
  tapping: 'tap',
  cutting: 'cut',
  shutting: 'shut',
  dropping: 'drop',
  quitting: 'quit',
  typing: 'type',
  closing: 'close',
  choosing: 'choose',
  saving: 'save',
  pasting: 'paste',
  writing: 'write',
  moving: 'move',
  navigating: 'navigate',
  toggling: 'toggle',
  deleting: 'delete',
  browsing: 'browse',
  pausing: 'pause',
  enabling: 'enable',
  disabling: 'disable',
  creating: 'create',
  replacing: 'replace',
  renaming: 'rename',
  resizing: 'resize',
  'double-clicking': 'double-click',
  'right-clicking': 'right-click',
  'middle-clicking': 'middle-click',
  'triple-clicking': 'triple-click',
  clicking: 'click',
  pressing: 'press',
  opening: 'open',
  selecting: 'select',
  entering: 'enter',
  scrolling: 'scroll',
  waiting: 'wait',
  copying: 'copy',
  ticking: 'tick',
  unticking: 'untick',
  checking: 'check',
  unchecking: 'uncheck',
  switching: 'switch',
  going: 'go',
  launching: 'launch',
  starting: 'start',
  doing: 'do',
  hovering: 'hover',
  picking: 'pick',
  turning: 'turn',
  reading: 'read',
  telling: 'tell',
  filling: 'fill',
  searching: 'search',
  printing: 'print',
  pulling: 'pull',
  bringing: 'bring',
  holding: 'hold',
  clearing: 'clear',
  'double clicking': 'double-click',
  'right clicking': 'right-click',
  firing: 'fire',
  undoing: 'undo',
  visiting: 'visit',
  pushing: 'push',
  finding: 'find',
  booking: 'book',
  ordering: 'order',
  buying: 'buy',
  helping: 'help',
  loading: 'load',
};
/** "clicking Save" → "click Save", where a gerund stands for the instruction. */
const baseForm = (t: string): string =>
  t.replace(/^(?:double[- ]|right[- ]|middle[- ]|triple[- ])?\w+ing\b/i, (w) => GERUNDS[w.toLowerCase()] ?? w);

const WHEN_SUFFIX =
  /^(?<main>(?!when|once|as soon|after|wait).+?),?\s+(?<when>(?:when|once|as soon as|after)\s+(?:the |a |an |you see |it ).+)$/i;
const IT_APPEARS =
  /^(?:when|once|as soon as|after)\s+it\s+(?:\w+\s+)?(?:appears?|shows?|pops?|comes?|loads?|opens?|is|becomes|turns)\b/i;
/** "close the dialog by pressing Escape": only the how is done. */
const BY = /^(?!.*\bby \d)(?<main>.+?),?\s+by\s+(?<how>(?:double[- ]|right[- ])?\w+ing\s.+)$/i;
const TIME =
  '(?<time>(?:about |another )?(?:\\d+(?:\\.\\d+)?|[a-z]+(?: [a-z]+)?)\\s*(?:s|secs?|seconds?|mins?|minutes?|ms|milliseconds?))';
const LATER = new RegExp(`^(?<main>(?!wait|pause|scroll).+?),?\\s+after\\s+${TIME}$`, 'i');
const LATER_FIRST = new RegExp(
  `^(?:after|in)\\s+${TIME}(?:\\s+(?:have |has )?passed)?(?:[,\\s]+(?<main>\\S.*))?$`,
  'i',
);
/** "open Task Manager with Ctrl+Shift+Esc": the keys do it. */
const WITH_KEYS =
  /^(?:open|close|save|copy|paste|confirm|dismiss|undo|print|exit|quit|cancel|accept)\b.*\s(?:with|using|via)\s+(?<keys>\S.*)$/i;
const ORDER = /^(?<first>.+?),?\s+(?<word>before|after)\s+(?<second>(?:double[- ]|right[- ])?\w+ing\s.+)$/i;
const ORDER_FIRST =
  /^(?<word>before|after|while|by|without)\s+(?:you\s+)?(?<rest>(?:double[- ]|right[- ])?\w+ing\s.+|(?:you )?(?:click|press|type|close|open|save)\s.+)$/i;

/** "press Down until X": only scrolling and waiting know when to stop. */
const UNTIL =
  /^(?!(?:[Kk]eep )?(?:[Ss]croll|[Ww]ait|[Pp]ause|[Hh]old|[Hh]ang|[Rr]ead|[Tt]ell|[Dd]rag|[Mm]ove)).*\suntil\s+(?:the|a|an|you|it|there|[A-Z\uE000-\uF8FF])/;

/** "click Yes if a warning appears": nobody looks before the step. */
const IF = /\s(?:if|unless)\s+(?:the|a|an|it|you|there|that|any|one|necessary|needed|not|no)\b/;

function build(text: string, ctx: Context, depth: number): Intent[] {
  if (depth > 6) return unsupported();
  const again = (t: string): Intent[] => build(t, ctx, depth + 1);
  const typing = ctx.lex.typing.test(text);
  if (!typing && !menuPath(text) && isGoal(text)) return unsupported();
  if (/^(?:don'?t|do not|never|avoid|without|no need to|not (?:the|that|this|on|in))\b/i.test(text)) return [];

  const repeated = repetition(text, ctx, again);
  if (repeated) return repeated;

  if (!typing) {
    const ordered = inOrder(text, ctx, again);
    if (ordered) return ordered;
  }
  if (!typing && (UNTIL.test(text) || IF.test(text))) return unsupported();
  const prefix = ctx.lex.inPrefix.exec(text)?.groups;
  if (prefix?.['rest'] !== undefined) {
    const head = place(prefix['prep'] ?? 'in', prefix['phrase'] ?? '', ctx);
    if (head) return [...head, ...again(tidy(prefix['rest'], ctx))];
  }
  const verb = VERB.exec(ctx.objectOf)?.[0];
  const preposition = /^(?:auf|sur|en|on)\s+(?=\S)/i.exec(text)?.[0];
  if (
    verb !== undefined &&
    preposition !== undefined &&
    depth === 0 &&
    verb.toLowerCase().trimEnd().endsWith(` ${preposition.trim().toLowerCase()}`)
  ) {
    const whole = `${verb}${text.slice(preposition.length)}`;
    ctx.previousClause = whole;
    return again(whole);
  }
  const alone = ctx.lex.placeOnly.exec(text)?.groups;
  if (alone) {
    const head = place(alone['prep'] ?? 'in', alone['phrase'] ?? '', ctx);
    if (head) return head;
  }
  const inApp = appSuffix(text, ctx);
  if (inApp) return [...inApp.focus, ...again(inApp.rest)];
  return ctx.lex.rules.build(text, ctx) ?? nominal(text, ctx, depth);
}

/** "Z when X appears", "after clicking X, …", "X before closing Y". */
function inOrder(text: string, ctx: Context, again: (t: string) => Intent[]): Intent[] | null {
  const when = WHEN_SUFFIX.exec(text)?.groups;
  if (when) {
    // "click Pricing when it appears": "it" is what the click is on, unless that is a pronoun itself.
    const main = IT_APPEARS.test(when['when'] ?? '') ? again(when['main'] ?? '') : [];
    const [only, more] = main;
    const own = only && 'target' in only ? only.target : undefined;
    if (own !== undefined && more === undefined && own !== ctx.lastTarget)
      return [{ do: 'wait_for', target: own }, ...main];
    const first = ctx.lex.rules.build(when['when'] ?? '', ctx);
    if (first?.[0]?.do === 'wait_for') {
      ctx.remember(first);
      return [...first, ...again(when['main'] ?? '')];
    }
  }
  const means = ctx.lex.means?.(text) ?? null;
  if (means !== null) return again(means);
  const by = BY.exec(text)?.groups;
  const how = by?.['how'] ?? '';
  if (baseForm(how) !== how) {
    // "Mute the tab by right-clicking it": "it" is the tab.
    const object = /^\S+\s+(?<object>(?:the|my|this|that|a)\s+.+)$/i.exec(by?.['main'] ?? '')?.groups?.['object'];
    if (object !== undefined) ctx.lastTarget = cleanTarget(object, ctx);
    return again(baseForm(how));
  }
  const keyed = WITH_KEYS.exec(text)?.groups;
  const keys = keyed ? keysOf(keyed['keys'] ?? '', ctx) : null;
  if (keys) return keys;
  const later = LATER.exec(text)?.groups ?? LATER_FIRST.exec(text)?.groups;
  if (later) {
    const wait = ctx.lex.rules.build(`wait ${later['time'] ?? ''}`, ctx);
    if (wait?.[0]?.do === 'wait') return [...wait, ...(later['main'] === undefined ? [] : again(later['main']))];
  }
  const found =
    /^(?:find|locate|look for|spot)\s+(?<thing>.+?),?\s+(?:and|then)\s+(?<verb>\S+(?: (?:on|over))?) (?:it|that)$/i.exec(
      text,
    )?.groups;
  if (found) return again(`${found['verb'] ?? ''} ${found['thing'] ?? ''}`);
  const hover = /^(?<main>hover .+?),? until (?<goal>.+)$/i.exec(text)?.groups;
  if (hover) return [...again(hover['main'] ?? ''), ...again(`wait until ${hover['goal'] ?? ''}`)];
  const both = ORDER.exec(text)?.groups;
  if (both) {
    const second = baseForm(both['second'] ?? '');
    if (second !== both['second']) {
      const [a, b] = both['word']?.toLowerCase() === 'before' ? [both['first'], second] : [second, both['first']];
      return [...again(a ?? ''), ...again(b ?? '')];
    }
  }
  const first = ORDER_FIRST.exec(text)?.groups;
  if (first) {
    const steps = again(baseForm(first['rest'] ?? ''));
    if (first['word']?.toLowerCase() !== 'before') return steps;
    ctx.deferred = steps;
    return [];
  }
  return null;
}

const ANYWHERE =
  /^(?:this|that|the|current|web|whole)?\s*(?:page|screen|website|site|document|window|app|computer|mac|pc|keyboard|browser window)$/i;

/** "In X" as a place: a window gets the focus, anything else is kept for the next target. */
function place(preposition: string, phrase: string, ctx: Context): Intent[] | null {
  const plain = cleanTarget(phrase, ctx);
  if (plain === '' || /\b(?:held|pressed)\b/i.test(plain)) return null;
  if (ANYWHERE.test(plain)) return [];
  if (isApp(phrase, ctx) && !/^(?:from|under|for)$/i.test(preposition)) {
    const window = cleanWindow(phrase, ctx);
    return ctx.lastWindow === window && ctx.steps.length > 0 ? [] : [{ do: 'focus_window', window }];
  }
  const word = preposition.toLowerCase();
  if (word === 'for' && !ctx.lex.fieldNoun.test(plain) && !LABEL.test(plain)) return null;
  ctx.place = {
    preposition: /^(?:from|using|with|into|over in|back in|via|through|for)$/.test(word) ? 'in' : word,
    phrase: ctx.literals.plain(phrase.trim()),
  };
  return [];
}

/** "press Ctrl+S in LibreOffice Writer": the window first. */
function appSuffix(text: string, ctx: Context): { focus: Intent[]; rest: string } | null {
  if (ctx.lex.typing.test(text)) return null;
  if (/^(?:launch|start|drag|move|switch|go|close|wait|when|once|scroll to|read|tell|what)\b/i.test(text)) return null;
  const m = /^(?<rest>.+?)\s+(?:in|inside|within)\s+(?<app>(?:the |my )?[^,]{1,40})$/i.exec(text)?.groups;
  const app = m?.['app'] ?? '';
  if (!m || !isApp(app, ctx)) return null;
  const open = /^(?:open|(?:(?:double|right|middle|triple)[- ]?)?click|select|choose|pick)\b/i.test(text);
  const window = cleanWindow(app, ctx);
  // For a click the name must be a known program: "the Help link in Preferences" is a place.
  if (open && !APPS.has(window.toLowerCase())) return null;
  // An address is opened in a browser in any case.
  const address = /^(?:open|go to|visit|load|navigate to)\s+(?<url>\S)$/iu.exec(m['rest'] ?? '')?.groups?.['url'] ?? '';
  if (/^(?:web )?browser$/i.test(window) && ctx.literals.get(address)?.kind === 'url')
    return { focus: [], rest: m['rest'] ?? '' };
  return { focus: ctx.lastWindow === window ? [] : [{ do: 'focus_window', window }], rest: m['rest'] ?? '' };
}

/** A clause without a verb: a menu path, or one more object of the verb before. */
function nominal(text: string, ctx: Context, depth: number): Intent[] {
  if (menuPath(text)) return clicks(text.replace(/^(?:use|follow|via)\s+/i, ''), ctx);
  if (CHATTER.test(text)) return [];
  const verb = VERB.exec(ctx.objectOf)?.[0];
  const object = ctx.lex.articles.test(text) || /^[\p{Lu}\d\uE000-\uF8FF]|^\S+\.[a-z]{2,4}$|^\p{Ll}+ \d+$/u.test(text);
  if (verb !== undefined && object && wordsOf(text) <= 10 && depth <= 1) {
    ctx.previousClause = `${verb}${text}`;
    return build(ctx.previousClause, ctx, depth + 1);
  }
  const only = ctx.literals.only(text);
  if (only?.kind === 'url') return [{ do: 'open_url', url: only.inner }];
  return unsupported();
}
