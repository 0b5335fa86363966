/** Finding, repairing and scheduling skills as a client does, without a display. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SkillLibrary, type Skill } from '../../demos/index.ts';
import { HostConnection, transportPair, type ScheduleTime } from '../../protocol/client.ts';
import { planOneStep } from '../demos/one-step.ts';
import { createHost } from './compose.ts';
import type { AgentService } from './service.ts';

const skill: Skill = {
  ...{ format: 1, name: 'weekly', title: 'Weekly report', said: ['Send the weekly report for {{month}}'] },
  parameters: [{ name: 'month', type: 'text', default: 'March' }],
  recorded: { at: '', screen: [1, 1], monitors: 1, scale: 1 },
  steps: [
    { do: 'type', say: 'Type {{month}}', risk: 'safe', category: 'none', text: '{{month}}' },
    { do: 'press', say: 'Press Enter', risk: 'safe', category: 'none', keys: ['enter'] },
  ],
};
let library: SkillLibrary;
let service: AgentService;
let host: HostConnection;
beforeEach(async () => {
  const home = mkdtempSync(join(tmpdir(), 'steadyhand-service-'));
  vi.stubEnv('STEADYHAND_HOME', home);
  library = new SkillLibrary(home);
  library.save(skill, new Map());
  const say = (error: unknown): void => {
    throw error instanceof Error ? error : new Error(String(error));
  };
  service = createHost({ display: undefined, version: '0', warn: () => undefined, bug: say });
  const [mine, theirs] = transportPair();
  service.connect(theirs, 'control');
  host = new HostConnection(mine);
  await host.call('hello', { protocol: 1, client: 'a test' });
});
afterEach(async () => {
  await service.close();
  vi.unstubAllEnvs();
});
const text = (): string => readFileSync(library.textOf('weekly'), 'utf8');

test('a sentence finds its skill and its values', async () => {
  const { matches } = await host.call('skills.find', { sentence: 'send the weekly report for April' });
  expect(matches).toMatchObject([{ name: 'weekly', parameters: { month: 'April' }, sure: true, doubt: '' }]);
});

test('a change is proposed with its lines, and on the disk only when it was accepted', async () => {
  expect(await host.call('repair.halt', { name: 'weekly' })).toEqual({ halt: null });
  await expect(host.call('repair.leaveOut', { name: 'weekly' })).rejects.toThrow(/did not halt/);
  const where = { skill: 'weekly', path: [1], label: '2/2', say: 'Press Enter' };
  library.noteHalt('weekly', { ...where, at: '2026-01-02T03:04:05Z', runId: 'r', reason: 'absent', values: {} });
  expect(await host.call('repair.halt', { name: 'weekly' })).toMatchObject({
    halt: { label: '2/2', reason: 'absent', run: 'r' },
  });

  const before = text();
  const { repair } = await host.call('repair.leaveOut', { name: 'weekly' });
  expect(repair).toMatchObject({
    state: 'proposed',
    proof: 'word',
    diff: expect.arrayContaining(['+     off: true']) as string[],
  });
  expect(text()).toBe(before);
  expect(await host.call('repair.accept', { id: repair.id })).toEqual({ run: null });
  expect(text()).toContain('off: true');
  expect((await host.call('repair.state', { id: repair.id })).repair.state).toBe('kept');
  await expect(host.call('repair.accept', { id: repair.id })).rejects.toThrow(/is kept/);
});

test('a change that was dropped, or whose skill was changed meanwhile, is not kept', async () => {
  const dropped = (await host.call('repair.leaveOut', { name: 'weekly', step: '1' })).repair;
  await host.call('repair.drop', { id: dropped.id });
  await expect(host.call('repair.accept', { id: dropped.id })).rejects.toThrow(/is dropped/);
  const late = (await host.call('repair.leaveOut', { name: 'weekly', step: '1' })).repair;
  library.save({ ...skill, title: 'Another title' }, new Map());
  await expect(host.call('repair.accept', { id: late.id })).rejects.toThrow(/changed meanwhile/);
  expect(text()).not.toContain('off: true');
});

test('one step is tried by itself, and what cannot be tried is said', async () => {
  library.save(
    {
      ...{ ...skill, name: 'parts' },
      steps: [
        ...skill.steps.slice(0, 1),
        { do: 'press', say: 'Press Enter', risk: 'safe', category: 'none', keys: ['enter'], off: true },
        { do: 'call', say: 'Do the weekly report', risk: 'safe', category: 'none', skill: 'weekly' },
      ],
    },
    new Map(),
  );
  const home = process.env['STEADYHAND_HOME'] ?? '';
  const [job] = planOneStep({ name: 'parts', home, values: { month: 'May' } }, 0).jobs;
  expect(job?.steps.map((s) => s.say)).toEqual(['Type May']);
  const replay = (onlyStep: number): Promise<unknown> => host.call('skills.replay', { name: 'parts', onlyStep });
  await expect(replay(1)).rejects.toThrow(/left out/);
  await expect(replay(2)).rejects.toThrow(/another skill/);
  await expect(replay(3)).rejects.toThrow(/no step 4/);
  await expect(host.call('skills.replay', { name: 'parts', onlyStep: 0, rows: [{ month: 'x' }] })).rejects.toThrow(
    /one set of values/,
  );
});

test('schedules are added, listed with their next time, and removed', async () => {
  const when: ScheduleTime = { kind: 'daily', at: '08:00', days: ['mon'] };
  const { schedule } = await host.call('schedules.add', { skill: 'weekly', parameters: { month: 'May' }, when });
  expect(schedule).toMatchObject({ words: 'mon at 08:00', missed: 0, last: null, parameters: { month: 'May' } });
  expect(new Date(schedule.next ?? 0).getHours()).toBe(8);
  expect((await host.call('schedules.list', {})).schedules).toEqual([schedule]);
  await expect(host.call('schedules.add', { skill: 'weekly', parameters: { day: 'x' }, when })).rejects.toThrow(
    /no parameter/,
  );
  await host.call('schedules.remove', { id: schedule.id });
  expect((await host.call('schedules.list', {})).schedules).toEqual([]);
});
