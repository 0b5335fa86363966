/** What preload script, page and shell agree on. */
export const BRIDGE_CHANNEL = 'steadyhand:shell';
/** The shell sends a port to the preload script on this one. */
export const PORT_CHANNEL = 'steadyhand:port';

/** The note that travels with a port into the page: `key` tells which call it answers. */
export interface PortNote {
  readonly steadyhandPort: string;
}
