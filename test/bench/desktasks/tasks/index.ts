/** Every task of the suite. */
import type { DeskTask } from '../task.ts';
import { browser } from './browser.ts';
import { editors } from './editors.ts';
import { files } from './files.ts';
import { office } from './office.ts';
import { small } from './small.ts';

export const TASKS: readonly DeskTask[] = [...editors, ...files, ...small, ...office, ...browser];
