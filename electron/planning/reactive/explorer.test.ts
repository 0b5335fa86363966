import { describe, expect, test } from 'vitest';
import { Explorer, MOST_MOVES } from './explorer.ts';
import type { Label, Move, View } from './explorer.ts';

const labels = (where: Label['where'], ...texts: string[]): View => ({
  labels: texts.map((text) => ({ text, where })),
});
const bar = labels('menubar', 'File', 'Edit', 'View', 'Document', 'Help');
const FILE = labels('menu', 'New', 'Open…', 'Save', 'Delete all', 'Quit');
const EDIT = labels('menu', 'Undo', 'Cut', 'Convert', 'Preferences…');
const VIEW = labels('menu', 'Line Numbers', 'Menubar', 'Toolbar', 'Statusbar');
const DOCUMENT = labels('menu', 'Word Wrap', 'Auto Indent');
const MENUS: Readonly<Record<string, View>> = { File: FILE, Edit: EDIT, View: VIEW, Document: DOCUMENT };

/** Walks a made-up program with the explorer; answers the moves as words. */
function walk(goal: string, places: Readonly<Record<string, View>> = MENUS, start: View = bar): string[] {
  const explorer = new Explorer(goal);
  const open: View[] = [start];
  const moves: string[] = [];
  for (let i = 0; i < 40; i++) {
    const move: Move = explorer.next(open.at(-1) ?? start);
    moves.push(move.kind === 'serves' || move.kind === 'open' ? `${move.kind} ${move.label}` : move.kind);
    if (move.kind === 'serves' || move.kind === 'nothing') return moves;
    if (move.kind === 'back') open.pop();
    else if (places[move.label]) open.push(places[move.label] as View);
  }
  throw new Error(`no end: ${moves.join(', ')}`);
}

describe('a control behind a menu', () => {
  test('the title of what was opened is no place to open', () => {
    const places = {
      View: labels('menu', 'Configure Toolbar…'),
      'Configure Toolbar…': labels('dialog', 'Configure the Toolbar', 'Up', 'Down'),
    };
    const moves = walk('launch the toolbar rocket', places, labels('menubar', 'View'));
    expect(moves).toContain('open Configure Toolbar…');
    expect(moves).not.toContain('open Configure the Toolbar');
  });

  test('is the same when the reader lost a doubled letter of it', () => {
    const sheet = labels('menu', 'Insert Sheet...', 'Delete Shet...', 'Delete Rows');
    expect(new Explorer('Delete Sheet', { named: true }).next(sheet)).toMatchObject({
      kind: 'serves',
      label: 'Delete Shet...',
    });
    expect(new Explorer('Delete Sheet', { named: true }).next(labels('menu', 'Delete Shot'))).not.toMatchObject({
      kind: 'serves',
    });
  });

  test('is found where it is likely, first', () => {
    expect(walk('Show the line numbers')).toEqual(['open View', 'serves Line Numbers']);
    expect(walk('turn on word wrap').at(-1)).toBe('serves Word Wrap');
  });

  test('a branch that leads nowhere is backed out of, and not opened again', () => {
    const elsewhere = { ...MENUS, Document: labels('menu', 'Word Wrap'), File: labels('menu', 'Auto Indent') };
    const moves = walk('auto indent', elsewhere);
    expect(moves.at(-1)).toBe('serves Auto Indent');
    expect(moves.filter((m) => m === 'open Document').length).toBeLessThanOrEqual(1);
    expect(moves).toContain('back');
  });

  test('a menu within a menu and its label say the goal together', () => {
    const places = {
      View: labels('menu', 'Arrange Items', 'Reload'),
      'Arrange Items': labels('menu', 'By Name', 'By Size'),
    };
    expect(walk('arrange by size', places)).toEqual(['open View', 'open Arrange Items', 'serves By Size']);
  });

  test('settings are opened and looked through', () => {
    const places = { ...MENUS, 'Preferences…': labels('dialog', 'Font', 'Tab width', 'Highlight current line') };
    expect(walk('highlight the current line', places).slice(-2)).toEqual([
      'open Preferences…',
      'serves Highlight current line',
    ]);
  });
});

describe('what is not there', () => {
  test('is given up, with what was looked into', () => {
    const explorer = new Explorer('connect to the moon');
    let open: View[] = [bar];
    let move = explorer.next(bar);
    while (move.kind !== 'nothing') {
      open = move.kind === 'open' ? [...open, MENUS[move.label] ?? bar] : open.slice(0, -1);
      move = explorer.next(open.at(-1) ?? bar);
    }
    expect(move.why).toContain('View');
  });

  test('a label that leaves a word of the goal out does not serve it', () => {
    expect(walk('line spacing').at(-1)).toBe('nothing');
  });

  test('nothing harmful is opened on the way', () => {
    const moves = walk('delete all the pictures');
    expect(moves.some((m) => /^open .*(?:Delete|Quit)/.test(m))).toBe(false);
  });

  test('a program that always shows something new is left after so many moves', () => {
    const explorer = new Explorer('find the treasure');
    let n = 0;
    let move = explorer.next(bar);
    while (move.kind !== 'nothing') move = explorer.next(labels('menubar', `View`, `Tools`, `Search`, `thing ${++n}`));
    expect(n).toBeLessThanOrEqual(MOST_MOVES);
  });
});
