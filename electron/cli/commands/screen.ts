import type { Command } from 'commander';
import type { Element, Screen } from '../../protocol/screen.ts';
import { MASKED } from '../../store/mask.ts';
import { openScreenReader } from '../../host/screen-reader.ts';
import { readDisplay } from '../../host/desktop.ts';
import { callerPath, log, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';

interface Options {
  readonly image?: string;
  readonly display?: string;
  readonly monitor?: string;
  readonly json?: boolean;
}

export function addScreenCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('screen')
    .description('print what is seen on the screen, or on a picture of one')
    .option('--image <png>', 'a picture instead of the display')
    .option('--display <display>', 'the display to look at, for example :1')
    .option('--monitor <name>', 'one monitor of it; without, all of them')
    .option('--json', 'print JSON: one line with size, windows and elements')
    .action(async (options: Options) => {
      const screen = await look(options, io);
      if (options.json) await writeJson(io, screenJson(screen));
      else for (const line of screenLines(screen)) await writeLine(io, line);
      finish(0);
    });
}

async function look(options: Options, io: Io): Promise<Screen> {
  const { display, monitor } = options;
  if (options.image === undefined) return readDisplay({ display, monitor, warn: (line) => log(io, line) });
  const reader = await openScreenReader();
  try {
    return await reader.read(callerPath(io, options.image));
  } finally {
    await reader.close();
  }
}

/** What is written in a password field is not for the terminal. */
const shown = (e: Element): string => (e.secret === true && e.text !== '' ? MASKED : e.text);

function screenJson(s: Screen): unknown {
  return {
    width: s.frame.width,
    height: s.frame.height,
    windows: s.windows,
    elements: s.elements.map((e) => ({
      id: e.id,
      kind: e.kind,
      box: e.box,
      text: shown(e),
      confidence: e.confidence,
      source: e.source,
      // Left out where no application told.
      name: e.name,
      hint: e.hint,
      states: e.states,
      secret: e.secret,
    })),
    readMs: Math.round(s.readMs),
  };
}

function screenLines(s: Screen): string[] {
  const texts = s.elements.filter((e) => e.text !== '').length;
  const head = `${s.frame.width}×${s.frame.height}, ${s.elements.length} elements, ${texts} with text, read in ${Math.round(s.readMs)} ms`;
  const rows = [...s.elements]
    .sort((a, b) => a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1)
    .map((e) => {
      const at = `${e.box.x1},${e.box.y1}`.padEnd(10);
      const size = `${e.box.x2 - e.box.x1}×${e.box.y2 - e.box.y1}`.padEnd(10);
      const name = e.name === undefined || e.name === e.text ? '' : `(${e.name})`;
      return `${e.kind.padEnd(15)} ${at} ${size} ${[shown(e), name].filter((t) => t !== '').join(' ')}`;
    });
  return [head, ...rows];
}
