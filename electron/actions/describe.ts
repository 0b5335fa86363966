/** The stage that acts says what it does in the words that every side uses. */
export { describeAction } from '../protocol/describe.ts';
