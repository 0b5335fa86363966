/** Scrolling: direction, amount, pane, and what to scroll to. */
import type { Intent } from '../protocol/intent.ts';
import type { Builder, Context } from './context.ts';
import { numberSource, parseNumber } from './numbers.ts';
import { ask, cleanTarget, resolveTarget } from './phrases.ts';

type Scroll = Extract<Intent, { do: 'scroll' }>;
type Direction = Scroll['direction'];

const GENERIC =
  /^(?:(?:the|this|that|my|whole|entire|current|web|der|die|diese|la|esta|cette|l['’])\s*)*(?:page|screen|window|view|document|webpage|website|content|site|it|seite|bildschirm|fenster|página|pantalla|écran|fenêtre|页面|屏幕|网页|窗口)$/i;

const pane = (s: string | undefined, ctx: Context): string | undefined => {
  if (s === undefined || s.trim() === '' || GENERIC.test(s.trim())) return undefined;
  return resolveTarget(s, ctx) ?? undefined;
};

const placePane = (ctx: Context): string | undefined => {
  const place = ctx.place;
  ctx.place = null;
  return place === null ? undefined : pane(cleanTarget(place.phrase, ctx), ctx);
};

/** A scroll with fixed direction and amount; group `target` is the pane, group `until` what to scroll to. */
export const scrollTo =
  (direction: Direction, amount?: 'page' | 'top' | 'bottom'): Builder =>
  (g, ctx) => {
    const target = pane(g['target'], ctx) ?? placePane(ctx);
    const n = g['n'] === undefined ? null : parseNumber(g['n'], ctx.lex.numbers);
    const step: Scroll = { do: 'scroll', direction };
    if (amount !== undefined) step.amount = amount;
    else if (n !== null && Number.isInteger(n) && n > 0) step.amount = Math.min(n, 10_000);
    if (target !== undefined) step.target = target;
    if (g['until'] === undefined) return [step];
    const goal = resolveTarget(g['until'], ctx);
    return goal === null ? ask('What should I scroll to?') : [step, { do: 'wait_for', target: goal }];
  };

/** English: group `rest` is everything after "scroll". */
export const scrollRule: Builder = (g, ctx) => {
  let rest = ` ${(g['rest'] ?? '').trim()} `;
  const step: Scroll = { do: 'scroll', direction: 'down' };
  let goal: string | null = null;
  let pages = 1;
  const take = (re: RegExp): RegExpExecArray | null => {
    const m = re.exec(rest);
    if (m) rest = `${rest.slice(0, m.index)} ${rest.slice(m.index + m[0].length)}`;
    return m;
  };
  const until =
    take(
      /\s(?:until|till|til|so (?:that )?(?:you|i|we) can see|until such time as)\s+(?:(?:you|i|we)\s+(?:can\s+)?(?:see|reach|find|get to|hit|spot)\s+)?(?<goal>\S.*?)(?:\s+(?:is|are|becomes?|comes?|shows?|appears?|pops?|can be|gets?)\b[^,]*)?\s$/i,
    ) ?? take(/\s(?:to (?:find|see|reach|show|reveal))\s+(?<goal>\S.*?)\s$/i);
  if (until) goal = until.groups?.['goal'] ?? null;
  take(
    /\s(?:a (?:little )?bit|a little|slightly|some(?: more)?|somewhat|a tad|further|more|again|slowly|quickly)(?=\s)/i,
  );
  const N = numberSource(ctx.lex.numbers);
  if (goal === null) {
    const end = take(
      /\s(?:all the way\s+|right\s+|straight\s+)?(?:(?<dir>down|up)\s+)?to (?:the )?(?:very )?(?<end>bottom|end|top|beginning|start|foot|head)(?:\s+of(?=\s))?(?=\s)/i,
    );
    if (end?.groups) {
      step.amount = /bottom|end|foot/i.test(end.groups['end'] ?? '') ? 'bottom' : 'top';
      step.direction = step.amount === 'bottom' ? 'down' : 'up';
    }
    const way =
      step.amount === undefined
        ? (take(/\s(?:all the way|fully|completely)\s+(?:to the )?(?<dir>down|up|left|right)(?=\s)/i) ??
          take(/\s(?<dir>down|up|left|right) all the way(?=\s)/i))
        : null;
    if (way?.groups) {
      step.direction = (way.groups['dir'] ?? 'down').toLowerCase() as Direction;
      step.amount = step.direction === 'up' || step.direction === 'left' ? 'top' : 'bottom';
    }
  }
  const page = take(
    new RegExp(
      `\\s(?:by )?(?<n>${N}|half a|half|one full|a full|a whole)[\\s-]+(?:pages?|screens?|screenfuls?)(?:\\s+full)?(?=\\s)`,
      'i',
    ),
  );
  if (page?.groups && step.amount === undefined) {
    const n = parseNumber(page.groups['n'] ?? '', ctx.lex.numbers) ?? 1;
    step.amount = 'page';
    if (Number.isInteger(n) && n > 1) pages = Math.min(n, 1000);
  }
  const units =
    take(
      new RegExp(
        `\\s(?:by )?(?<n>${N})[\\s-]+(?:lines?|notch(?:es)?|clicks?|ticks?|steps?|rows?|units?|wheel \\w+)(?=\\s)`,
        'i',
      ),
    ) ??
    take(/\sby (?<n>\d+)(?=\s)/i) ??
    take(/\s(?:down|up)?\s*(?<n>\d+)(?=\s+$)/i);
  if (units?.groups && step.amount === undefined) {
    const n = parseNumber(units.groups['n'] ?? '', ctx.lex.numbers);
    if (n !== null && Number.isInteger(n) && n >= 1) step.amount = Math.min(n, 10_000);
    const dir = /\b(up|down)\b/i.exec(units[0])?.[1];
    if (dir) step.direction = dir.toLowerCase() as Direction;
  }
  const dir = take(
    /\s(?:to the )?(?<dir>down|up|(?:left|right)(?![\s-]+(?:hand|\w*\s*(?:pane|panel|side|column|list|half|sidebar|box|area|frame|window|view|table|section|bar))\b))(?:wards?)?(?=\s)/i,
  );
  if (dir?.groups && step.amount !== 'top' && step.amount !== 'bottom')
    step.direction = (dir.groups['dir'] ?? '').toLowerCase() as Direction;
  if (goal === null) {
    const to = take(/\s(?:on\s+)?(?:over\s+)?to\s+(?<goal>\S.*?)\s$/i);
    if (to?.groups) goal = to.groups['goal'] ?? null;
  }
  const where = rest.trim().replace(/^(?:in|inside|within|through|on|over|along|of|across)\s+/i, '');
  const target = pane(where, ctx) ?? placePane(ctx);
  if (target !== undefined) step.target = target;
  const steps: Intent[] = pages > 1 ? [{ do: 'repeat', times: pages, steps: [step] }] : [step];
  if (goal === null) return steps;
  const found = resolveTarget(goal, ctx);
  if (found === null) return ask('What should I scroll to?');
  return [...steps, { do: 'wait_for', target: cleanTarget(found, ctx) }];
};
