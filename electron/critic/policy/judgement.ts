import type { Category, Risk } from '../../protocol/verdict.ts';

/** What a typed text would do when it is entered. */
export interface CommandJudgement {
  readonly risk: Risk;
  readonly category: Category;
  readonly rule: string;
  /** Continues "the text …". */
  readonly why: string;
}
