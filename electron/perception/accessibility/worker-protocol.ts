/** What the accessibility thread is asked and what it answers. Global physical pixels throughout. */
import type { Box } from '../../protocol/coordinates.ts';
import type { WindowSeen } from './match.ts';
import type { AccessibleThing } from './port.ts';

export interface WitnessSetup {
  /** Bus address; null to ask the session bus for it. */
  readonly address: string | null;
  readonly sessionBus: string | null;
}

export type WitnessRequest =
  | { readonly kind: 'connect' }
  | {
      readonly kind: 'look';
      readonly windows: readonly WindowSeen[];
      readonly popups: readonly Box[];
      readonly changed: readonly Box[];
      readonly frame: Box;
      readonly takenAt: number;
      /** Milliseconds until the answer is wanted. */
      readonly withinMs: number;
    };

export interface ConnectAnswer {
  /** Why there is no bus; null when it is there. */
  readonly absent: string | null;
  readonly applications: number;
}

export interface LookAnswer {
  readonly things: readonly AccessibleThing[];
  readonly complete: boolean;
  readonly nodes: number;
  readonly calls: number;
}
