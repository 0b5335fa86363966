/**
 * Which folders a person has put in the place of the shipped weights: `models.json` in the data folder, one a role.
 *
 * A folder that is gone or damaged later is named, and nothing stands in for it unsaid: grounding fails with the way out,
 * and the gate asks more without its critic.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelRegistry } from '../../inference/registry.ts';
import type { ModelRole } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { makeFolder, writeWhole } from '../../store/folders.ts';
import { dataFolder } from '../../store/paths.ts';

const fileShape = z.object({ grounder: z.string().min(1).optional(), critic: z.string().min(1).optional() });
export type OwnModels = z.infer<typeof fileShape>;

const fileOf = (home: string): string => join(home, 'models.json');

/** @throws SteadyhandError `model_settings` when the file cannot be read */
export function ownModels(home: string = dataFolder()): OwnModels {
  const file = fileOf(home);
  if (!existsSync(file)) return {};
  try {
    return fileShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new SteadyhandError(
      'environment',
      'model_settings',
      `The choice of models in ${file} cannot be read (${messageOf(error).split('\n')[0]?.slice(0, 120)}).`,
      'Remove the file to go back to the weights that ship, or mend it.',
      error,
    );
  }
}

/** Null: the shipped weights again. @throws SteadyhandError `settings_unwritable`; then nothing has changed */
export function chooseModels(role: ModelRole, folder: string | null, home: string): void {
  const { [role]: _, ...others } = readable(home);
  const next = folder === null ? others : { ...others, [role]: folder };
  try {
    makeFolder(home);
    writeWhole(fileOf(home), `${JSON.stringify(next, null, 2)}\n`);
  } catch (error) {
    throw new SteadyhandError(
      'environment',
      'settings_unwritable',
      `The choice of models cannot be written to ${fileOf(home)} (${messageOf(error)}).`,
      'Check the folder and the space on its disk; the models are as before.',
      error,
    );
  }
}

/** A file that cannot be read is replaced by what is chosen now. */
function readable(home: string): OwnModels {
  try {
    return ownModels(home);
  } catch {
    return {};
  }
}

/**
 * Opens what runs a role's weights: the person's where they chose a folder, else those that ship.
 * @throws SteadyhandError `model_settings`, `model_missing`, `model_damaged`, naming the person's folder where it is one
 */
export async function withModels<T>(role: ModelRole, open: (models: ModelRegistry) => Promise<T>): Promise<T> {
  const folder = ownModels()[role];
  if (folder === undefined) return open(await ModelRegistry.open());
  try {
    return await open(await ModelRegistry.open(folder, await ModelRegistry.open()));
  } catch (error) {
    if (!(error instanceof SteadyhandError)) throw error;
    throw new SteadyhandError(
      error.kind,
      error.code,
      `The ${role} of your own in ${folder} cannot be used: ${error.message}`,
      'Put the folder back as it was, or remove it under Models & settings.',
      error,
    );
  }
}
