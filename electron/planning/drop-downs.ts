/**
 * "Choose Chile as the country": the drop-down is opened, not its label. On a form a click on the label only gives the
 * field the focus, and what shall be chosen does not come up.
 */
import type { Intent } from '../protocol/intent.ts';

const CHOOSES =
  /(?<![\p{L}])(?:choose|select|pick|set)\s+\S.*?\s(?:as|for)\s+(?:the|my|your|its|a|an)\s+(?<field>[\p{L}][\p{L} -]{1,30}?)(?=\W*$|,|;|\.|\s+(?:and|then)\s)/giu;

/** The steps with the field of such a choice named as what it is; others as they are. `words` are those of the request. */
export function fromDropDowns(steps: readonly Intent[], words: string): readonly Intent[] {
  const fields = new Set([...words.matchAll(CHOOSES)].map((m) => m.groups?.['field']?.toLowerCase()));
  if (fields.size === 0) return steps;
  return steps.map((step, i) => {
    const opens = step.do === 'click' && fields.has(step.target.toLowerCase()) && steps[i + 1]?.do === 'click';
    return opens ? { ...step, target: `${step.target} drop-down list` } : step;
  });
}
