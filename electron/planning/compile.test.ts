import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSchema } from '../protocol/intent.ts';
import { compile } from './compile.ts';
import { lexiconFor } from './language.ts';
import { CompiledPlanner } from './planner.ts';

const steps = (task: string): unknown => compile(task).steps;

test('the demo task compiles to what a person would do', () => {
  const task =
    'In the text editor, type "Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!", then File > Save As, ' +
    'name it hello.txt and press Save. Then open the calculator, work out 12 × 34 and tell me the result.';
  expect(steps(task)).toEqual([
    { do: 'focus_window', window: 'text editor' },
    { do: 'type', text: 'Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!' },
    { do: 'click', target: 'File' },
    { do: 'click', target: 'Save As' },
    { do: 'type', text: 'hello.txt' },
    { do: 'click', target: 'Save' },
    { do: 'open_app', app: 'calculator' },
    { do: 'type', text: '12*34', submit: true },
    { do: 'read', target: 'result' },
  ]);
});

test('the destructive part of the demo is read exactly', () => {
  expect(steps('In the file manager, click "old-report.txt" and press Shift+Delete')).toEqual([
    { do: 'focus_window', window: 'file manager' },
    { do: 'click', target: 'old-report.txt' },
    { do: 'hotkey', keys: ['shift', 'delete'] },
  ]);
});

test('a part that is a goal refuses the whole plan', () => {
  expect(compile('Click OK, then decide which file to delete and press Delete').steps).toEqual([
    { do: 'unsupported', reason: 'goal_level' },
  ]);
});

test('an empty task and an over-long one are usage errors with one line each', () => {
  const code = (task: string): unknown => {
    try {
      compile(task);
      return 'compiled';
    } catch (e) {
      return e instanceof Error && 'code' in e ? e.code : e;
    }
  };
  expect(code('')).toBe('task_empty');
  expect(code(' \n\t ')).toBe('task_empty');
  expect(code('click '.repeat(10_000))).toBe('task_too_long');
  expect(code('x'.repeat(50_001))).toBe('task_too_long');
});

test('a task just under the limit is answered, not a crash', () => {
  for (const word of ['click', '"', 'and', 'a,', 'type', "'", 'in the', '>', 'no,', 'scroll until'])
    expect(compile(`${word} `.repeat(2400)).steps.length).toBeGreaterThan(0);
});

test('any string compiles to a valid plan', () => {
  const word = fc.constantFrom(
    'click', 'type', 'press', 'the', 'and', 'then', ',', '.', '"', "'", '“', '”', '>', 'in', 'scroll', 'until', 'no, wait', 'twice', 'Enter',
    'ctrl+', 'Save', 'file', 'https://a.de', '~/x', 'repeat', 'it', 'same', '3', 'times', ':', 'klicke', 'auf', 'haz', 'clic', 'en', 'clique', 'sur', '点击',
    '输入', '“保存”', 'drag', 'to', 'wait', 'for', 'when', '\n', '\ue000', '\uf123', '🙂', '(', ')',
  ); // prettier-ignore
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200, unit: 'binary' }),
        fc.array(word, { maxLength: 30 }).map((w) => w.join(' ')),
      ),
      (task) => {
        if (task.trim() === '') return;
        const plan = compile(task);
        expect(planSchema.safeParse(plan.steps).success).toBe(true);
        expect(plan.steps.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 400 },
  );
});

test('quoted text arrives to the character', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }), (text) => {
      const literal = text.normalize('NFC');
      if (literal.includes('"') || literal.trim() === '') return;
      expect(steps(`Type "${literal}" in the Notes field and press Enter`)).toEqual([
        { do: 'type', text: literal, target: 'Notes field', submit: true },
      ]);
    }),
    { numRuns: 300 },
  );
});

test('compiling is pure: the same task gives the same steps', () => {
  const task = 'Tick Bold, press Tab twice, then do the same for Italic';
  expect(steps(task)).toEqual(steps(task));
});

test.each([
  ['Klicke auf den Knopf und warte', 'de'],
  ['Haz clic en el botón y espera', 'es'],
  ['Clique sur le bouton puis attends', 'fr'],
  ['点击按钮', 'zh'],
  ['Click the button', 'en'],
  ['', 'en'],
])('%s is read as %s', (task, code) => {
  expect(lexiconFor(task).code).toBe(code);
});

test('the planner answers what compile answers, and stops when told to', async () => {
  const planner = new CompiledPlanner();
  const request = { task: 'Click OK', history: [], screen: null };
  expect((await planner.plan(request)).steps).toEqual([{ do: 'click', target: 'OK' }]);
  await expect(planner.plan({ ...request, signal: AbortSignal.abort() })).rejects.toThrow();
  await expect(planner.plan({ ...request, task: '' })).rejects.toThrow('empty');
});
