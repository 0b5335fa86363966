/**
 * The reader's thread: pixels in, lines and controls out. Everything slow happens here, so that the program's own thread
 * stays free for the person's stop.
 */
import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { boxArea } from '../protocol/coordinates.ts';
import { openSession, type Session } from '../inference/session.ts';
import { serve } from '../inference/worker-server.ts';
import { splitAtColumns } from './columns.ts';
import { findControls } from './controls.ts';
import { boxesFromMap, detectorInput } from './detect.ts';
import { isDrawing, isSign, signBoxes } from './glyphs.ts';
import type { Region } from './incremental.ts';
import { LineCache, pixelKey } from './line-cache.ts';
import { splitBox } from './lines.ts';
import { withoutMark } from './marks.ts';
import { splitAtTitles } from './menu-bars.ts';
import { area, overlaps, type Area, type Picture } from './picture.ts';
import { sameText, unread, type ReadAnswer, type ReaderRequest, type ReaderSetup } from './reader-protocol.ts';
import { lineAt, recognise, type Line, type Reader, type Reading } from './recognise.ts';
import { readTwice } from './second-look.ts';

/** Below this a reading is noise (an icon, a texture), not a text somebody could mean. */
const MIN_CONFIDENCE = 0.5;

const setup = workerData as ReaderSetup;
const cache = new LineCache();
const detector = openSession(setup.detector, { threads: setup.threads });
const reader = async (model: string, alphabet: string): Promise<Reader> => ({
  session: await openSession(model, { threads: setup.threads }),
  alphabet: readFileSync(alphabet, 'utf8').split('\n'),
  beyondLatin: true,
});
const fast = reader(setup.recogniser, setup.alphabet);
const careful = reader(setup.reviser, setup.reviserAlphabet);
// Awaited by the first request, which carries the error; until then a rejection is not a crash.
for (const loading of [detector, fast, careful]) loading.catch(() => undefined);

async function findText(session: Session, picture: Picture, region: Region): Promise<Area[]> {
  const { view } = region;
  const input = detectorInput(picture, view);
  const output = await session.run(input);
  const found = boxesFromMap({
    data: output.data,
    stride: input.dims[3],
    width: view.x2 - view.x1,
    height: view.y2 - view.y1,
  });
  return found
    .map((b) => area(b.x1 + view.x1, b.y1 + view.y1, b.x2 + view.x1, b.y2 + view.y1))
    .filter((b) => {
      // Across, a box may reach far beyond what changed: what was kept is cut out of it.
      const y = (b.y1 + b.y2) / 2;
      return region.accept.some((a) => b.x1 < a.x2 && b.x2 > a.x1 && y >= a.y1 && y < a.y2);
    });
}

/** Neighbouring boxes may each hold the edge of the other's text; split off, it is a piece of a line that is there whole. */
const distinct = (parts: readonly Area[]): Area[] =>
  parts.filter((a) => !parts.some((b) => b !== a && boxArea(b) > boxArea(a) && sameText(a, b)));

async function read(request: Extract<ReaderRequest, { kind: 'read' }>, signal: AbortSignal): Promise<ReadAnswer> {
  const { width, height, regions, kept } = request;
  const picture: Picture = { data: new Uint8Array(request.pixels), width, height };
  const started = performance.now();
  const boxes: Area[] = [];
  for (const region of regions) {
    signal.throwIfAborted();
    for (const box of await findText(await detector, picture, region)) {
      boxes.push(...unread(box, [...kept.map((k) => k.box), ...boxes]));
    }
  }
  const parts = distinct(boxes.flatMap((box) => splitBox(picture, box))).map((box) => withoutMark(picture, box));
  const detected = performance.now();

  const tally = { cached: 0, read: 0 };
  const readings = await readCached(picture, parts, tally, async (missing) =>
    readTwice(await fast, await careful, picture, missing, signal),
  );
  // A picture of one window, or of a desktop with a maximised one, has its window's buttons in its own corner.
  const windows = [...request.windows, area(0, 0, width, height)];
  const single = parts.flatMap((box, i): Line[] => {
    const reading = readings[i];
    const text =
      reading && reading.text !== '' && reading.confidence >= MIN_CONFIDENCE && !isDrawing(reading, box, windows);
    return text ? [lineAt(box, reading)] : [];
  });
  const lines = splitAtColumns(single.flatMap(splitAtTitles), kept);
  const recognised = performance.now();

  const all = [...kept, ...lines];
  let controls = findControls(picture, all, request.windows);
  const signs = signBoxes(picture, controls, all);
  const signReadings = await readCached(picture, signs, tally, async (missing) =>
    // A drawing looks like many a character; on a button alone it is a Latin letter or a sign.
    recognise({ ...(await careful), beyondLatin: false }, picture, missing, signal),
  );
  const signLines = signs.flatMap((box, i): Line[] => {
    const reading = signReadings[i];
    return reading && isSign(reading) ? [lineAt(box, reading)] : [];
  });
  // What was a drawing on a button turned out to be writing.
  controls = controls.filter((c) => c.kind !== 'icon' || !signLines.some((l) => overlaps(l.box, c.box)));
  return {
    lines: [...lines, ...signLines],
    controls,
    ...tally,
    ms: {
      detect: detected - started,
      recognise: recognised - detected,
      controls: performance.now() - recognised,
    },
  };
}

/** Readings of boxes, from the cache where their pixels were read before. */
async function readCached(
  picture: Picture,
  boxes: readonly Area[],
  tally: { cached: number; read: number },
  readMissing: (missing: readonly Area[]) => Promise<readonly Reading[]>,
): Promise<readonly (Reading | undefined)[]> {
  const keys = boxes.map((box) => pixelKey(picture, box));
  const readings = keys.map((key) => cache.get(key));
  const missing = boxes.flatMap((box, i) => (readings[i] ? [] : [{ box, i }]));
  const fresh = await readMissing(missing.map((m) => m.box));
  missing.forEach(({ i }, n) => {
    const reading = fresh[n];
    const key = keys[i];
    if (!reading || key === undefined) return;
    readings[i] = reading;
    cache.set(key, reading);
  });
  tally.cached += boxes.length - missing.length;
  tally.read += missing.length;
  return readings;
}

serve(async (payload, signal) => {
  const request = payload as ReaderRequest;
  switch (request.kind) {
    case 'warm':
      await Promise.all([detector, fast, careful]);
      return null;
    case 'forget':
      cache.clear();
      return null;
    case 'read':
      return read(request, signal);
  }
});
