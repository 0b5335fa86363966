/**
 * Sees every input event of a display in a process of its own, with the server's time of it. Has no part in sending or
 * stopping. Asked with any message, answers with the events since the last time, once the server has worked off all.
 */
import { XConnection } from '../../../electron/capture/x11/connection.ts';
import { ask, openXInput, rawClient, type InputDevice, type RawEvent } from '../../fixtures/native-xinput.ts';

export interface Observed {
  /** Milliseconds of the server's clock. */
  readonly time: number;
  /** `test`: by XTEST, which is how programs send. `device`: by a device, which is how the person of the bench does. */
  readonly by: 'test' | 'device';
  /** `XIRawKeyPress` and so on. */
  readonly name: string;
  readonly detail: number;
}

async function observe(display: string): Promise<void> {
  const x = await XConnection.open(display);
  const xinput = await openXInput(x);
  const devices = await ask<readonly InputDevice[]>((done) => xinput.XIQueryDevice(xinput.AllDevices, done));
  const synthetic = new Set(devices.filter((d) => d.name.includes('XTEST')).map((d) => d.deviceId));
  let seen: Observed[] = [];
  rawClient(x).on('event', (event: RawEvent & { readonly time: number }) => {
    // Each comes for the device and again for the pointer or keyboard it drives.
    if (!event.name.startsWith('XIRaw') || event.deviceId !== event.sourceId) return;
    const by = synthetic.has(event.sourceId) ? 'test' : 'device';
    seen.push({ time: event.time, by, name: event.name, detail: event.detail });
  });
  xinput.XISelectEvents(x.root, {
    deviceId: xinput.AllDevices,
    mask: ['RawKeyPress', 'RawKeyRelease', 'RawButtonPress', 'RawButtonRelease', 'RawMotion'],
  });
  await x.sync();
  process.on('message', () => {
    void x.sync().then(() => {
      process.send?.(seen);
      seen = [];
    });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.([]);
}

const display = process.argv[2];
if (process.argv[1] === import.meta.filename) {
  if (display === undefined) throw new Error('usage: node test/bench/stop/observer.ts DISPLAY');
  await observe(display);
}
