/**
 * A program that records a run until it is killed. It says each thing on standard output after the store has said it is
 * recorded, so that whoever kills it knows what must be there. Arguments: data folder, run id, lock folder.
 */
import { writeSync } from 'node:fs';
import { lockDisplay } from '../../../electron/store/display-lock.ts';
import { openStore } from '../../../electron/store/store.ts';
import { SAMPLE_EFFECT, sampleEvents, sampleFrame, sampleReceipt, sampleStep } from './sample.ts';

const [home = '', id = '', locks = ''] = process.argv.slice(2);
const say = (what: string): void => void writeSync(1, `${what}\n`);

lockDisplay(':99', locks);
say('locked');
const store = openStore({ home });
store.markInterrupted();
const run = store.startRun({ task: `record ${id}`, display: ':99', id });
say('started');
for (let step = 1; ; step++) {
  const frame = await store.frames.put(sampleFrame(step));
  say(`frame ${frame}`);
  for (const event of sampleEvents(id, step, Date.now())) {
    run.event(event);
    say('event');
  }
  const ordinal = run.writeAhead(sampleStep(step, { frame }));
  say(`written ${step}`);
  run.decision(ordinal, { outcome: 'allow', by: 'policy', reason: 'low risk', permitId: `p${step}` });
  say(`allowed ${step}`);
  run.receipt(ordinal, sampleReceipt(Date.now()));
  say(`sent ${step}`);
  run.effect(ordinal, SAMPLE_EFFECT, frame);
  say(`verified ${step}`);
}
