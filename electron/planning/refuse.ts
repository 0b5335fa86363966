/**
 * Tells goals, which need judgement or knowledge, from instructions. Looked at on the words outside quotes only.
 *
 * Errs towards refusing: half of a goal carried out is worse than none.
 */
const GOAL =
  /\b(?:figure out|find out|decide|work out (?:which|why|how|what|who|where|when|if|whether)|determine|summari[sz]e|organi[sz]e|reorgani[sz]e|translate|compare|brainstorm|come up with|plan (?:a|my|the|our)|book (?:a|me|the|us|two|an)|buy|order (?:a|me|some|the|us|new|more|another|two)|draft|compose|proofread|analy[sz]e|recommend|suggest|research|improve|optimi[sz]e|debug|troubleshoot|fix (?:the|my|this|all|any|whatever)|clean up|tidy|sort out|deal with|take care of|handle (?:the|my|all|it)|respond to|reply to|prepare (?:a|the|my)|unsubscribe|schedule (?:a|the|my)|for each|for every|every time|whichever|whatever (?:is|looks|seems)|make (?:it|the|this|my|sure)(?: \w+)* (?:look|nicer|better|prettier|faster|readable|professional|shorter|more)|(?:most|least) (?:important|interesting|relevant|recent|suitable|expensive|popular|urgent|useful|likely|promising|appropriate|affordable|common|reliable)|best[- ](?:looking|rated|reviewed|selling)|cheapest|which (?:one )?(?:is|are|product|file|option|of|customer|employee|flight|has|do|does|we|should|looks)|(?:looks?|seems?) (?:like|suspicious|wrong|good|best|right|interesting|important|nice)|anything (?:important|suspicious|interesting|wrong|that)|(?:that|which) (?:is|are|has|have) (?:the )?(?:best|most|least|highest|lowest|biggest|largest|oldest|wrong|overdue|unpaid|spam|important)|write (?:a|an|me|up|him|her|them|my|some) (?!.*(?:field|box)$)(?:\w+ ){0,3}(?:reply|summary|poem|essay|letter|e-?mail|paragraph|story|review|introduction|report|speech|article|post|blog|message|note|response|song|function|script|program|plan|list|thank)|should (?:i|we|be)\b|worth (?:it|buying|reading))\b/i;
const SUPERLATIVE =
  /\b(?:the|our|my) (?:best|nicest|fastest|closest|nearest|strongest|safest|healthiest|easiest|prettiest|coolest|funniest|hottest|smartest|worst)\b(?! buy\b| regards\b)/i;
const CONDITIONAL =
  /^(?:if|unless|in case|depending on|should)\b(?! (?:possible|you (?:don't mind|can|could|would|please)))/i;

/** True when the clause asks for something to be judged, known or composed. */
export const isGoal = (clause: string): boolean =>
  GOAL.test(clause) || SUPERLATIVE.test(clause) || CONDITIONAL.test(clause);

/** Statements around the instructions: they say why, not what. */
export const CHATTER =
  /^(?:(?:gimme|give me|just|one|wait|hang on|hold on)(?: just)?(?: a| one)? (?:sec|second|moment|minute|mo|tick)\b|i'm|i am|i've|i have|i was|i think|i guess|i know|i hope|i can't|i cannot|i don't|i dont|i do not|i'll|i will|i always|i keep|i forgot|i just|my \w+ (?:is|are|has|hurts?|have)|it's|it is|its|it keeps|it won't|it seems|we're|we are|we have|this is|that is|that's|there(?:'s| is| are)|the \w+(?: \w+)? (?:is|are|keeps|isn't|looks|seems)|you're|you are|you'll|sorry|no worries|no rush|no hurry|hope|hopefully|good luck|hi|hello|hey|thanks|thank you|ok|okay|cool|great|nice|perfect|awesome|lol|haha|ugh|argh|phew|wow|how are you|what's up|sup|hope you)\b/i;
