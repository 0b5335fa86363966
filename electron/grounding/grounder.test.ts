import { expect, test } from 'vitest';
import { boxContains, globalBox } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Screen } from '../protocol/screen.ts';
import { Canvas } from '../../test/bench/grounding/canvas.ts';
import { createTextGrounder } from './grounder.ts';

const grounder = createTextGrounder();

/** A mail program: header, menu bar, tools, a form with toggles, a list, buttons, and a dialog over it. */
function mailProgram(): { screen: Screen; boxes: Record<string, Box> } {
  const c = new Canvas(1024, 768);
  const boxes: Record<string, Box> = {};
  const put = (name: string, box: Box): void => {
    boxes[name] = box;
  };
  c.text(430, 10, 'Inbox — Letterbox');
  put('window close', c.sign('cross', 990, 12, 14).box);
  let x = 20;
  for (const m of ['File', 'Edit', 'View', 'Message', 'Help']) {
    put(m, c.text(x, 44, m).box);
    x += 80;
  }
  put('back', c.sign('back', 24, 80).box);
  put('plus', c.sign('plus', 74, 80).box);
  put('minus', c.sign('minus', 124, 80).box);
  put('hamburger', c.sign('menu', 964, 80).box);
  c.text(40, 136, 'Full name:');
  put('Full name', c.control('field', globalBox(190, 130, 390, 158), '').box);
  c.text(40, 176, 'Mail address');
  put('Mail address', c.control('field', globalBox(190, 170, 390, 198), 'a@b.org').box);
  c.text(40, 216, 'Signature');
  put('Signature', c.control('field', globalBox(40, 240, 390, 268), '').box);
  put('Ask first box', c.toggle('checkbox', 40, 300).box);
  put('Ask first', c.text(66, 300, 'Ask first').box);
  put('Night colours', c.text(40, 340, 'Night colours').box);
  put('Night colours switch', c.toggle('switch', 340, 336).box);
  put('Sound', c.text(40, 380, 'Sound').box);
  put('Sound switch', c.toggle('switch', 340, 376).box);
  for (const [i, f] of ['anna.eml', 'boris.eml', 'clara.eml', 'dmitri.eml'].entries()) {
    put(f, c.text(520, 130 + i * 34, f).box);
    put(`${f} sign`, c.sign('fork', 930, 130 + i * 34, 14).box);
  }
  put('Add Attachment…', c.control('button', globalBox(520, 300, 660, 328), 'Add Attachment…').box);
  put('Export All Letters', c.control('button', globalBox(680, 300, 840, 328), 'Export All Letters').box);
  c.text(40, 440, 'Deleted letters are kept for thirty days before the program removes them.');
  put('Send', c.control('button', globalBox(40, 700, 120, 730), 'Send', [60, 120, 220]).box);
  put('Discard', c.control('button', globalBox(140, 700, 240, 730), 'Discard', [200, 50, 50]).box);
  put('Save Draft', c.control('button', globalBox(260, 700, 370, 730), 'Save Draft').box);
  put('Zoom In', c.text(700, 704, 'Zoom In').box);
  put('Print…', c.text(800, 704, 'Print…').box);
  c.container(globalBox(500, 420, 900, 640));
  c.text(640, 430, 'Rules');
  put('dialog Cancel', c.control('button', globalBox(520, 590, 620, 620), 'Cancel').box);
  put('dialog OK', c.control('button', globalBox(780, 590, 880, 620), 'OK').box);
  put('Archive', c.text(520, 480, 'Archive').box);
  put('Forward', c.text(520, 510, 'Forward').box);
  put('Junk', c.text(520, 540, 'Junk').box);
  return { screen: c.screen(), boxes };
}

const mail = mailProgram();

/** Instruction and the name of its target; null where nothing fits. */
const CASES: readonly (readonly [string, string | null])[] = [
  // Names, with and without commands, quotes, kinds.
  ['Click Send', 'Send'],
  ['Press the "Send" button', 'Send'],
  ['press the Discard button', 'Discard'],
  ['Send', 'Send'],
  ['Save Draft', 'Save Draft'],
  ['Click on "Save Draft"', 'Save Draft'],
  ['SAVE DRAFT', 'Save Draft'],
  ['Please click the Save Draft button', 'Save Draft'],
  ['Open the Message menu', 'Message'],
  ['Open View', 'View'],
  ['Select boris.eml', 'boris.eml'],
  ['Choose Archive', 'Archive'],
  ['Click “Add Attachment...”', 'Add Attachment…'],
  ['Click Add Attachment', 'Add Attachment…'],
  ['the OK button of the Rules dialog', 'dialog OK'],
  ['Click Cancel in the Rules dialog', 'dialog Cancel'],
  // Slips of the pen and of the reader.
  ['Click Disacrd', null],
  ['Click Discerd', 'Discard'],
  ['Click Add Atachment', 'Add Attachment…'],
  ['Click Exp0rt A11 Letters', 'Export All Letters'],
  ['Click Export All Letter', 'Export All Letters'],
  // Fields by their labels: beside, below, with what they hold.
  ['Click into the Full name field', 'Full name'],
  ['Click into the "Mail address" box', 'Mail address'],
  ['the text box beside "Full name"', 'Full name'],
  ['the Signature text field', 'Signature'],
  ['Click the field below Signature', 'Signature'],
  // Toggles.
  ['Tick "Ask first"', 'Ask first'],
  ['Check the Ask first checkbox', 'Ask first box'],
  ['the checkbox left of Ask first', 'Ask first box'],
  ['the switch beside Night colours', 'Night colours switch'],
  ['the switch to the right of "Sound"', 'Sound switch'],
  ['the switch in the Sound row', 'Sound switch'],
  ['Turn on Night colours', 'Night colours switch'],
  ['switch on Sound', 'Sound switch'],
  // Relations.
  ['the entry directly below anna.eml', 'boris.eml'],
  ['the file between boris.eml and dmitri.eml', 'clara.eml'],
  ['the entry above dmitri.eml', 'clara.eml'],
  ['the icon at the end of the clara.eml row', 'clara.eml sign'],
  ['the icon to the right of boris.eml', 'boris.eml sign'],
  ['the button between Send and Save Draft', 'Discard'],
  ['the button left of Discard', 'Send'],
  ['the button right of "Discard"', 'Save Draft'],
  ['the entry under Archive', 'Forward'],
  ['the entry between Archive and Junk', 'Forward'],
  // Places and colours.
  ['the icon in the top right corner', 'window close'],
  ['the icon at the top left', 'back'],
  ['the red button', 'Discard'],
  ['the blue button', 'Send'],
  // Signs.
  ['the plus button', 'plus'],
  ['the icon with a plus sign', 'plus'],
  ['the minus icon', 'minus'],
  ['the button with three lines', 'hamburger'],
  ['the hamburger menu', 'hamburger'],
  ['the arrow pointing left', 'back'],
  ['the icon between the back arrow and the minus sign', 'plus'],
  ['close the window', 'window close'],
  // Purposes.
  ['make the letters larger', 'Zoom In'],
  ['print this letter', 'Print…'],
  ['export the letters', 'Export All Letters'],
  ['attach a file', 'Add Attachment…'],
  ['get help', 'Help'],
  // Other languages.
  ['Klicke auf "Send"', 'Send'],
  ['Klicken Sie auf den Knopf Discard', 'Discard'],
  ['der Schalter neben "Sound"', 'Sound switch'],
  ['der Eintrag unter anna.eml', 'boris.eml'],
  ['Haz clic en el botón Discard', 'Discard'],
  ['el interruptor a la derecha de "Sound"', 'Sound switch'],
  ['Cliquez sur le bouton « Save Draft »', 'Save Draft'],
  ['l\'interrupteur à droite de "Sound"', 'Sound switch'],
  ['点击“Send”按钮', 'Send'],
  ['点击 Save Draft', 'Save Draft'],
  ['"Sound" 右边的开关', 'Sound switch'],
  // Not there.
  ['Click Print Preview', null],
  ['Click "Encrypt"', null],
  ['Select emil.eml', null],
  ['Click into the Postcode field', null],
  ['Tick "Use a proxy"', null],
  ['the switch beside "Bluetooth"', null],
  ['the icon at the end of the zoe.eml row', null],
  ['the Delete button in the boris.eml row', null],
  ['the green button', null],
  ['burn a disc', null],
  ['Choose Landscape', null],
  ['Open the Bookmarks menu', null],
  ['Click Reply All', null],
];

test.each(CASES)('"%s" points at %s', async (instruction, name) => {
  const g = await grounder.ground(mail.screen, instruction);
  if (name === null) {
    expect(g.status).toBe('absent');
    return;
  }
  const box = mail.boxes[name] ?? globalBox(0, 0, 0, 0);
  expect(g.status, g.status === 'absent' ? g.reason : '').toBe('found');
  if (g.status === 'found')
    expect(boxContains(box, g.point), `${g.point.x},${g.point.y}: ${g.candidates[0]?.why}`).toBe(true);
});

test('of two equal buttons the one in the active window is meant, and two in one window lower the confidence', async () => {
  const c = new Canvas();
  c.control('button', globalBox(40, 300, 140, 330), 'Apply');
  const right = c.control('button', globalBox(640, 300, 740, 330), 'Apply').box;
  const both = await grounder.ground(c.screen(), 'Click Apply');
  for (const [id, x] of [
    [1, 0],
    [2, 500],
  ] as const)
    c.windows.push({
      id,
      title: `window ${id}`,
      app: 'Test',
      pid: null,
      box: globalBox(x, 100, x + 480, 700),
      active: id === 2,
      minimised: false,
      transientFor: null,
      dialog: false,
    });
  const g = await grounder.ground(c.screen(), 'Click Apply');
  expect(g.status === 'found' && boxContains(right, g.point)).toBe(true);
  expect(both.confidence).toBeLessThan(g.confidence);
});

test('why a place was chosen is said in words', async () => {
  const g = await grounder.ground(mail.screen, 'the switch beside Sound');
  expect(g.candidates[0]?.why).toMatch(/switch.*Sound/);
});

test('what is absent is named in the reason', async () => {
  const g = await grounder.ground(mail.screen, 'Click "Encrypt"');
  expect(g.status === 'absent' && g.reason).toContain('Encrypt');
});

test.each(['Select All', 'Close Tab', 'Open Recent'])('“%s” is a name although it begins with a verb', async (name) => {
  const c = new Canvas(800, 600);
  const rest = name.split(' ')[1] ?? '';
  c.text(40, 40, rest);
  const { box } = c.text(40, 80, name);
  const found = await grounder.ground(c.screen(), name);
  expect(found.status === 'found' && boxContains(box, found.point)).toBe(true);
});
