type System = 'linux' | 'mac' | 'win';
/** What is wrong with a list of files of a package. */
export function strayFiles(names: readonly string[], system: System): [name: string, reason: string][];
/** Says what is in each unpacked package of a folder; true when all is well. */
export function checkStaged(folder: string): boolean;
