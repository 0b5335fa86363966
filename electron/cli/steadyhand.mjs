#!/usr/bin/env node
/**
 * Starts the command line: `electron/cli/main.ts` in a checkout, the compiled `main.js` in a package.
 *
 * Plain JavaScript with no static import of our own, so that a Node too old to read the rest still parses this file
 * and can say so in one line. Errs towards refusing: the native modules crash old versions of Node without a message.
 */
import { existsSync } from 'node:fs';
import module from 'node:module';

const NEEDED = 24;
const STOPPED = 4;
const ENVIRONMENT = 6;
const READER_GONE = new Set(['EPIPE', 'EIO']);

// A reader that leaves early (`… | head -1`) or a terminal that was closed (EIO) is not an error of ours. A run that
// listens for SIGTERM gets the chance to stop in order, with every held key released; everything else just ends.
process.stdout.on('error', (error) => {
  if (!READER_GONE.has(error.code)) throw error;
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
  else process.exit(0);
});
process.stderr.on('error', (error) => {
  if (!READER_GONE.has(error.code)) throw error;
});

async function start() {
  if (Number(process.versions.node.split('.')[0]) < NEEDED) {
    process.stderr.write(
      'Steadyhand needs Node ' +
        NEEDED +
        ' or newer, this is ' +
        process.version +
        '; run it through npm: npm run -s steadyhand -- ' +
        (process.argv[2] || '--help') +
        (process.argv.length > 3 ? ' …' : '') +
        '\n',
    );
    return ENVIRONMENT;
  }
  if (module.enableCompileCache) module.enableCompileCache();
  // The sources in a checkout; in a package the build, beside this file or in the folder that tsc writes.
  const places = ['./main.ts', './main.js', '../../dist/electron/cli/main.js'].map((p) => new URL(p, import.meta.url));
  const { main } = await import((places.find((place) => existsSync(place)) || places[0]).href);
  return main(process.argv.slice(2));
}

// Workers may still be alive when `main` is done; the exit waits only for what was written.
const code = await start();
process.stderr.write('', () => process.stdout.write('', () => leave(code)));

function leave(code) {
  // When the display has gone, Xlib ends the exit of this process with a code of its own (1) and a line on standard
  // error, as nut-js closes its connection there; when it does not answer, the exit waits for it for ever. A process
  // that is replaced closes nothing.
  if ((code === ENVIRONMENT || code === STOPPED) && process.platform === 'linux' && process.execve) {
    try {
      process.execve('/bin/sh', ['sh', '-c', 'exit ' + code], process.env);
    } catch {
      // There is no shell: exit as usual.
    }
  }
  process.exit(code);
}
