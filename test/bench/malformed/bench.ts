/**
 * Ten thousand pictures and instructions that nobody should send, through file, reader and grounder as `steadyhand ground`
 * does it. An input may be refused by an error that says what to do, may be absent, or may be found; anything else is a
 * fault. `--only N` runs that many.
 */
import { frameFromBytes } from '../../../electron/capture/image-file.ts';
import { makeFrame } from '../../../electron/capture/make-frame.ts';
import { createActorGrounder, type ActorGrounder } from '../../../electron/grounding/index.ts';
import { ModelRegistry } from '../../../electron/inference/registry.ts';
import { createPerception, type Perception } from '../../../electron/perception/index.ts';
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import { SteadyhandError, messageOf } from '../../../electron/protocol/errors.ts';
import type { Frame } from '../../../electron/protocol/frame.ts';
import { Random } from '../../soak/random.ts';
import type { Bench, BenchContext } from '../run.ts';
import { instructionOf, KINDS } from './inputs.ts';

const INPUTS = 10_000;
const SEED = 11;
const MiB = 2 ** 20;

interface Tally {
  refused: number;
  absent: number;
  found: number;
  faults: number;
}

const part = process.env['STEADYHAND_BENCH_ONLY'];

/** A 4K screen full of writing and boxes: what most memory is needed for. */
function fourK(random: Random): Frame {
  const [width, height] = [3840, 2160];
  const data = new Uint8Array(width * height * 4).fill(240);
  for (let i = 0; i < 60_000; i++) {
    const [x, y, w] = [random.int(0, width - 30), random.int(0, height - 4), random.int(1, 12)];
    for (let row = 0; row < 3; row++) data.fill(20, ((y + row) * width + x) * 4, ((y + row) * width + x + w) * 4);
  }
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  const display = { id: '0', name: 'drawn', box: globalBox(0, 0, width, height), scale: 1, primary: true };
  return makeFrame({ display, width, height, data, source: 'file', takenAt: 0 });
}

async function one(file: Buffer, said: string, perception: Perception, grounder: ActorGrounder): Promise<keyof Tally> {
  try {
    const frame = await frameFromBytes(file, 'picture');
    const screen = await perception.perceive(frame, [], null);
    const { status } = await grounder.ground(screen, said);
    return status === 'found' ? 'found' : 'absent';
  } catch (e) {
    if (e instanceof SteadyhandError && e.kind === 'usage' && e.remedy !== '') return 'refused';
    throw e;
  }
}

async function run({ log }: BenchContext): Promise<Awaited<ReturnType<Bench['run']>>> {
  const inputs = part === undefined ? INPUTS : Number(part);
  if (!Number.isInteger(inputs) || inputs < 1)
    throw new Error(`--only is a number of inputs here, not '${part ?? ''}'`);
  const models = await ModelRegistry.open();
  const perception = await createPerception({ models });
  const grounder = await createActorGrounder({ models });
  const random = new Random(SEED);
  const faults: string[] = [];
  const tallies = new Map<string, Tally>();
  const lottery = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
  try {
    for (let i = 0; i < inputs; i++) {
      const kind = random.of(lottery);
      const tally = tallies.get(kind.name) ?? { refused: 0, absent: 0, found: 0, faults: 0 };
      tallies.set(kind.name, tally);
      const file = await kind.make(random);
      try {
        tally[await one(file, instructionOf(random), perception, grounder)]++;
      } catch (e) {
        tally.faults++;
        faults.push(`${kind.name}, input ${i}: ${messageOf(e)}`);
      }
      if ((i + 1) % 1000 === 0) log(`${i + 1} of ${inputs} inputs, ${faults.length} faults`);
    }
    const small = Math.round(process.memoryUsage().rss / MiB);
    log('a 4K screen full of marks');
    const frame = fourK(random);
    const screen = await perception.perceive(frame, [], null);
    await grounder.ground(screen, 'the third mark in the second row');
    const rows = [...tallies].map(([name, t]) => [name, t.refused, t.absent, t.found, t.faults]);
    return {
      columns: ['input', 'refused clearly', 'absent', 'found', 'faults'],
      rows,
      notes: [
        `${inputs} inputs of seed ${SEED}, each with an instruction that may be sensible, random, empty or of 5,000 characters.`,
        `Memory of the process after them: ${small} MB; most ever, with a 4K screen of ${screen.elements.length} elements: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`,
        ...faults.slice(0, 10),
      ],
    };
  } finally {
    await grounder.close();
    await perception.close();
  }
}

const bench: Bench = { name: 'malformed', title: 'Inputs that nobody should send', run };
export default bench;
