/**
 * Keys of the person (of an endpoint, say), encrypted with the system's keychain. Where there is none they are not kept at
 * all: a file that anybody can read is worse than typing a key again.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SteadyhandError } from '../protocol/errors.ts';
import type { ElectronPort } from './port.ts';

const fileSchema = z.record(z.string().max(100), z.string().max(100_000));

export class Secrets {
  readonly #electron: Pick<ElectronPort, 'secretsAvailable' | 'encrypt' | 'decrypt'>;
  readonly #file: string;

  constructor(electron: Pick<ElectronPort, 'secretsAvailable' | 'encrypt' | 'decrypt' | 'userData'>) {
    this.#electron = electron;
    this.#file = join(electron.userData, 'secrets.json');
  }

  /** Null when there is none, or it cannot be decrypted here. */
  async get(name: string): Promise<string | null> {
    const stored = this.#read()[name];
    if (stored === undefined || !(await this.#electron.secretsAvailable())) return null;
    try {
      return await this.#electron.decrypt(Buffer.from(stored, 'base64'));
    } catch {
      return null;
    }
  }

  /** @throws SteadyhandError `no_keychain` */
  async set(name: string, value: string): Promise<void> {
    if (!(await this.#electron.secretsAvailable())) {
      throw new SteadyhandError(
        'environment',
        'no_keychain',
        'This system offers no keychain, so the key is not kept.',
        'Set up a keychain (on Linux a Secret Service such as GNOME Keyring or KWallet), or give the key anew each time.',
      );
    }
    const stored = (await this.#electron.encrypt(value)).toString('base64');
    this.#write({ ...this.#read(), [name]: stored });
  }

  remove(name: string): void {
    const { [name]: _gone, ...rest } = this.#read();
    this.#write(rest);
  }

  #read(): Readonly<Record<string, string>> {
    if (!existsSync(this.#file)) return {};
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  #write(secrets: Readonly<Record<string, string>>): void {
    const temporary = `${this.#file}.tmp`;
    writeFileSync(temporary, JSON.stringify(secrets), { mode: 0o600 });
    renameSync(temporary, this.#file);
  }
}
