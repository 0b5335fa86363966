/**
 * Imported first by every script: one clear line instead of a crash in a native module when Node is too old.
 * Under `npm run` this never fires on Linux x64, where the project brings its own Node 24 (docs/decisions/001).
 */
if (Number(process.versions.node.split('.')[0]) < 24) {
  const name = process.env.npm_lifecycle_event;
  const how = name
    ? 'install Node 24 from https://nodejs.org: the project brings its own on Linux x64 only, as an optional dependency'
    : 'run it through npm (npm run …), which uses the Node 24 that npm ci installs';
  process.stderr.write(`Steadyhand needs Node 24 or newer, this is ${process.version}; ${how}.\n`);
  process.exit(6);
}
