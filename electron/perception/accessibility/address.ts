/**
 * Where the accessibility bus of a display is, without starting anything.
 *
 * Any program on the display can write the property, so an address is used only when it is a socket of this machine: the
 * D-Bus syntax also knows addresses that start a program.
 */
import { XConnection } from '../../capture/x11/connection.ts';

/** The first usable one of several addresses in D-Bus syntax; null when none is a local socket. */
export function socketAddress(text: string | null | undefined): string | null {
  const parts = (text ?? '').split(';').map((p) => p.trim());
  return parts.find((p) => /^unix:(path|abstract)=[^,;=]+(,guid=[0-9a-f]+)?$/.test(p)) ?? null;
}

/** The address that the display or the environment names; null when there is none, and the session bus may know. */
export async function addressFor(x: XConnection, env: NodeJS.ProcessEnv): Promise<string | null> {
  return socketAddress(env['AT_SPI_BUS_ADDRESS']) ?? socketAddress(await x.text(x.root, 'AT_SPI_BUS'));
}
