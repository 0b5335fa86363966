import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { SteadyhandError } from '../../protocol/errors.ts';
import { groundRecordSchema, groundRow } from '../../grounding/batch.ts';
import { writeExplanation } from '../../host/explain.ts';
import { openScreenReader } from '../../host/screen-reader.ts';
import type { ScreenReader } from '../../host/screen-reader.ts';
import { createGrounder } from '../../host/stages.ts';
import { callerPath, log, readBatch, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { parseRecord } from '../records.ts';

interface Options {
  image?: string;
  instruction?: string;
  batch?: string;
  json?: boolean;
  explain?: string;
}

export function addGroundCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('ground')
    .description('find a control on a picture of a screen; needs no display')
    .option('--image <png>', 'the picture')
    .option('--instruction <text>', 'what to find, for example "the Save button"')
    .option('--batch <file>', 'ground every {"id","image","instruction"} line of a file; images relative to it')
    .option('--explain <png>', 'draw where it looked, what else it thought of and what it chose')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const request = wanted(options);
      const reader = await openScreenReader();
      try {
        finish('batch' in request ? await batch(request.batch, reader, io) : await one(request, reader, io));
      } finally {
        await reader.close();
      }
    });
}

interface Single {
  readonly image: string;
  readonly instruction: string;
  readonly json: boolean;
  readonly explain: string | null;
}
type Wanted = { readonly batch: string } | Single;

function wanted({ image, instruction, batch, json, explain }: Options): Wanted {
  if (batch !== undefined && explain !== undefined)
    throw new SteadyhandError(
      'usage',
      'explain_one',
      '--explain draws one grounding, --batch has many.',
      'Give --image PNG and --instruction TEXT with it.',
    );
  if (batch !== undefined) return { batch };
  if (image !== undefined && instruction !== undefined)
    return { image, instruction, json: json ?? false, explain: explain ?? null };
  throw new SteadyhandError(
    'usage',
    'nothing_to_ground',
    'A picture and an instruction are needed.',
    'Give --image PNG and --instruction TEXT, or --batch FILE.',
  );
}

async function one(options: Single, reader: ScreenReader, io: Io): Promise<number> {
  const screen = await reader.read(callerPath(io, options.image));
  const grounder = createGrounder();
  const grounding = await grounder.ground(screen, options.instruction);
  if (options.explain !== null) {
    const path = callerPath(io, options.explain);
    await writeExplanation(path, screen.frame, grounding, grounder.attentionOf(grounding));
    log(io, `drawn: ${path}`);
  }
  await grounder.close();
  if (options.json) {
    await writeJson(io, groundRow(options.instruction, grounding));
  } else if (grounding.status === 'found') {
    const { point, box, confidence } = grounding;
    await writeLine(
      io,
      `${point.x},${point.y}  box ${box.x1},${box.y1} to ${box.x2},${box.y2}  ${Math.round(confidence * 100)}% sure`,
    );
    for (const c of grounding.candidates.slice(0, 5)) {
      await writeLine(io, `  ${c.score.toFixed(2)}  ${c.box.x1},${c.box.y1} to ${c.box.x2},${c.box.y2}  ${c.why}`);
    }
  } else {
    await writeLine(io, `absent: ${grounding.reason}`);
  }
  return 0;
}

async function batch(file: string, reader: ScreenReader, io: Io): Promise<number> {
  const path = callerPath(io, file);
  const records = (await readBatch(path)).map((l) => parseRecord(groundRecordSchema, l, path));
  const grounder = createGrounder();
  let failed = 0;
  for (const { id, image, instruction } of records) {
    try {
      const screen = await reader.read(resolve(dirname(path), image));
      const from = performance.now();
      const grounding = await grounder.ground(screen, instruction);
      const ms = Math.round((performance.now() - from + screen.readMs) * 10) / 10;
      await writeJson(io, { ...groundRow(id, grounding), ms });
    } catch (error) {
      if (!(error instanceof SteadyhandError)) throw error;
      // An environment without weights fails every record alike: say so once.
      if (error.kind === 'environment') throw error;
      failed++;
      log(io, `steadyhand: record ${id}: ${error.line}`);
      await writeJson(io, { id, point: null, bbox: null, confidence: 0, candidates: [], ms: 0, error: error.line });
    }
  }
  await grounder.close();
  if (failed > 0) log(io, `steadyhand: ${failed} of ${records.length} records could not be grounded.`);
  return failed > 0 ? 2 : 0;
}
