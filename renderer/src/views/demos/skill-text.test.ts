import { describe, expect, test } from 'vitest';
import { SKILL_TEXT } from '../../host/fake/data.ts';
import { outlineOf, withCaption, withMoved, withoutStep, withParameter } from './skill-text.ts';

const captions = (text: string): string[] | undefined => outlineOf(text)?.steps.map((s) => s.caption);

describe('changes to the text of a skill', () => {
  test('a caption changes, and the comment above everything stays', () => {
    const changed = withCaption(SKILL_TEXT, 1, 'Choose *Save As*: really');
    expect(captions(changed)?.[1]).toBe('Choose *Save As*: really');
    expect(changed).toContain('# Recorded on a screen of 1280x800.');
    expect(captions(withCaption(changed, 1, 'Click *Save As…* in the File menu'))).toEqual(captions(SKILL_TEXT));
  });

  test('a step is moved with all it has', () => {
    const moved = withMoved(SKILL_TEXT, 3, 0);
    expect(captions(moved)?.[0]).toBe('Click *Save* in the *Save As* dialog');
    expect(moved.indexOf('category: overwrite')).toBeLessThan(moved.indexOf('Click *File*'));
    expect(captions(withMoved(moved, 0, 3))).toEqual(captions(SKILL_TEXT));
  });

  test('out of range, and the last step that is left, change nothing', () => {
    expect([withMoved(SKILL_TEXT, 0, 9), withMoved(SKILL_TEXT, -1, 0), withoutStep(SKILL_TEXT, 9)]).toEqual(
      Array.from({ length: 3 }, () => SKILL_TEXT),
    );
    const one = withoutStep(withoutStep(withoutStep(SKILL_TEXT, 0), 0), 0);
    expect(captions(one)).toHaveLength(1);
    expect(withoutStep(one, 0)).toBe(one);
  });

  test('a value that looks like a number stays text', () => {
    expect(outlineOf(withParameter(SKILL_TEXT, 1, '007'))?.parameters[1]?.value).toBe('007');
  });

  test.each(['', 'steps: 3', 'steps:\n  - 1', 'steps: [', 'a: &x [*x]'])('%j has no steps to edit', (text) => {
    expect(outlineOf(text)).toBeNull();
    expect(withMoved(text, 0, 1)).toBe(text);
  });
});
