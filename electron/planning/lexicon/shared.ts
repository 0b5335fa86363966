/** What the smaller lexicons have in common. */
import {
  chooseRule,
  clickRule,
  computeRule,
  hoverRule,
  keys,
  keysOnly,
  modifierClick,
  pressRule,
  readRule,
  waitForRule,
  waitRule,
  dragRule,
} from '../builders.ts';
import { closeRule, focusRule, openRule, goToRule, openAppRule, switchRule } from '../opening.ts';
import type { Builder } from '../context.ts';
import { ask, unsupported } from '../phrases.ts';
import { RuleTable } from '../rules.ts';
import { scrollTo } from '../scrolling.ts';
import {
  clearField,
  copyField,
  deleteThing,
  findText,
  newFolder,
  pasteInto,
  renameThing,
  replaceField,
  saveAs,
  searchFor,
} from '../skills.ts';
import { fillRule, nameRule, typeRule } from '../typing.ts';

/** Every builder a rule table may name. */
export const BUILDERS = {
  click: clickRule(),
  rightClick: clickRule({ button: 'right' }),
  middleClick: clickRule({ button: 'middle' }),
  doubleClick: clickRule({ count: 2 }),
  tripleClick: clickRule({ count: 3 }),
  modifierClick,
  choose: chooseRule,
  hover: hoverRule,
  drag: dragRule,
  press: pressRule,
  keysOnly,
  wait: waitRule,
  waitFor: waitForRule(false),
  waitGone: waitForRule(true),
  read: readRule,
  focus: focusRule,
  close: closeRule,
  open: openRule,
  openApp: openAppRule,
  goTo: goToRule,
  switchTo: switchRule,
  compute: computeRule,
  type: typeRule(false),
  put: typeRule(true),
  fill: fillRule,
  name: nameRule,
  saveAs,
  newFolder,
  copyField,
  pasteInto,
  clearField,
  replaceField,
  findText,
  searchFor,
  deleteThing,
  renameThing,
  down: scrollTo('down'),
  up: scrollTo('up'),
  left: scrollTo('left'),
  right: scrollTo('right'),
  top: scrollTo('up', 'top'),
  bottom: scrollTo('down', 'bottom'),
  pageDown: scrollTo('down', 'page'),
  pageUp: scrollTo('up', 'page'),
  save: keys('ctrl', 's'),
  undo: keys('ctrl', 'z'),
  redo: keys('ctrl', 'y'),
  selectAll: keys('ctrl', 'a'),
  copy: keys('ctrl', 'c'),
  cut: keys('ctrl', 'x'),
  paste: keys('ctrl', 'v'),
  print: keys('ctrl', 'p'),
  newTab: keys('ctrl', 't'),
  reload: keys('f5'),
  refuse: (): ReturnType<Builder> => unsupported(),
  askWhat: (): ReturnType<Builder> => ask('What exactly?'),
} as const satisfies Record<string, Builder>;

export type Row = readonly [pattern: string, build: keyof typeof BUILDERS];

/** Rules from rows of pattern and builder; every pattern covers the whole clause. */
export const rules = (rows: readonly Row[]): RuleTable =>
  new RuleTable(rows.map(([source, name]) => [source, BUILDERS[name]] as const));

/** A pattern that never matches. */
export const NEVER = /(?!)/;
