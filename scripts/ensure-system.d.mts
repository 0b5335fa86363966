export interface Requirement {
  readonly package: string;
  readonly programs?: readonly string[];
  readonly files?: readonly string[];
  /** One of the programs is enough. */
  readonly any?: boolean;
  readonly groups: readonly Group[];
  readonly optional?: boolean;
}
export type Group = 'demo' | 'test' | 'desktasks';
export interface Probe {
  readonly program: (name: string) => boolean;
  readonly file: (path: string) => boolean;
}
export const REQUIREMENTS: readonly Requirement[];
export function missing(groups: readonly Group[], probe?: Probe): readonly Requirement[];
export function machine(path?: string): Probe;
export function installer(
  osRelease: string,
  uid: number,
  program: (name: string) => boolean,
): { canInstall: boolean; debian: boolean };
export function adviceFor(lacking: readonly Requirement[], debian: boolean): string;
export function ensureSystem(groups: readonly Group[], say?: (line: string) => void): Promise<void>;
