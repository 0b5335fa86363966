import { describe, expect, it } from 'vitest';
import { answerTo, judgeAnswer, waitingIn } from './prompt.ts';
import { promptCommand } from './terminal.ts';

const isPrompt = (line: string): boolean => promptCommand(line) !== null;
const waits = (...lines: string[]) => waitingIn(lines, isPrompt);
const risk = (lines: string[], answer: string): string => {
  const waiting = waits(...lines);
  if (!waiting) return 'nothing waits';
  return judgeAnswer(waiting, answer)?.risk ?? 'by what it asks';
};

describe('a program that waits in a terminal', () => {
  it('is none where the shell shows its prompt', () => {
    expect(waits('ana@desk:~$ ls', 'notes.txt', 'ana@desk:~$')).toBeNull();
    expect(waits('ana@desk:~$ make', 'What now? Nothing.')).toBeNull();
  });

  it.each([
    ['Is this ok [y/N]:', 'no'],
    ['Do you want to continue? [Y/n]', 'yes'],
    ['Proceed anyway? (y,N)', 'no'],
    ['Continue? [y/n/v/...? shows all options] (y):', 'yes'],
    ["cp: overwrite 'old.txt'?", 'yes'],
  ])('%s is answered by Enter with %s', (question, answer) => {
    const waiting = waits('root@desk:~# something', question);
    expect(waiting?.kind).toBe('question');
    expect(waiting && answerTo(waiting, '')).toBe(answer);
  });

  it('takes every no for harmless, and leaves a yes to what is asked', () => {
    const lines = ['root@desk:~# rm -ri old', "rm: remove regular file 'old/a'?"];
    for (const no of ['n', 'No', 'nein', 'q']) expect(risk(lines, no)).toBe('safe');
    for (const yes of ['y', 'YES', 'ja', 'whatever']) expect(risk(lines, yes)).toBe('by what it asks');
  });

  it.each([
    [['root@desk:~# fdisk /dev/sdb', 'Command (m for help):'], 'w', 'destructive'],
    [['root@desk:~# fdisk /dev/sdb', 'Command (m for help):'], 'd', 'caution'],
    [['root@desk:~# fdisk /dev/sdb', 'Command (m for help):'], 'q', 'safe'],
    [['mysql> DROP TABLE orders;'], '', 'destructive'],
    [['shop=#'], 'SELECT * FROM orders;', 'safe'],
    [['shop=#'], 'TRUNCATE orders;', 'destructive'],
    [['127.0.0.1:6379>'], 'FLUSHALL', 'destructive'],
    [['127.0.0.1:6379>'], 'SET a 1', 'caution'],
    [['#include <stdio.h>', '~', ': q!'], '', 'destructive'],
    [['#include <stdio.h>', '~', ':set number'], '', 'nothing'],
    [['Save modified buffer?', 'Y Yes', 'N No'], 'n', 'destructive'],
    [['Save modified buffer?', 'Y Yes', 'N No'], 'y', 'safe'],
    [["Please make a selection ['b' to begin installation,", "'r' to refresh]:"], 'b', 'destructive'],
    [["Please make a selection ['b' to begin installation,", "'r' to refresh]:"], '2', 'safe'],
  ])('%j answered with “%s” is %s', (lines, answer, wanted) => {
    const found = risk(lines, answer);
    expect(found === 'by what it asks' ? 'nothing' : found).toBe(wanted);
  });
});
