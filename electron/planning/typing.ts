/**
 * Typing: where the text ends and where its field begins.
 *
 * Invariant: text in quotes arrives to the character. Text without quotes ends at the field phrase; when a tail may be
 * either, it errs towards text for "type" and towards a field for "put" and "enter".
 */
import type { Intent } from '../protocol/intent.ts';
import type { Builder, Context } from './context.ts';
import { APPS } from './lexicon/apps.ts';
import { QUOTE } from './literals.ts';
import { ask, cleanTarget, cleanWindow, isApp, resolveTarget, unsupported } from './phrases.ts';

const VALUE_NOUN =
  'passwords?|passcode|pass phrase|passphrase|pin(?: code)?|user ?name|login|full name|first name|last name|surname|nickname|name|' +
  'e-?mail(?: address)?|(?:home |postal |street |delivery |shipping |billing )?address|phone(?: number)?|telephone number|' +
  'mobile number|(?:verification |security |access |confirmation |discount |promo |coupon )?code|otp|(?:credit )?card number|' +
  'card details|account number|order number|number|iban|date(?: of birth)?|birthday|birth date|message|text|title|comments?|' +
  'subject|value|amount|answer|url|web address|link|details|credentials|info(?:rmation)?|data|query|search term|keywords?|' +
  'reply|post ?code|zip(?: code)?|city|country|age|company(?: name)?|file ?name|right (?:thing|value|text)|' +
  'correct (?:thing|value|text|answer|one)|something|stuff|signature|caption|description|note|key|license key|serial number';
/** The same in the other languages. */
const MISSING_ELSEWHERE =
  /^(?:(?:das|dein|mein|den|deine|meine|ihr|el|la|mi|tu|su|le|mon|ton|votre|ma)\s+)?(?:passwort|kennwort|benutzernamen?|e-mail-adresse|adresse|telefonnummer|contraseña|nombre(?: de usuario)?|usuario|correo(?: electrónico)?|dirección|mot de passe|nom(?: d.utilisateur)?|adresse(?: e-?mail)?|(?:我的|你的)?(?:密码|用户名|验证码|邮箱|地址|姓名|电话(?:号码)?|名字))$/iu;
const COMPOSED_ELSEWHERE =
  /^(?:eine?n?|un|una|une|一[首篇封段个])\s*(?:\p{L}+\s+)?(?:zusammenfassung|antwort|gedicht|brief|aufsatz|resumen|poema|respuesta|carta|correo|résumé|poème|réponse|lettre|诗|文章|信|总结|回复)/iu;
const MISSING = new RegExp(
  `^(?:(?:in\\s+)?(?:the|my|your|a|an|his|her|our|their|some|that|this)\\s+(?:\\w+\\s+)?(?:${VALUE_NOUN})(?:\\s+(?:to|for)\\s+(?:him|her|them|me|us|you|everyone|everybody|(?:the|my|our)\\s+\\w+))?|it|that|this|them|something|stuff|(?:user ?name|password|email) and (?:password|user ?name|email)|(?:my|the) (?:user ?name|e-?mail|login) and (?:the |my )?(?:password|pin))$`,
  'i',
);
/** "the word hello", "the following text: …": words that introduce the text and are not typed. */
const INTRO = new RegExp(
  `^(?:(?:the|a|my)\\s+)?(?:following\\s*)?(?:exact\\s+)?(?:(?:text|words?|phrase|sentence|string|letters?|digits?|numbers?|command|line|message|value|${VALUE_NOUN})\\s*:?|:)\\s+(?=\\S)`,
  'i',
);
const INTRO_PLAIN =
  /^(?:the (?:following )?(?:text|words?|phrase|sentence|string|letters?|number|digits?|command|line|code|value|amount)|my (?:name|e-?mail(?: address)?)|the (?:name|username|user name|password|e-?mail(?: address)?|date|pin|url|address|title|subject|message|query))\s*:?\s+(?!(?:is|was|are|isn't|will|has|has|of|for|that|and)\b)(?=\S)/i;
/** Text that somebody would have to compose or know. */
const COMPOSED =
  /^(?:(?:a|an|some)\s+(?:(?:polite|friendly|short|brief|nice|funny|formal|witty|catchy|kind|warm|detailed|quick|suitable|appropriate|good)[\s,]+(?:and )?)+(?!quot)\w+|(?:a|an|some)\s+(?:\w+[\s,]+){0,4}?(?:reply|summary|response|poem|essay|letter|e-?mail|paragraph|story|review|introduction|greeting|joke|sentence about|message (?:to|about|saying|asking|explaining|thanking|for)|note (?:to|about|saying|asking)|description of|explanation|list of|translation|answer to|biography|bio|tweet|post about|article|report|comment about|apology|thank-you|recipe|few (?:words|sentences|lines)|couple of (?:sentences|lines))\b|something\s+\w+|(?:today'?s|the current|the|tomorrow'?s) (?:date|time|weather)\b|the (?:capital|name|population|square root|sum|result|answer|meaning|price|translation|definition|author|total|average|weather|opposite|best|right|correct|cheapest|highest|lowest|largest|biggest|smallest|most) (?:\w+ ){0,3}(?:of|to|for|in|between)\b|what(?:ever)?\s|whichever\s|how(?:ever)? (?:much|many|to)\b)/i;
/** Labels that are fields without saying so. */
export const LABEL =
  /^(?:(?:first|last|full|user|middle|company|file|host)\s*name|name|surname|subject|e-?mail(?: address)?|title|quantity|qty|to|cc|bcc|message|description|search|username|password|comments?|address|city|street|country|phone|zip(?: code)?|postcode|post code|notes?|url|amount|price|date|age|copies|company|from|port|host|size|width|height|pages|caption|summary|body|recipient|code|filename|file name|location|tags?|keywords?|(?:cell )?[a-z]{1,2}\d{1,4})$/i;

/** Steps that type `text`, with the field where there is one. */
function typed(text: string, target: string | null, ctx: Context): Intent[] {
  if (target === null) {
    const place = ctx.place;
    if (!place) return [{ do: 'type', text }];
    ctx.place = null;
    return [{ do: 'type', text, target: cleanTarget(place.phrase, ctx) }];
  }
  const bare = target.trim();
  // "write X in it": the window that was opened has the keyboard already.
  if (ctx.lex.pronoun.test(bare) && ctx.lastTarget === null) return [{ do: 'type', text }];
  const plain = cleanTarget(bare, ctx);
  const known = APPS.has(plain.toLowerCase()) || APPS.has(cleanWindow(bare, ctx).toLowerCase());
  if (isApp(bare, ctx) && (known || !(ctx.lex.fieldNoun.test(plain) || LABEL.test(plain)))) {
    const window = cleanWindow(bare, ctx);
    return ctx.lastWindow?.toLowerCase() === window.toLowerCase()
      ? [{ do: 'type', text }]
      : [
          { do: 'focus_window', window },
          { do: 'type', text },
        ];
  }
  const field = resolveTarget(/^(?:there|here)$/i.test(bare) ? 'it' : bare, ctx) ?? vagueField(bare, ctx);
  return field === null ? [{ do: 'type', text }] : [{ do: 'type', text, target: field }];
}
/** "the box" without a name is still a place to type: the grounder decides. */
const vagueField = (s: string, ctx: Context): string | null => (ctx.lex.pronoun.test(s) ? null : cleanTarget(s, ctx));

/** The text a phrase means: inside of the quotes, or the words without introduction and final full stop. Null when none. */
export function textOf(phrase: string, ctx: Context, inner = false): string | null {
  let t = phrase.trim();
  const intro = t.replace(INTRO, '');
  const literal = ctx.literals.only(t) ?? ctx.literals.only(intro) ?? ctx.literals.only(t.replace(/^:\s*/, ''));
  if (literal) return literal.inner;
  t = t.replace(/^(?:the following(?: text| words?)?)?\s*[:：]\s*/i, '').replace(/[\s,，、]+$/u, '');
  t = t.replace(INTRO_PLAIN, '');
  // A full stop that ends the request is not typed; one before "in the Notes field" is.
  if (!inner) {
    if (/[^.]\.$/.test(t)) t = t.slice(0, -1).trimEnd();
    t = t.replace(/。$/u, '');
  }
  const again = ctx.literals.only(t);
  if (again) return again.inner;
  return t === '' ? null : ctx.literals.raw(t);
}

const SAME = /^(?:it|that|this|the same(?: \w+){0,2}|it again|that again|the same again)$/i;
/** A value that is described, not given: "the code I got by SMS". */
const LATER = new RegExp(
  `^(?:the|my|that|this)\\s+(?:\\w+\\s+)?(?:${VALUE_NOUN})\\s+(?:i|we|you|he|she|they|that|which|from|sent|on the back|we've|i've)\\b|^(?:it|that|the same) again$`,
  'i',
);
const NO_TEXT = 'What text should I type?';
function withText(phrase: string, target: string | null, ctx: Context, inner = false): Intent[] {
  const bare = phrase.trim();
  // "the same address" is the text that was typed last.
  const before = SAME.test(bare) ? ctx.steps.findLast((s) => s.do === 'type') : undefined;
  if (before?.do === 'type') return typed(before.text, target, ctx);
  if (LATER.test(bare)) return ask('What exactly should I type?');
  if (MISSING.test(bare)) {
    const what = /^(?:it|that|this|them|something|stuff)$/i.test(bare)
      ? 'text'
      : bare.replace(/^(?:the|my|a|an)\s+/i, '');
    return ask(`What ${what} should I type?`);
  }
  if (MISSING_ELSEWHERE.test(bare) && ctx.lex.code !== 'en') return ask(NO_TEXT);
  if (COMPOSED.test(bare) || COMPOSED_ELSEWHERE.test(bare)) return unsupported();
  const text = textOf(bare, ctx, inner);
  return text === null ? ask(NO_TEXT) : typed(text, target, ctx);
}

/** Splits "TEXT in FIELD" where the text is not in quotes. `eager` takes weaker field phrases. */
function splitField(rest: string, ctx: Context, eager: boolean): { text: string; target: string } | null {
  const re = new RegExp(`\\s+(?:${ctx.lex.into})\\s+`, 'giu');
  const found: { text: string; target: string }[] = [];
  for (let m = re.exec(rest); m; m = re.exec(rest)) {
    const text = rest.slice(0, m.index);
    if (text.trim() === '' || !balanced(text)) continue;
    found.push({ text, target: rest.slice(m.index + m[0].length).replace(/[\s.,;]+$/u, '') });
    re.lastIndex = m.index + m[0].trimEnd().length;
  }
  const strong = found.find((f) => isField(f.target, ctx));
  if (strong) return strong;
  const last = found.at(-1);
  if (!last) return null;
  const plain = cleanTarget(last.target, ctx);
  if (plain.split(/\s+/).length > 6) return null;
  const label = /^\p{Lu}/u.test(plain);
  const article = ctx.lex.articles.test(last.target);
  const into = /^\s+(?:into|inside)\s/i.test(rest.slice(last.text.length));
  return (article && label) || into || (eager && (article || label)) || (LABEL.test(plain) && label) ? last : null;
}

function isField(tail: string, ctx: Context): boolean {
  const plain = cleanTarget(tail, ctx);
  if (ctx.literals.only(tail.trim()) || APPS.has(plain.toLowerCase()) || APPS.has(cleanWindow(tail, ctx).toLowerCase()))
    return true;
  if (/^(?:cell )?[A-Z]{1,2}\d{1,4}$/.test(plain)) return true;
  if (/^(?:it|there|here)$/i.test(plain)) return true;
  const head =
    plain.split(
      /\s+(?=(?:next|beside|under|below|above|after|before|from|across|at|in|on|of|for|to|with|labelled|labeled|called|named|near|that|which|between|left|right|inside)\b)/i,
    )[0] ?? plain;
  return head.split(/\s+/).length <= 7 && ctx.lex.fieldNoun.test(head);
}

function balanced(s: string): boolean {
  let depth = 0;
  for (const c of s) {
    if (c === '(' || c === '[' || c === '{') depth++;
    else if ((c === ')' || c === ']' || c === '}') && depth > 0) depth--;
  }
  return depth === 0;
}

const quoteThenTail = new RegExp(`^(?<text>(?:[^\\uE000-\\uEBFF]*?[\\s:])?${QUOTE})(?<tail>[\\s,].*)?$`, 'su');
const listJoin = /\s*[,;，]\s*(?:(?:and|then|und|y|et)\s+)?|\s+(?:and|und|y|et)\s+/iu;

/** Group `rest`: everything after the verb. */
export const typeRule =
  (eager = false): Builder =>
  (g, ctx) =>
    typeSteps((g['rest'] ?? '').trim(), ctx, eager);

/** How, not where: "exactly like that", "without the quotes". */
const MANNER =
  /^(?:exactly|verbatim|literally|(?:but |and )?with(?:out)? (?:the )?(?:quot\w+|speech marks)|without \w+ing\b|(?:just )?(?:like|as) (?:that|this|is|shown|written|it is|so)|including|again|instead|there|here|for me|\()/i;

function typeSteps(rest: string, ctx: Context, eager: boolean): Intent[] | null {
  if (rest === '') return ask(NO_TEXT);
  const first = new RegExp(
    `^(?:${ctx.lex.into})\\s+(?<target>.+?)(?:\\s*[:：,]\\s*(?<text>.+)|\\s+(?<quote>(?:the (?:text|words?) )?${QUOTE})|\\s+(?<more>\\S.*))$`,
    'isu',
  ).exec(rest);
  if (first?.groups) {
    const { target = '', text, quote, more } = first.groups;
    const content = text ?? quote;
    if (content !== undefined) return withText(content, target, ctx);
    const whole = `${target} ${more ?? ''}`;
    const split = fieldThenText(whole, ctx);
    if (split) return withText(split.text, split.target, ctx);
    if (isField(whole, ctx)) return ask(NO_TEXT);
  }
  const below = new RegExp(
    `^the following(?: (?:text|words?|message|line|command))? (?:${ctx.lex.into})\\s+(?<target>[^:：]+?)\\s*[:：]\\s*(?<text>\\S.*)$`,
    'isu',
  ).exec(rest)?.groups;
  if (below) return withText(below['text'] ?? '', below['target'] ?? '', ctx);
  // "type in the password field "X"": the field stands before the text.
  const before = new RegExp(`^(?<target>[^\\uE000-\\uF8FF]+?)[:,]?\\s+(?<text>${QUOTE})$`, 'su').exec(rest)?.groups;
  if (before && ctx.lex.articles.test(before['target'] ?? '') && isField(before['target'] ?? '', ctx))
    return withText(before['text'] ?? '', before['target'] ?? '', ctx);
  const gapped = gap(rest, ctx);
  if (gapped) return gapped;
  const quoted = quoteThenTail.exec(rest);
  const lead = quoted?.groups?.['text']?.slice(0, -1).trim() ?? '';
  if (quoted?.groups && (lead === '' || INTRO.test(`${lead} x`) || /^(?:the )?(?:following|text)\b/i.test(lead))) {
    const tail = (quoted.groups['tail'] ?? '').replace(/^[\s,–—-]+/, '');
    const into = new RegExp(
      `^(?:${ctx.lex.into}|to|as|for|on|at|under|next to|beside)\\s+(?<target>\\S.*)$`,
      'isu',
    ).exec(tail);
    // What follows the text and is no place must not be lost: no other reading, no plan.
    if (tail !== '' && !into && !MANNER.test(tail)) return null;
    const beside = /^(?:under|next to|beside)\s/i.test(tail);
    return withText(
      quoted.groups['text'] ?? '',
      into?.groups ? (beside ? `box ${tail}` : (into.groups['target'] ?? '')) : null,
      ctx,
    );
  }
  const split = splitField(rest, ctx, eager);
  return split ? withText(split.text, split.target, ctx, true) : withText(rest, null, ctx);
}

/** "the search box hello": the field comes first and nothing divides it from the text. */
function fieldThenText(s: string, ctx: Context): { target: string; text: string } | null {
  const words = s.split(' ');
  for (let i = 1; i < Math.min(words.length, 8); i++) {
    const target = words.slice(0, i).join(' ');
    if (ctx.lex.fieldNoun.test(target)) return { target, text: words.slice(i).join(' ') };
  }
  return null;
}

/** "Kim in the First name field, Lee in the Last name field": the verb is said once. */
function gap(rest: string, ctx: Context): Intent[] | null {
  const parts = rest.split(listJoin).filter((p) => p.trim() !== '');
  if (parts.length < 2 || parts.length > 30) return null;
  const one = new RegExp(`^(?<text>.+?)\\s+(?:${ctx.lex.into}|as|for)\\s+(?<target>\\S.*)$`, 'isu');
  const pairs = parts.map((p) => {
    const m = one.exec(p.trim());
    const quoted = ctx.literals.only((m?.groups?.['text'] ?? '').trim()) !== null;
    const target = m?.groups?.['target'] ?? '';
    return m?.groups &&
      (quoted || isField(target, ctx) || LABEL.test(cleanTarget(target, ctx)) || ctx.lex.articles.test(target))
      ? { text: m.groups['text'] ?? '', target }
      : null;
  });
  if (pairs.some((p) => p === null)) return null;
  return pairs.flatMap((p) => (p ? withText(p.text, p.target, ctx) : []));
}

/** Field first: "fill in Y with X", "for Y enter X"; lists of them too. Groups `target` and `text`. */
export const fillRule: Builder = (g, ctx) => {
  const target = g['target'] ?? '';
  const text = g['text'];
  if (text === undefined || text.trim() === '')
    return ask(`What should I enter in ${cleanTarget(target, ctx) || 'it'}?`);
  const pairs: { target: string; text: string }[] = [];
  let current = { target, text: '' };
  const pieces = text.split(listJoin);
  if (pieces.length > 1 && pieces.slice(1).every((p) => /\s(?:with|mit|con|avec|as|=|to)\s/i.test(p))) {
    current.text = pieces[0] ?? '';
    for (const p of pieces.slice(1)) {
      pairs.push(current);
      const at = p.search(/\s(?:with|mit|con|avec|as|=|to)\s/i);
      current = { target: p.slice(0, at), text: p.slice(at).replace(/^\s\S+\s/, '') };
    }
    pairs.push(current);
    return pairs.flatMap((p) => withText(p.text, p.target, ctx));
  }
  return withText(text, target, ctx);
};

/** "name it X": the dialog's name field has the focus already. */
export const nameRule: Builder = (g, ctx) => {
  const text = /^(?:something|anything|whatever|somehow|(?:a|an|some)(?:other)? (?:\w+ )?name|it)(?: \w+)?$/i.test(
    g['text'] ?? '',
  )
    ? null
    : textOf(g['text'] ?? '', ctx);
  if (text === null) return ask('What name should I give it?');
  const last = ctx.last;
  const folder = last?.do === 'hotkey' && last.keys.length === 3 && last.keys[1] === 'shift' && last.keys[2] === 'n';
  return [folder ? { do: 'type', text, submit: true } : { do: 'type', text }];
};

/** "enter X as the Y", "put A for B and C for D". Groups `text` and `target`. */
export const typeAsRule: Builder = (g, ctx) =>
  gap(`${g['text'] ?? ''} as ${g['target'] ?? ''}`, ctx) ?? fillRule(g, ctx);

/** "run the command X in the terminal": group `rest` or `rest2`. */
export const runRule: Builder = (g, ctx) => {
  const steps = typeSteps((g['rest'] ?? g['rest2'] ?? '').trim(), ctx, false);
  const last = steps?.at(-1);
  return steps && last?.do === 'type' ? [...steps.slice(0, -1), { ...last, submit: true }] : steps;
};

/** "put X in Y", "add X to Y": without a field and without quotes it is no typing ("insert a new row"). */
export const placeRule: Builder = (g, ctx) => {
  const rest = (g['rest'] ?? '').trim();
  const steps = typeSteps(rest, ctx, true);
  if (!steps) return null;
  const [only] = steps;
  const loose = steps.length === 1 && only?.do === 'type' && only.target === undefined;
  return loose && ctx.lex.articles.test(rest) && !/[\uE000-\uF8FF]/.test(rest) ? unsupported() : steps;
};
