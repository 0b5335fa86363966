/** English: words and clause patterns. The first pattern that builds something wins, so the particular comes first. */
import type { Lexicon } from '../context.ts';
import { COMMON_KEYS } from '../keys.ts';
import { numberSource, type NumberWords } from '../numbers.ts';
import { englishRules } from './en-rules.ts';

const numbers: NumberWords = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  hundred: 100,
  'a hundred': 100,
  a: 1,
  an: 1,
  another: 1,
  single: 1,
  'a single': 1,
  couple: 2,
  'a couple': 2,
  'a couple of': 2,
  'couple of': 2,
  few: 3,
  'a few': 3,
  several: 3,
  'half a': 0.5,
  'half an': 0.5,
  half: 0.5,
  'a half': 0.5,
  dozen: 12,
  'a dozen': 12,
  'half a dozen': 6,
  'one and a half': 1.5,
  'two and a half': 2.5,
  'a quarter of a': 0.25,
};
export const ENGLISH_NUMBER = numberSource(numbers);

/** Verbs of instructions that can be carried out. */
const ACTIONS =
  '(?:double|triple|right|left|middle|ctrl|control|shift|alt|cmd|command|option|super|win)(?:\\s*[-+]\\s*|\\s)?click(?:ing)?|click(?:ing)?|press(?:ing)?|hit(?:ting)?|tap|push|strike|smash|mash|whack|punch|smack|slam|bash|poke|bang in|bang out|' +
  'typ(?:e|ing)|enter(?:ing)?|write|key in|input|put|fill|insert|paste|copy|cut|undo|redo|save|print|delete|clear|empty|erase|wipe|remove|replace|overwrite|rename|' +
  'select(?:ing)?|choose|choosing|pick|tick|untick|check|uncheck|toggle|turn|switch|enable|disable|activate|deactivate|mark|expand|collapse|flip|set|change|make|' +
  'open(?:ing)?|launch|start|run|fire up|boot up|bring|pull|pop|load|go|navigate|visit|browse|head|jump|hop|focus|clos(?:e|ing)|quit|exit|shut|kill|dismiss|' +
  'wait(?:ing)?|pause|sleep|hold|hang|give|scroll(?:ing)?|swipe|page (?:up|down)|drag(?:ging)?|move|drop|grab|slide|hover|mouse|point|place|position|stick|chuck|bung|slap|throw|' +
  "read|tell|report|say|what(?:'s| is| are| does)|let me know|show me|search|look|find|google|locate|repeat|do|keep|create|name|call|title|add|" +
  'submit|send|confirm|refresh|reload|zoom|highlight|work out|calculate|compute|evaluate|once|when|as soon as|after|before|hide|focus|return|use|maximi[sz]e|minimi[sz]e|bold|bookmark|append|take (?:me|us)|execute|multiply|divide|subtract|accept|decline|allow|deny|agree|skip|reject|ignore|stop|play|mute|unmute|attach|connect|disconnect|eject|reopen|leave it (?:there|still)|tab (?:over |across )?(?:in)?to|log ?(?:out|off)|sign ?(?:out|off)|underline|ctrl|shift|alt|again';
/** Verbs of goals: known so that they end the clause before, and then refused. */
const GOALS =
  'reply|respond|answer|summari[sz]e|book|buy|order|organi[sz]e|fix|plan|decide|figure|compare|translate|draft|compose|research|analy[sz]e|improve|clean|sort|arrange|' +
  'prepare|schedule|download|install|uninstall|upload|update|play|watch|pay|invite|share|post|tweet|email|message|remind|build|design|generate|edit|proofread|verify|ensure|' +
  'help|learn|get|convert|estimate|recommend|suggest|explain|describe|optimi[sz]e|rewrite|archive|categori[sz]e|label|tidy|unsubscribe|apply|register|sign|log|configure|see|try|' +
  'determine|identify|pick out|review|count|extract|gather|collect|track|cancel|complete|finish|solve|debug|reorgani[sz]e|merge|crop|resize|tune|format|adjust|beautify|shorten|whichever';

/** Words that join instructions anywhere, and words that may follow them or a comma. */
const joiner =
  "(?:and|(?<=\\s)'?n'?(?=\\s+[a-z])|then|afterwards|after (?:that|this)|after which|followed by|once (?:that's|that is) done|when (?:that's|that is) done|as well as)";
const connective =
  '(?:also|next|finally|lastly|last|first(?: of all)?|firstly|secondly|thirdly|now|plus|so|when done)(?=,| [a-z])';
const mark =
  '(?:\\s*(?<!\\w\\+)[;\\n]+\\s*(?:\\d+[.)]\\s+|[-*•]\\s+|step \\d+:?\\s*)?|\\s*[.!?…]+["\')\\]]*(?=\\s)\\s*(?:\\d+[.)]\\s+)?|\\s*(?<!\\w\\+),+\\s+|,(?=[a-z])|\\s+[-–—]+\\s+|\\s*—\\s*|\\s+&\\s+|\\s*:\\s+)';

export const english: Lexicon = {
  code: 'en',
  separator: new RegExp(
    `(?:${mark}|\\s*(?<![\\w-])${joiner}(?=[\\s,])\\s*)(?:${mark}|\\s*(?<![\\w-])(?:${joiner}|${connective})(?=[\\s,])\\s*)*`,
    'gi',
  ),
  strong: /[;\n.!?…]|\b(?:then|after (?:that|this)|afterwards|finally|lastly|next|followed by|done|plus)\b/i,
  start: new RegExp(
    `^(?:(?:${ACTIONS}|${GOALS})(?![\\w'])|(?:in|on|under|from|inside|using|for|into) [^,.;]{1,66}?[, ]+(?:${ACTIONS})\\b|(?:the )?(?:enter|return|tab|escape|esc|page ?(?:up|down)|ctrl|control|alt|shift|cmd|f\\d{1,2}|(?:up|down|left|right) arrow|backspace|(?:up|down|left|right|space|home|end)(?= (?:once|twice|thrice|\\w+ times)))\\b(?:(?:\\s*[-+]\\s*|\\s+)\\S{1,9}|\\s+key)?(?:\\s+(?:\\w+ times|twice|once))?\\s*(?:[,.;!]|$|and |then ))`,
    'i',
  ),
  bareStart:
    /\s+(?=(?:double[- ]?click|right[- ]?click|click|press|hit|type|open|go to|scroll|wait|select|choose|search for|close|switch to|drag|hover over)\s+(?!(?:button|icon|menu|key|link|tab|box|field|option|bar|list|and|or|here)\b)\S|(?:press|hit) (?:enter|return|tab|esc)\b)/g,
  typing:
    /^(?:(?:in|into|on|for) [^,]{1,60},? )?(?:please )?(?:type|typing|enter|write|input|key in|put|insert|fill|bang in|punch in|search|find|name|call|google|look)\b(?=\s+\S)/i,
  lead: /^(?:(?:(?:find|locate|spot) and(?= (?:(?:double|right|middle)[- ]?)?(?:click|tap|press|open|select|choose|tick|hover|read)(?![\w-]))|(?:in order |so as )?to (?!(?:the|a|an|my|do|be|start|begin|field|box|line|from)(?![\w'-]))(?-i:[a-z]+)(?! (?:field|box|line))[^,.;:\uE000-\uF8FF]{0,60}(?=,\s)|i (?:think|guess|suppose|believe|reckon)(?: that)?|(?:let me|(?:can|could|may) (?:i|we)) have(?= an? )|(?:second|third|fourth|fifth)(?:ly)?(?=,)|after which|(?:when|if|once) (?:prompted|asked)(?: to \w+)?|use (?:the|your|my) (?:mouse|mouse wheel|scroll wheel|keyboard|trackpad|touchpad) to|would it be (?:possible|ok(?:ay)?|alright)(?: for you)? to|(?:is there )?any chance (?:you|u|of you) (?:could|can|might)|it(?:'d| would) be (?:great|nice|lovely|awesome|cool) if (?:you|u)(?: could| would)?|pretty please|go on(?=,)|lemme see|let me see|mind|hi|hey|hello|hiya|heya|yo|ok|okay|so|well|um+|uh+|uhm+|er+m?|erm+|hmm+|like|let me think|let'?s see|i'?m (?:on|using|running)(?: an?)? (?:mac\w*|windows(?: \d+)?|linux|ubuntu|fedora|debian)(?: so)?|alrighty|righto|cool|great|perfect|awesome|lovely|sure|ta|thx|ty|right(?=,|\s+then\b|\s+so\b)|alright|all right|now|just|please|pls|plz|pleez|kindly|oh|ah|good (?:morning|afternoon|evening)|greetings|dear (?:assistant|computer)|there|everyone|mate|dude|bro|man|buddy|pal|fam|assistant|computer|steadyhand|basically|actually|simply|quickly|maybe|perhaps|really quick|real quick|first(?: of all| off| up)?|firstly|to (?:start|begin)(?: with)?|next(?: up)?|finally|lastly|and|also|then|but|the (?:next|first|last) (?:thing|step) is to|step \d+|\d+[.)]|[-*•]|thanks|thank you|cheers|sorry(?: to (?:bother|trouble|bug) you)?(?: again)?|excuse me|afterwards|after that|after this|quick(?:ly)? (?:one|favou?r|question|thing)|if (?:you|u) (?:don't|dont|wouldn't) mind|if (?:you|u) (?:can|could|would|please)|if possible|if it's not too much trouble|when(?:ever)? (?:you|u)(?:'re| are| have| get| got|'ve got)(?: a)?(?: free| ready| spare)?(?: sec(?:ond)?| moment| minute| min| chance| time| mo)?|be a (?:dear|star|pal|legend|darling|love|mate) and|do me a (?:favou?r|solid)(?: and)?|go ahead and|go on and|let'?s|let us|you know(?: what)?|i mean|kinda|sort of|(?:i was |i'm |i am )?wondering if (?:you|u) (?:could|can|would)|i wonder if you could|would you (?:mind|be so kind as to|be able to|be kind enough to)|do you (?:mind|think you (?:could|can))|(?:can|could|may|might) i (?:trouble|bother|ask|beg|get|have) (?:you|u|ya)(?: to)?|i(?:'d| would) be (?:so |very |really )?(?:grateful|glad|happy|thankful|obliged|delighted) if (?:you|u)(?: could| would)?|(?:i(?:'m|m| am) )?(?:gonna|going to) (?:need|want|ask) (?:you|u)(?: to)?|(?:can|could|would|will|may|wud|cud|wld|cld) (?:you|u|ya)(?: (?:please|kindly|just|possibly|maybe|perhaps|quickly|also|then|plz|pls))*|can i (?:get|have) you to|can we|could we|would you (?:mind|be so kind as to|be able to|be kind enough to)|do you (?:mind|think you (?:could|can))|(?:i|we)(?:'d| would) (?:really )?(?:like|love|appreciate it if)(?: (?:you to|you|it if you(?: could| would)?|to))?(?: could| would)?|(?:i|we) (?:just )?(?:want|need)(?: (?:you )?to)|i (?:wanna|gotta|need u to|want u to)|we (?:gotta|should)|you(?:'ll| will)? (?:should|need to|have to|must|can|wanna|gotta|want to)(?: (?:now|then))?|(?:i )?(?:gotta|wanna)|try to|try and|make sure (?:to|you|that you)|be sure to|don'?t forget to|remember to|help me(?: to| out and)?|proceed to|all you (?:need|have) to do is|what i (?:want|need) (?:you to do )?is(?: for you to| to)?|it would be (?:great|nice|lovely) if you (?:could|would)|(?:your )?task:?|instructions?:?|to do:?|todo:?|on (?:my|the|a|this) (?:mac(?:book)?(?: pro| air)?|imac|pc|laptop|computer|windows (?:pc|machine|laptop|computer)|linux (?:box|machine|laptop|pc|computer)|ubuntu(?: machine)?|machine)|on (?:macos|mac os|windows(?: 1[01])?|linux|ubuntu)|i'm on (?:a )?(?:mac|windows|linux)(?: so)?|for me)(?![\w'-])(?:\s+-\s+|[\s,!.:;…–—])*)*/i,
  tail: /(?:[\s,!.;?…–—-]*(?<![\w'-])(?:please|on (?:the|my|this|a) (?:mac(?:book)?|imac)|(?:shall|should|can|could) (?:we|i)|right(?=\?)|won't you|no (?:rush|hurry|worries|pressure)|pls|plz|pleez|thanks(?: (?:a lot|so much|a bunch|a million|in advance|very much|again))?|thank you(?: (?:so|very) much| kindly| in advance)?|ty(?:sm|vm)?|thx|tx|thnx|cheers(?: mate)?|ta|much appreciated|i'd appreciate (?:it|that)|for me|if (?:you|u) (?:don't|dont) mind|if (?:you|u) (?:can|could|would|please)|if possible|would (?:you|u|ya)|will (?:you|u|ya)|could (?:you|u)|can (?:you|u)|(?<=[,!?.]\s*)ok(?:ay)?|asap|real quick|really quick|right now|right away|straight away|(?-i:mate|dude|bro|man|buddy|pal|fam)|lol|haha|hehe|when(?:ever)? (?:you|u) (?:get|have|can|are ready|'re ready)(?: a (?:sec|second|moment|minute|min|chance|mo))?|that(?:'d| would)? be (?:great|awesome|lovely|perfect|nice|all|ace|it)|that's (?:all|it)|that is all|you know|or (?:something|whatever)|instead|and (?:that's it|we're done|you're done|done)|much obliged|much appreciated|innit|(?-i:yeah|like)|(?:and |then )?(?:you(?:'re| are)|ur|we(?:'re| are)) (?:done|good|finished|all set|good to go)|that would be (?:awesome|amazing|cool|fab|super)|n stuff|kk|k thx|at once|nice and (?:easy|slow)|no rush|(?-i:thingy|thingie|thing|first(?= *$)|too|as well)|[:;=]-?[)(DPp]|<3|\^\^|[xX]D)(?:(?:[\s,!.;?…]|(?![\d#*])[\p{Emoji}\p{Emoji_Component}])*))+$|(?:\s|(?![\d#*])[\p{Emoji}\p{Emoji_Component}])+$/iu,
  articles: /^(?:that there|this here|the|a|an|my|your|that|this|its|teh|those|these|our)\s+(?=\S)/i,
  numbers,
  keys: COMMON_KEYS,
  pronoun: /^(?:it|that|this|them|that one|this one|those|the same(?: (?:one|thing))?|him|her|the former|the latter)$/i,
  vague:
    /^(?:(?:right|correct|wrong|other|usual|appropriate|proper|same|relevant|needed)?\s*(?:button|link|icon|option|item|thing|one|ones|field|box|checkbox|file|folder|here|there|place|stuff|something|someone|somewhere|app|application|program|document|setting|value|website|site|element|control|attachment|one i (?:want|need|like|told you about|mentioned)))$/i,
  fieldNoun:
    /\b(?:fields?|box|textbox|text area|textarea|bar|area|input|editor|console|prompt|cell|search|form|line|chat|comments?|searchbox|omnibox|canvas|blank|slot|body|pane|document|column|row|field|entry|doc|composer|window|dialog|terminal|shell|sheet|spreadsheet|note|notes|dialogue|placeholder|(?:first|last|full|user|file) ?name|password|username|subject line)$/i,
  menuNoun:
    /\b(?:menus?|submenu|drop-?downs?|drop down|dropdown list|combo ?box|picker|selector|select box|list box|listbox|pull-?down|dropdown menu|list)$/i,
  into: 'in|into|inside|onto|in to|under|within|on',
  timesSuffix: new RegExp(
    `(?<comma>\\s*,)?\\s+(?:(?:for )?(?:a total of |as many as |up to |exactly |about |around )?(?<n>${ENGLISH_NUMBER})\\s*(?:more\\s+)?times?(?: in a row| in total| total| over| in succession| consecutively| more)?|(?<twice>twice|thrice|once)(?: in a row| more)?|(?<x>\\d+)\\s?[x×]|(?<![\\d)]\\s+)[x×]\\s?(?<xx>\\d+))$`,
    'i',
  ),
  timesInfix: new RegExp(
    `^(?<head>(?:left[- ]?|right[- ]?|double[- ]?)?(?:click|press|hit|tap) )(?:(?<n>${ENGLISH_NUMBER}) times|(?<twice>twice|thrice)) (?<rest>\\S.*)$`,
    'is',
  ),
  againSuffix:
    /\s+(?:(?:once|one) (?:more|again)(?: time)?|again(?: please)?|another time|one more time|a second time)$/i,
  purpose:
    /,\s*(?:it|they|that|this|i|we)(?:['’](?:s|re|m|ve)| is| are| am| was| looks?| seems?| keeps?| have| has| need| want| don't| can't)\b.*$|,\s*not (?:the|on|in|that|this)\b.*$|(?:(?<!\w\+),|\s)+(?:(?:when|if|once) (?:asked|prompted)\b.*|so (?:that )?(?:it|we|i|you|the|this|they|that|my|there|people|everyone|everything|nothing)\b.*|so as to\b.*|in order to\b.*|in order that\b.*|because\b.*|since (?:i|we|it)\b.*|which (?:will|should|opens?|is|takes?|brings?|lets?)\b.*|that way\b.*|to (?-i:open|see|show|view|start|confirm|continue|apply|get|make|finish|bring|reveal|display|launch|expand|proceed|log|sign|begin|dismiss|accept|give|have|let|stop|return|move on|go back|send (?:it|the|my)|save (?:it|the|my)|close (?:it|the|this)|create|enable|activate|change|load|check|download|submit|set|avoid|trigger|access|update|refresh|edit|complete|pay|hide|play|commit|keep|collapse|cancel|mute|unmute|join|leave|switch|go|add|remove|exit|quit|copy|print|zoom|sort|answer|upload|share|follow|subscribe|sync|install|restart|reset|undo|redo|clear|resize|minimi[sz]e|maximi[sz]e|enter|unlock|lock|reload|retry|resume|pause|record|register|verify|toggle|rename|delete (?:it|the))(?:\s.*)?)$/i,
  inPrefix: new RegExp(
    `^(?<prep>in|on|inside|within|under|from|using|with|into|at|over in|back in|via|through|for)\\s+(?<phrase>(?:(?!\\b(?:type|click|press)\\b).){1,80}?)(?:\\s*[,:]\\s*|\\s+)(?<rest>(?:please |now |just |go |then )*(?:(?<=[,:]\\s*)|(?-i:(?=[a-z])))(?:${ACTIONS}|select all)(?![\\w'-])(?! (?:button|menu|tab|dialog|field|box|folder|window|key|icon|page|bar|view|dropdown|section|panel|app|settings|mode|form|prompt|link|all dialog)\\b).*)$`,
    'is',
  ),
  placeOnly:
    /^(?<prep>into|in|on|inside|within|under|from|using|with|back in|over in|at|via|through|for(?= the ))\s+(?<phrase>.{1,80})$/is,
  rules: englishRules(ENGLISH_NUMBER),
};
