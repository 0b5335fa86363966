/** Where a run points, as clients see it: the heat map of each step, and the place a person gives instead. */
import { boxToGlobal } from '../../capture/geometry.ts';
import type { Attention } from '../../grounding/index.ts';
import type { Heat } from '../../protocol/client.ts';
import { frameBox, globalPoint, type Point } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { RunEvent } from '../../protocol/events.ts';
import type { Frame } from '../../protocol/frame.ts';
import type { PointingWatch } from '../pointing-watch.ts';

/** Cells with less of the strongest cell's share are left empty. */
const FAINTEST = 0.02;

/** Attention as a grid of bytes, the strongest cell 255. The root brings out what is weak beside it. */
export function heatOf(frame: Pick<Frame, 'display' | 'width' | 'height'>, attention: Attention): Heat {
  const { columns, rows, edge, weights } = attention;
  const top = weights.reduce((a, b) => Math.max(a, b), 1e-9);
  const values = Uint8Array.from(weights, (w) => (w / top < FAINTEST ? 0 : Math.round(255 * Math.sqrt(w / top))));
  return { box: boxToGlobal(frame, frameBox(0, 0, columns * edge, rows * edge)), columns, rows, values };
}

export class RunPointing {
  readonly #tell: (step: number, heat: Heat) => void;
  /** Of the phrases since the last step that was taken. */
  readonly #heat = new Map<string, Heat>();
  #newest: { readonly step: number; readonly instruction: string } | null = null;
  #given: { readonly instruction: string; readonly point: Point } | null = null;

  /** @param tell told of the heat map of each step whose place was looked for */
  constructor(tell: (step: number, heat: Heat) => void) {
    this.#tell = tell;
  }

  /** What the run asks and tells. */
  readonly watch: PointingWatch = {
    pointed: (screen, grounding, attention) => {
      if (attention) this.#heat.set(grounding.instruction, heatOf(screen.frame, attention));
      else this.#heat.delete(grounding.instruction);
    },
    place: (instruction) => (this.#given?.instruction === instruction ? this.#given.point : null),
  };

  heard(event: RunEvent): void {
    if (event.event === 'grounded') {
      this.#newest = { step: event.step, instruction: event.instruction };
      const heat = this.#heat.get(event.instruction);
      if (heat) this.#tell(event.step, heat);
    }
    if (event.event === 'verified') {
      // The step was taken: its place is not the next one's.
      this.#newest = null;
      this.#given = null;
      this.#heat.clear();
    }
  }

  /** The place of the step that is about to be taken; it is looked for anew, and found there. @throws SteadyhandError */
  correct(step: number, { x, y }: { readonly x: number; readonly y: number }): void {
    if (this.#newest?.step !== step) {
      throw new SteadyhandError(
        'usage',
        'step_over',
        'This is not the step that is about to be taken, or it has no place to point at.',
        'Pause the run before the step, then point.',
      );
    }
    this.#given = { instruction: this.#newest.instruction, point: globalPoint(x, y) };
  }
}
