/** English clause patterns. */
import {
  chooseRule,
  tickRule,
  clickRule,
  computeRule,
  dragRule,
  hotkey,
  hoverRule,
  keys,
  keysOf,
  keysOnly,
  modifierClick,
  pressRule,
  readRule,
  waitForRule,
  waitRule,
} from '../builders.ts';
import { closeRule, focusRule, goToRule, openAppRule, openRule, switchRule } from '../opening.ts';
import type { Builder } from '../context.ts';
import { QUOTE } from '../literals.ts';
import { parseNumber } from '../numbers.ts';
import { ask, isApp, unsupported } from '../phrases.ts';
import { repeat } from '../repetition.ts';
import { RuleTable, type Row } from '../rules.ts';
import { scrollRule } from '../scrolling.ts';
import {
  clearField,
  copyField,
  deleteThing,
  findText,
  newFolder,
  pasteInto,
  renameThing,
  replaceAll,
  replaceField,
  saveAs,
  searchFor,
  setTo,
} from '../skills.ts';
import { fillRule, nameRule, placeRule, runRule, typeAsRule, typeRule } from '../typing.ts';

const refuse: Builder = () => unsupported();
const question =
  (q: string): Builder =>
  () =>
    ask(q);

const THE = '(?:(?:the|my|this|that|a|an|its|your|our)\\s+)?';
const DOC = `(?:${THE}(?:file|document|doc|page|changes|work|image|picture|spreadsheet|presentation|project|sheet|note|form|text|it|that|this|everything|progress|drawing|photo|workbook|current (?:file|document)|open (?:file|document)))`;
const SEL = `(?:${THE}(?:it|that|this|them|selection|text|(?:selected|highlighted) \\w+(?: \\w+)?|selected|link|everything|lot|whole lot|file|image|line|content|contents|url))`;
const ON = '(?:\\s+(?:on|onto|at|over|into|inside|in(?= (?:the|my|an?) )))?';
const APPEARS =
  '(?:appears?|(?:has |have )?appeared|(?:is|are|becomes?|gets?|turns|to become|to be|to get|to turn) (?:visible|there|shown|displayed|ready|open(?:ed)?|loaded|up|available|on (?:the )?screen|in view|enabled|active|clickable|responsive|green|selectable|usable|idle)|shows?(?: up)?|pops? up|comes? (?:up|into view|in)|opens?(?: up)?|(?:has |have |is |finished )?load(?:s|ed|ing)?(?: up)?|(?:is |are )?(?:finished|done) loading|finishes loading|to (?:appear|load|show(?: up)?|open(?: up)?|pop up|come up|be (?:visible|ready|shown|displayed|available)|become visible|finish loading)|turns up|arrives?|renders|(?:is|are) (?:done|finished|complete)|finish(?:es|ed)|completes?|to (?:finish|complete|be done))';
const GONE =
  "(?:(?:is|are) (?:gone|hidden|closed|no longer (?:visible|there|shown|on (?:the )?screen))|(?:has|have) (?:gone(?: away)?|disappeared|vanished|closed|cleared|finished and gone)|disappears?|vanish(?:es)?|goes away|closes|clears|isn'?t (?:there|visible)(?: any ?more)?|is not (?:there|visible)(?: any ?more)?|fades(?: away| out)?|to (?:disappear|go away|vanish|close|be gone|clear|go|fade(?: away| out)?)|hides)";

export function englishRules(N: string): RuleTable {
  const duration = `(?<n>${N})?\\s*(?<unit>s|secs?|seconds?|se\\w{0,5}|ms|milliseconds?|msec|m|mins?|minutes?|min\\w{0,5}|hours?|hrs?|h)`;
  const typeVerb =
    '(?:type(?: in| out| up)?|typing|write(?: down| out| in)?|key in|bang (?:in|out)|punch in|tap in|jot(?: down)?|hammer in|start typing(?: with)?)';
  const putVerb =
    '(?:put(?: in)?|enter(?:ing)?|input|insert|stick|chuck|pop|bung|slap|whack in|throw|drop|add|append|place|plug in|plonk)';
  const clickVerb =
    '(?:click(?:ing)?(?: once)?|left[- ]?click(?:ing)?|single[- ]click|smash|mash|whack|bash|slam|boop|smack|poke|jab)';
  const pressVerb =
    '(?:press(?:ing)?(?: down(?= on ))?|hit(?:ting)?|tap|push|strike|use|punch|bash|smash|whack|mash|give|do a|do)';
  // prettier-ignore
  const table: Row[] = [
    ['(?:hit up|surf to|pop over to|nip over to)\\s+(?<target>.+)', goToRule],
    ['tab(?: over| across)?(?: (?:in)?to .*)?', keys('tab')],
    ['(?:(?:click|press)(?: and hold)? and|hold and|press and) drag\\s+(?<from>.+?)\\s+(?-i:over to|on top of|over|onto|into|to|on|in)\\s+(?<to>.+)', dragRule],
    ["make sure(?: that)? (?<target>.+?) (?:is|are) (?:ticked|checked|selected|enabled|active|(?:turned|switched) (?:on|off)|on|off|unticked|unchecked|disabled)", tickRule],
    ['(?:maximi[sz]e)(?: (?:the|this) (?:current )?window| it)?', keys('super', 'up')],
    ['(?:minimi[sz]e)(?: (?:the|this) (?:current )?window| it)?', keys('super', 'down')],
    ['(?<target>(?:log|sign) ?(?:out|off))', clickRule()],
    ['(?:make|set|turn) (?:it|that|this|them|the (?:selected )?text|the selection) bold|bold (?:it|the (?:selected )?text)', keys('ctrl', 'b')],
    ['(?:make|set|turn) (?:it|that|this|them|the (?:selected )?text|the selection) italic', keys('ctrl', 'i')],
    ['underline (?:it|that|the (?:selected )?text|the selection)|make (?:it|that|the (?:selected )?text) underlined', keys('ctrl', 'u')],
    ['(?:(?:open|create|start|make) )?(?:a |another )(?:new |blank |new blank )(?:document|file|note|e-?mail|mail|message|spreadsheet|presentation)|new (?:document|file)', keys('ctrl', 'n')],
    ['hold(?: down)?(?: the)? (?<mods>[\\w ]+?)(?: keys?)?(?: down)? and (?:press|hit|tap)(?: the)? (?<key>.+)', (g, ctx) => keysOf(`${g['mods'] ?? ''}+${g['key'] ?? ''}`, ctx)],
    ['(?:run|execute|enter)(?: the)?(?: following)?(?: terminal| shell)? command:?\\s+(?<rest>.+)|(?:execute)\\s+(?<rest2>.+)', runRule],
    ['(?:go|jump|move)(?: the cursor)? to the (?:very )?(?:end|bottom) of the (?:file|document|text)', keys('ctrl', 'end')],
    ['(?:go|jump|move)(?: the cursor)? to the (?:very )?(?:beginning|start|top) of the (?:file|document|text)', keys('ctrl', 'home')],
    ['(?:once|when|as soon as|after)\\s+(?:you(?:\'re| are)|we(?:\'re| are)|i\'m)\\s+(?:on|in|at)\\s+(?<target>.+)', waitForRule(false)],
    [`undo (?:the )?last (?<n>${N}) (?:changes|steps|actions|edits|things)`, (g, ctx) => repeat(parseNumber(g['n'] ?? '', ctx.lex.numbers) ?? 1, [hotkey(ctx.command, 'z')])],
    ['(?:(?:enter|go|switch to|exit|leave|toggle)(?: to)? full ?screen(?: mode)?|make (?:the|this) window full ?screen)', keys('f11')],
    ['reopen (?:it|(?:the )?(?:last )?(?:closed )?tab)', keys('ctrl', 'shift', 't')],
    ['bookmark (?:this|the) page', keys('ctrl', 'd')],
    ['(?:go|jump|move)(?: the (?:text )?cursor)? to the (?:very )?end of the line', keys('end')],
    ['(?:go|jump|move)(?: the (?:text )?cursor)? to the (?:very )?(?:beginning|start) of the line', keys('home')],
    ['go up (?:one|a) (?:folder|level|directory)', keys('alt', 'up')],
    ['use (?<container>the .+? (?:menu|dropdown|list)) to (?:select|choose|click|pick) (?<target>.+)', chooseRule],
    // Nothing but key names: "then Enter".
    ['(?<keys>.{1,60})', keysOnly],
    // Waiting first: "wait" may stand before anything.
    [`(?:wait|waiting|pause|sleep|hold on|hang on|hold|hang tight|chill|give it|stop|delay|idle|wait around|just wait)(?:\\s+(?:for|about|around|roughly|approximately|another|at least|up to|up|there))*\\s+${duration}(?:\\s*(?:and\\s+)?(?<n2>${N})\\s*(?<unit2>s|secs?|seconds?|minutes?|mins?)|\\s+and\\s+(?<half>a half))?(?:\\s+(?:or so|more|longer|for .*|to .*))?`, waitRule],
    [`(?:wait|pause|sleep)(?:\\s+for)?\\s+(?<n>${N})(?:\\s+or\\s+(?:so|two|three)\\s*(?:seconds?|secs?)?)?`, waitRule],
    ['(?:wait|hold on|hang on|pause)(?:\\s+(?:for\\s+)?(?:a (?:moment|bit|sec|tick|mo|second|while|little|little bit)|briefly|there))?', waitRule],
    [`(?:wait|hold on|hang on|pause|keep waiting)\\s+(?:for|until|till|til)\\s+(?<target>.+?)\\s+${GONE}(?<rest>)`, waitForRule(true)],
    [`(?:wait|hold on|hang on|pause)\\s+while\\s+(?<target>.+?)\\s+(?:is|are)\\s+(?:visible|shown|there|still there|showing|spinning|running|displayed)(?<rest>)`, waitForRule(true)],
    [`(?:wait|hold on|hang on|pause|keep waiting)\\s+(?:for|until|till|til)\\s+(?:you|i|we)\\s+(?:can\\s+)?(?:see|spot)\\s+(?<target>.+)`, waitForRule(false)],
    [`(?:wait|hold on|hang on|pause|keep waiting)\\s+(?:for|until|till|til)\\s+(?:it|the (?:screen|page|status|label|button))\\s+(?:says|shows|reads|displays)\\s+(?<target>.+)`, waitForRule(false)],
    [`(?:wait|hold on|hang on|pause|keep waiting)\\s+(?:for|until|till|til)\\s+(?<target>.+?)\\s+${APPEARS}(?<rest>(?:\\s+(?:in|on|at|under|next to|below|above)\\s.+)?)`, waitForRule(false)],
    ["(?:wait|hold on|hang on|pause|keep waiting)\\s+(?:for|until|till|til)\\s+(?:there(?:'s| is| are) )?(?<target>.+)", waitForRule(false)],
    [`(?:when|once|as soon as|after|the moment|whenever|if)\\s+(?:you|i|we)\\s+(?:can\\s+)?(?:see|spot|get)\\s+(?<target>.+)`, waitForRule(false)],
    [`(?:when|once|as soon as|after|the moment|whenever)\\s+(?<target>.+?)\\s+${GONE}(?<rest>)`, waitForRule(true)],
    [`(?:when|once|as soon as|after|the moment|whenever)\\s+(?<target>.+?)\\s+${APPEARS}(?<rest>(?:\\s+(?:in|on|at|under|next to|below|above)\\s.+)?)`, waitForRule(false)],
    ['(?:(?:(?:double|right|middle)[- ]?)?click|tick|untick|check|uncheck|select|open|close|press)(?: on)? (?-i:every|each) .+', refuse],
    // Repetition of what was said is handled by the compiler; loops over things are goals.
    ['(?:for|do) (?:each|every)\\b.*', refuse],
    ['(?<expr>(?:multiply|divide|add|subtract|sum|add up)\\s+.+?)(?:\\s+(?:in|on|with) (?:it|there|that))?', computeRule],
    // Calculation.
    ["(?:work out|calculate|compute|evaluate|figure out|add up|do|solve|multiply|what(?:'s| is| does)|divide|tell me(?: what)?|get me|find)\\s+(?:what\\s+)?(?<expr>.+?)(?:\\s+(?:is|equals?|makes?|comes to))?(?:\\s+(?:in|on|with) (?:it|there|that))?", computeRule],
    // Skills.
    [`save(?:\\s+${DOC})?\\s+(?:as|under|with|using)\\s+(?:(?:a|some|an)(?:other)?\\s+)?(?:(?:different|new|other|another|better)\\s+)?(?:file ?)?name`, question('Under which name should I save it?')],
    [`save(?:\\s+${DOC})?(?:\\s+a copy)?(?:\\s+(?:of it|of the file))?\\s+(?:as|under(?: the)?(?: file)? ?name|with(?: the)? (?:file ?)?name|to a (?:new )?file (?:called|named))\\s+(?<text>.+)`, saveAs],
    [`save(?:\\s+${DOC})?\\s+as`, question('Under which name should I save it?')],
    [`save(?:\\s+${DOC})?(?: again)?|hit save on ${DOC}`, keys('ctrl', 's')],
    [`undo(?:\\s+(?:it|that|this|${THE}(?:last|previous|latest)?\\s*(?:change|action|step|edit|thing|operation|one|bit|typing)(?: (?:i|you|we) (?:did|made))?))?`, keys('ctrl', 'z')],
    [`redo(?:\\s+(?:it|that|this|${THE}(?:last )?(?:change|action|step|edit)))?`, keys('ctrl', 'y')],
    [`select (?:all|everything|all (?:of )?(?:the |my )?(?:text|files|content|contents|items|it)|(?:the )?(?:whole|entire) (?:text|document|page))(?:\\s+(?:text|of it))?(?:\\s+(?:in|on) (?:the|this) (?:document|page|file))?`, keys('ctrl', 'a')],
    [`(?:print|print out)(?:\\s+${DOC})?`, keys('ctrl', 'p')],
    [`(?:open |create |start |make )?(?:up )?(?:a |another )?new (?:browser )?tab`, keys('ctrl', 't')],
    [`(?:open |create |start )?(?:a |another )new (?:browser )?window`, keys('ctrl', 'n')],
    [`(?:create |make |add )?(?:a |another )?new (?:folder|directory)(?:\\s+(?:on|in|inside|under) (?:the |my )?[^,]+?)?(?:,?\\s+(?:and )?(?:called|named|call it|name it|with (?:the )?name|titled)\\s+(?<text>.+))?`, newFolder],
    [`(?:create|make|add)\\s+(?:a |another )?(?:new )?(?:folder|directory)(?:\\s+(?:on|in|inside|under) (?:the |my )?[^,]+?)?(?:,?\\s+(?:called|named|with (?:the )?name|titled)\\s+(?<text>.+))?`, newFolder],
    ['(?:create |make |add )?(?:a |another )?new (?:folder|directory)\\s+(?!(?:on|in|inside|under)\\s)(?<text>\\S.*)', newFolder],
    [`(?:refresh|reload)(?:\\s+(?:the |this )?(?:page|tab|site|website|it|browser))?`, keys('f5')],
    ['zoom in(?: on (?:the|this) page)?', keys('ctrl', '+')],
    ['zoom out(?: on (?:the|this) page)?', keys('ctrl', '-')],
    ['close (?:the |this |that )?(?:current |active |browser )?tab', keys('ctrl', 'w')],
    [`copy(?:\\s+${SEL})?(?: to (?:the|my) clipboard)?`, keys('ctrl', 'c')],
    [`cut(?:\\s+${SEL})?`, keys('ctrl', 'x')],
    [`paste\\s+(?<rest>(?:the text )?${QUOTE}.*)`, typeRule(false)],
    [`paste(?:\\s+(?:${SEL}|${THE}(?:clipboard|clipboard contents?|contents? of the clipboard)))?(?:\\s+(?:here|in there|there|in))?`, keys('ctrl', 'v')],
    [`paste(?:\\s+(?:${SEL}|${THE}(?:clipboard|clipboard contents?|contents? of the clipboard)))?\\s+(?:in|into|inside|to|onto|in to|under|over)\\s+(?<to>.+)`, pasteInto],
    [`(?:copy|(?<cut>cut))\\s+${THE}(?:(?:entire |whole )?(?:content|contents|text|value|whatever is|what is|what's|everything)(?:\\s+(?:of|in|from|inside))?\\s+)(?<from>.+?)\\s+(?:in|into|to|onto|over to|across to|and paste (?:it|them|that) (?:in|into|to|onto))\\s+(?<to>.+)`, copyField],
    [`(?:copy|(?<cut>cut))\\s+${THE}(?:(?:entire |whole )?(?:content|contents|text|value|whatever is|what is|what's|everything)\\s+(?:of|in|from|inside)\\s+)(?<from>.+)`, copyField],
    [`(?:copy|(?<cut>cut))\\s+(?<from>.+?)\\s+(?:into|over to|across to|to|in)\\s+(?<to>.+)`, copyField],
    ['(?:copy|(?<cut>cut))\\s+(?!and )(?<from>.+)', copyField],
    [`(?:clear|empty|blank|wipe|erase|clear out|empty out)(?: out)?\\s+(?:(?:the )?(?:content|contents|text|value|everything|whatever is|what is|what's)\\s+(?:of|in|from|inside)\\s+)?(?<target>.+?)(?:\\s+out)?`, clearField],
    [`(?:delete|remove|erase)(?: the)? last (?:(?<n>${N}) )?(?:characters?|letters?|digits?|chars?|signs?)(?: (?:with|using|by pressing) (?:the )?backspace(?: key)?)?`, (g, ctx) => {
      const n = g['n'] === undefined ? 1 : (parseNumber(g['n'], ctx.lex.numbers) ?? 1);
      return n === 1 ? [hotkey('backspace')] : repeat(n, [hotkey('backspace')]);
    }],
    [`(?:delete|remove|erase) (?:the )?(?:selection|(?:selected|highlighted)(?: \\w+){1,2})`, keys('delete')],
    [`(?:replace|overwrite) (?:everything|all (?:of )?(?:the )?text)(?: in (?:the|this) (?:document|file|page|editor))? with (?<text>.+)`, replaceAll],
    [`(?:delete|remove|erase) (?:everything|all (?:of )?(?:the )?text|all the contents?|the (?:text|contents?)|what(?:'s| is)|whatever is)\\s+(?:in|from|of|inside|out of)\\s+(?<target>.+)`, clearField],
    [`(?:replace|overwrite|swap(?: out)?|change|substitute)\\s+(?:(?:the )?(?:current |existing |old )?(?:content|contents|text|value|everything|whatever is|whatever's|what is|what's|words?)(?:\\s+(?:that's|that is|currently))?(?:\\s+(?:currently|already))?\\s+(?:of|in|inside)\\s+)(?<target>.+?)\\s+(?:with|by|to|for)\\s+(?<text>.+)`, replaceField],
    ['(?:replace|overwrite)\\s+(?<target>.+?)\\s+(?:with|by)\\s+(?<text>.+)', replaceField],
    [`(?:find|search(?: for)?|look for|look up|locate)\\s+(?<text>.+?)\\s+(?:(?:in|on|within|inside)\\s+(?:this|the|my) (?:current |open |whole |web ?)?(?:page|document|doc|file|webpage|web page|text|pdf|article))`, findText],
    ['search\\s+(?:this|the|my) (?:current |whole |web ?)?(?:page|document|doc|file|webpage|web page|text|pdf|article)\\s+for\\s+(?<text>.+)', findText],
    [`(?:find|look for|search for|locate)\\s+(?:the (?:word|words|text|phrase|string)\\s+)?(?<text>${QUOTE})(?:\\s+(?:in|on|within) (?:the|this|my) (?:\\w+ )?(?:log|text|list|page|file|document|table|code|output|article|editor|results?|sheet))`, findText],
    ['(?:find|look for|search for)\\s+(?:the (?:word|words|text|phrase|string))\\s+(?<text>.+)', findText],
    ['(?:search(?:\\s+for)?|look up|google)\\s+(?<text>.+?)\\s+(?:on|in|using|with)\\s+(?:youtube|google|amazon|wikipedia|ebay|bing|duckduckgo|reddit|etsy|spotify|the (?:web|internet|site|website))', searchFor],
    ['search\\s+(?:(?-i:[A-Z])\\S*(?:\\s(?-i:[A-Z])\\S*)?|youtube|google|amazon|wikipedia|the (?:web|site|website|internet|store|shop|list|inbox))\\s+for\\s+(?<text>.+)', searchFor],
    ['search\\s+(?:for\\s+)?(?<text>.+?)\\s+(?:in|using|with|on|via)\\s+(?<target>(?:the |my )?(?:[^,]*\\b)?(?:search|address|box|field|bar)\\b.*)', searchFor],
    ['search\\s+(?<target>(?:the |my )?(?:[^,]*\\b)?(?:box|field|bar))\\s+for\\s+(?<text>.+)', searchFor],
    ['(?:do a |run a )?(?:search(?:\\s+(?:online|the web|up))?(?:\\s+for)|look up|search up|google(?: for)?|search)\\s+(?<text>.+)', searchFor],
    ['rename\\s+(?<target>.+?)\\s+(?:to|as|into)\\s+(?<text>.+)', renameThing],
    ['set\\s+(?:the|my|an?)\\s+(?!(?:\\S+\\s+)*(?:to|as|for|on|at)\\s)\\S+(?:\\s\\S+){0,2}', question('To what should I set it?')],
    ['(?:replace|overwrite)\\s+(?:the|my|this)\\s+(?!.*\\s(?:with|by|to|for)\\s)[^,.;]+', question('With what?')],
    ['rename\\s+.+', question('What should the new name be?')],
    // Pointer with modifiers.
    [`(?<mods>(?:(?:ctrl|control|shift|alt|cmd|command|option|super|win|windows|meta)\\s*[-+ ]?\\s*)+)(?:(?<double>double)[- ]?)?(?:left[- ]?)?click(?:ing)?${ON}\\s+(?<target>.+)`, modifierClick],
    [`(?:hold(?:ing)?(?: down)?|press and hold|with|keep(?:ing)?)\\s+(?:the\\s+)?(?<mods>[\\w+ ]+?)(?:\\s+key)?(?:\\s+(?:held(?: down)?|pressed|down))?,?\\s+(?:and|while|then|as you)?\\s*(?:(?<double>double)[- ]?)?click(?:ing)?${ON}\\s+(?<target>.+)`, modifierClick],
    [`(?:(?<double>double)[- ]?)?click${ON}\\s+(?<target>.+?),?\\s+(?:while|with|as you|whilst)\\s+(?:holding(?: down)?|pressing|hold(?: down)?)?\\s*(?:the\\s+)?(?<mods>(?:ctrl|control|shift|alt|cmd|command|option|super|win)(?:[\\w+ ]*?))(?:\\s+key)?(?:\\s+(?:held(?: down)?|pressed|down))?`, modifierClick],
    [`(?:(?:double|dbl)[- ]?(?:left[- ]?)?(?:click(?:ing)?|tap))${ON}\\s+(?<target>.+)`, clickRule({ count: 2 })],
    [`(?:do a |perform a )double[- ]?click${ON}\\s+(?<target>.+)`, clickRule({ count: 2 })],
    [`(?:triple[- ]?(?:click(?:ing)?|tap))${ON}\\s+(?<target>.+)`, clickRule({ count: 3 })],
    [`(?:right[- ]?(?:mouse[- ]?)?(?:click(?:ing)?))${ON}\\s+(?<target>.+)`, clickRule({ button: 'right' })],
    [`(?:(?:middle|wheel|centre|center)[- ]?(?:mouse[- ]?)?click(?:ing)?)${ON}\\s+(?<target>.+)`, clickRule({ button: 'middle' })],
    [`click(?:\\s+(?:on|onto))?\\s+(?<target>.+?)\\s+(?:with|using)\\s+(?:the\\s+)?right(?: mouse)?(?: button)?`, clickRule({ button: 'right' })],
    [`click(?:\\s+(?:on|onto))?\\s+(?<target>.+?)\\s+(?:with|using)\\s+(?:the\\s+)?middle(?: mouse)?(?: button)?`, clickRule({ button: 'middle' })],
    [`(?:open|show|bring up|pull up)\\s+the\\s+(?:context|right-click) menu\\s+(?:of|for|on)\\s+(?<target>.+)`, clickRule({ button: 'right' })],
    [`(?:right|middle|double|triple)[- ]?click(?:ing)?`, question('What should I click?')],
    // Dragging and hovering.
    // "the first card in the To do column to the Done column": "to" before "in".
    [`(?:drag(?:ging)?(?:[- ]and[- ]drop)?|pull|slide)\\s+(?:and drop\\s+)?(?<from>.+?)\\s+(?:and drop (?:it|them|that)\\s+)?(?-i:over to|onto|into|to)\\s+(?<to>.+)`, dragRule],
    [`(?:drag(?:ging)?(?:[- ]and[- ]drop)?|pull|slide)\\s+(?:and drop\\s+)?(?<from>.+?)\\s+(?:and drop (?:it|them|that)\\s+)?(?-i:over to|on top of|over|onto|into|to|on|in|inside|until|towards)\\s+(?<to>.+)`, dragRule],
    [`(?:grab|take)\\s+(?<from>.+?)\\s+and (?:drop|drag|put|move) (?:it|that|them)\\s+(?:over to|on top of|over|onto|into|to|on|in|inside)\\s+(?<to>.+)`, dragRule],
    [`(?:hover|mouse|point|rest|park)(?:\\s+(?:the|your|my)?\\s*(?:mouse|cursor|pointer))?\\s+(?:over|on|above|at|onto|to)\\s+(?:top of\\s+)?(?<target>.+)`, hoverRule],
    [`(?:move|take|put|place|position|park|rest|hold|bring|keep)\\s+(?:the |my |your )?(?:mouse|cursor|pointer|mouse (?:cursor|pointer))(?:\\s+(?:pointer|cursor))?\\s+(?:over|on|onto|to|above|on top of)\\s+(?:top of\\s+)?(?<target>.+)`, hoverRule],
    ['hover\\s+(?<target>.+)', hoverRule],
    [`(?:leave|keep|hold) (?:it|the (?:mouse|cursor|pointer)) (?:there|still)(?: for)? ${duration}`, waitRule],
    ['(?:drag|move)\\s+(?<from>.+?)\\s+(?<to>(?:(?:to )?(?:just |right )?(?:before|after|above|below|under|underneath|beneath|beside|behind|between|next to|in front of|(?:to the )?(?:left|right) of)|past|towards?)\\s+.+)', dragRule],
    ['(?:drag|move)\\s+(?!.*\\s(?:to|into|onto|over|in|on)\\s).+', question('Where to?')],
    ['search for (?:the|a|that|this) (?:product|item|file|thing|word|text|name|person|one)', question('What should I search for?')],
    ['(?:put|place|set|move)\\s+(?:the |my )?(?:cursor|caret|focus|text cursor|insertion point)\\s+(?:in|into|inside|at|on)\\s+(?<target>.+)', clickRule()],
    [`(?:put|place|add|set)\\s+(?:a |the )?(?:tick|check|checkmark|check mark|mark|cross)\\s+(?:in|on|next to|against|at|by)\\s+(?<target>.+)`, chooseRule],
    ['(?:move|put|drop|throw|place|chuck|stick)\\s+(?<from>(?:the|that|this)\\s+(?:[^,]*\\s)?(?:file|folder|photo|picture|image|icon|document|slider|card|email|message|row|tab|item|layer|slide|note|task|song|video|handle|widget|window|marker|ticket|book|piece|block)\\b.*?)\\s+(?:to|into|onto|in|on|inside|over to)\\s+(?<to>.+)', dragRule],
    ['drop\\s+(?<from>(?:the|that|this|my)\\s+[^\\uE000-\\uEBFF]+?|[^\\s\\uE000-\\uEBFF]+\\.\\w{1,5})\\s+(?:to|into|onto|on|in|inside|over)\\s+(?<to>.+)', dragRule],
    ['(?:move)\\s+(?<from>.+?)\\s+(?:to|into|onto|over to)\\s+(?<to>.+)', dragRule],
    // Scrolling.
    [`(?:scroll(?:ing)?|swipe)(?<rest>(?:\\s.*)?)`, scrollRule],
    ['keep (?:on )?scrolling(?<rest>\\s.*)?', scrollRule],
    ['(?:go|jump|move)(?<rest>(?: all the way)?(?: (?:down|up))? to the (?:very )?(?:top|bottom|end|beginning|start)(?: of (?:the|this) (?:page|list|document))?)', scrollRule],
    // Typing.
    ['(?:fill|filling)(?:\\s+(?:in|out))?\\s+(?<target>.+?)\\s+(?:with|as|=)\\s+(?<text>.+)', fillRule],
    ['fill(?:\\s+(?:in|out))?\\s+(?<rest>.+?\\s+(?:in|into|for)\\s+.+)', typeRule(true)],
    ['(?:fill(?:\\s+(?:in|out))?|complete)\\s+(?<target>.+)', fillRule],
    [`(?:set|(?<change>change)|switch(?= (?:the|my) ))\\s+(?<target>.+?)\\s+(?:to|=|as)\\s+(?<value>.+)`, setTo],
    [`for\\s+(?<target>.+?),?\\s+(?:${typeVerb}|${putVerb}|use)\\s+(?<text>.+)`, fillRule],
    [`(?:${typeVerb})(?:\\s*:)?\\s+(?<rest>.+)`, typeRule(false)],
    [`(?:enter|input|insert|put|use)\\s+(?<text>.+?)\\s+(?:as|for)\\s+(?<target>(?:the |my |your )?[^,]+)`, typeAsRule],
    [`(?:enter(?:ing)?|input|plug in)(?:\\s*:)?\\s+(?<rest>.+)`, typeRule(true)],
    [`(?:${putVerb})(?:\\s*:)?\\s+(?<rest>.+)`, placeRule],
    ['(?:search|submit(?: (?:it|that|this|the (?:form|query|search|message)))?|(?:send|submit|confirm|finish|run|execute) (?:it |that |this )?(?:with|using|by pressing|via) (?:the )?(?:enter|return)(?: key)?|and enter|hit go|run it|execute it|send it(?: off)?)', keys('enter')],
    [`(?:name|call|title)\\s+(?:it|this|that|the (?:file|folder|document|sheet|new folder|new file|project))\\s+(?:as\\s+)?(?<text>.+)|give (?:it|the \\w+) the (?:file ?)?name\\s+(?<text2>.+)`, (g, ctx) => nameRule({ text: g['text'] ?? g['text2'] }, ctx)],
    ['(?:check|see|verify|make sure|confirm)\\s+(?:if|whether|that|what|how|why|for)\\b.*', refuse],
    ['(?:log|sign)\\s?in(?:to)?(?:\\s.*)?', question('Which user name and password should I use?')],
    // Choosing from something.
    ['(?:select|highlight|mark)(?: (?:everything|all|the text|all the text))? from (?<from>.+?) (?:(?:down |up |through |over )?to|until) (?<to>.+)', dragRule],
    ['(?:select|selecting|choose|choosing|pick|take|use)\\s+(?<target>.+?)\\s+(?:as|for)\\s+(?<container>(?:the|my|your)\\s+.+|[\\uE000-\\uEBFF].*|(?-i:[A-Z]).*)', chooseRule],
    ['(?:select|selecting|choose|choosing|pick(?: out)?|highlight|unselect|deselect|dismiss|hide|show(?! me))\\s+(?<target>.+?)', (g, ctx) => chooseRule({ target: g['target'] }, ctx)],
    ['(?:turn|switch|flip|flick|toggle)\\s+(?<target>.+?)\\s+(?:(?:off|on)(?:,? and|,? then|,? and then)(?: back)? (?:on|off))(?: again)?', (g, ctx) => {
      const steps = clickRule()(g, ctx);
      return steps && steps[0]?.do === 'click' ? [...steps, ...steps] : steps;
    }],
    ['(?:turn|switch|flip|flick|toggle)\\s+(?!(?:on|off)\\s)(?<target>.+?)\\s+(?:back )?(?:on|off)', tickRule],
    ['(?:tick(?:ing)?(?: off)?|untick|check(?: off)?|uncheck|toggle(?: on| off)?|enable|disable|deactivate|mark|unmark|expand|collapse|flip(?: on| off)?|(?:turn|switch|flick) (?:on|off)|unfold|accept|agree to|star|pin|unpin|mute|unmute)\\s+(?<target>.+?)', tickRule],
    ['(?:confirm|finish|continue|proceed|accept|dismiss)(?: (?:it|that|this))?\\s+(?:with|using|via)\\s+(?<target>.+)', pressRule],
    ['(?:have|get)\\s+(?<target>.+?)\\s+(?:turned|switched) (?:on|off)', tickRule],
    // Keys and clicks.
    ['give (?<target>.+?) a (?:quick )?double[- ]?(?:click|tap)', clickRule({ count: 2 })],
    ['give (?<target>.+?) a (?:quick )?right[- ]?click', clickRule({ button: 'right' })],
    ['give (?<target>.+?) a (?:quick |single |left )?(?:click|tap|press|poke)', pressRule],
    [`${pressVerb}\\s+(?:on\\s+)?(?<target>.+)`, pressRule],
    [`${clickVerb}${ON}(?:\\s*:)?\\s+(?<target>.+)`, clickRule()],
    [`${clickVerb}|${pressVerb}|${typeVerb}|open|select|choose|enter`, question('What exactly?')],
    // Windows, applications, addresses.
    ['(?:close|closing|quit|exit|shut|shut down|kill|leave|close out(?: of)?|get rid of|ditch|close down|end|terminate)(?:\\s+(?:the|that|this)?\\s*(?:down|out of))?(?:\\s+(?<target>.+?))?(?:\\s+(?:down|again|completely|altogether))?', closeRule],
    ['(?:switch|change|swap|flip|alt-tab|tab|go|move|come|jump|hop|head|get|return|toggle)\\s+(?:back\\s+)?(?:over\\s+)?(?:in)?to\\s+(?<target>.+?\\s+window)', focusRule],
    ['(?:go|come|switch|jump|return|get|head|hop)\\s+back\\s+(?:over\\s+)?(?:in)?to\\s+(?<target>.+)', switchRule],
    ['(?:switch|change|swap|flip|alt-tab|tab|return)\\s+(?:over\\s+)?(?:in)?to\\s+(?<target>.+)', switchRule],
    ['(?:bring|pull|raise)\\s+(?:up\\s+)?(?<target>.+?)\\s+(?:to (?:the )?(?:front|foreground|top)|forward|into focus|up front)', focusRule],
    ['(?:activate|focus(?: on)?|raise|foreground)\\s+(?<target>.+?(?:\\s+window|\\s+app)?)', (g, ctx) =>
        ctx.lex.fieldNoun.test(g['target'] ?? '') && !/window$/i.test(g['target'] ?? '') && !isApp(g['target'] ?? '', ctx)
          ? clickRule()(g, ctx)
          : focusRule(g, ctx)],
    ['go back(?: one page| a page)?', keys('alt', 'left')],
    ['go forward(?: one page| a page)?', keys('alt', 'right')],
    ['goto\\s+(?<target>.+)', goToRule],
    ['(?:go|head|navigate|browse|surf|jump|hop|get|point (?:the|your) browser|take me|move)\\s+(?:over\\s+|on\\s+|straight\\s+|along\\s+)?(?:in)?to\\s+(?<target>.+)', goToRule],
    ['(?:visit|browse|go on|hit up|load(?: up)?)\\s+(?<target>.+)', goToRule],
    ['(?:open|opening|pop open|open up|bring up|pull up|get up)(?:\\s+up)?\\s+(?<target>.+?)(?:\\s+up)?', openRule],
    ['(?:start|launch|run|fire up|boot up|start up|crank up|spin up|get .* running|load up|load|kick off)(?:\\s+up)?\\s+(?<target>.+?)(?:\\s+up)?', openAppRule],
    // Reading.
    [`(?:tell|show|give|read|let)\\s+me(?: know)?\\s+(?:what(?:'s| is| are)|whatever is)\\s+(?:(?:written|shown|displayed|showing|there|visible|currently)\\s+)*(?:on|in|inside|at)\\s+(?<target>.+)`, readRule],
    ['(?:tell|let)\\s+me(?: know)?\\s+what\\s+(?<target>it|that|this)\\s+(?:says|shows|reads|displays)', readRule],
    [`(?:tell|let)\\s+me(?: know)?\\s+what\\s+(?:you see|it says|it shows|you can see|is (?:shown|displayed|there|written))(?:\\s+(?:there|here|on|in)\\s*(?<target>.+)?)?`, readRule],
    [`(?:tell|let)\\s+me(?: know)?\\s+what\\s+(?<target>.+?)\\s+(?:says|shows|reads|is|are|displays|contains|say|reports|equals|was)(?: now)?`, readRule],
    [`(?:tell|let)\\s+me(?: know)?\\s+(?:what(?:'s| is| are| was))\\s+(?:written (?:on|in) )?(?<target>.+)`, readRule],
    [`(?:tell|let)\\s+me(?: know)?\\s+(?:if|whether|why|how (?:to|do|can|much better)|which|who)\\b.*`, refuse],
    [`(?:tell|give|show|read)\\s+me(?: know)?\\s+(?:about\\s+)?(?:the value of\\s+)?(?<target>.+)`, readRule],
    ["what(?:'s| is| are)\\s+(?:(?:written|shown|displayed|there|showing)\\s+)*(?:on|in)\\s+(?<target>.+?)\\??", readRule],
    ["what(?:'s| is| are)\\s+(?<target>.+?)\\??", readRule],
    ['(?:read|report|say|tell me)(?: out)? what it (?:says|shows|reads)\\s+(?:on|in|at)\\s+(?<target>.+)', readRule],
    ['(?:tell me|read|say) what (?<target>\\S+(?: \\S+)?) it (?:shows|says|displays)', readRule],
    ['what\\s+(?:does|do)\\s+(?<target>.+?)\\s+(?:say|show|read|display|contain)\\??', readRule],
    ["(?:read|report|say|check|note)(?:\\s+(?:out|aloud|back|off))*(?:\\s+loud)?(?:\\s+to me)?\\s+(?:what(?:'s| is)\\s+(?:written\\s+|shown\\s+|displayed\\s+)?(?:on|in|at)\\s+)(?<target>.+)", readRule],
    ['(?:read|report|say)(?:\\s+(?:out|aloud|back|off))*(?:\\s+loud)?(?:\\s+to me)?\\s+what\\s+(?<target>.+?)\\s+(?:says|shows|reads|is)', readRule],
    ['(?:read|report|say)(?:\\s+(?:out(?: loud)?|aloud|back|off))*(?:\\s+to me)?\\s+(?<target>.+?)(?:\\s+(?:out loud|aloud|to me|out|back to me|back))*', readRule],
    ['(?:check|choose)\\s+(?<target>.+)', chooseRule],
    // Deleting comes late: "delete" is also a key.
    ['(?:delete|remove)(?:\\s+(?<target>.+))?', deleteThing],
    ['(?:find|locate|look for|spot)\\s+(?<target>.+?)\\s+and\\s+click\\s+(?:on\\s+)?(?:it|that)', clickRule()],
  ];
  return new RuleTable(table);
}
