/** Name of the environment variable that holds the desktop's id. */
export const MARK: string;
/** Process ids that carry the mark, this process excluded. */
export function marked(id: string): number[];
/** Ends every process of the desktop: politely, and after half a second for good. */
export function endAll(id: string): Promise<void>;
