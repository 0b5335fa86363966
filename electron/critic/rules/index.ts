/** The rules of the person, as the rest of the program sees them. */
export {
  describeRule,
  explain,
  otherViews,
  patternFits,
  rulingFor,
  viewOf,
  type ConditionView,
  type RuleView,
  type Ruling,
} from './match.ts';
export { subjectOf, type SubjectParts } from './subject.ts';
