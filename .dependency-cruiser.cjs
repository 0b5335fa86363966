/** The layers of docs/architecture.md, kept by machine. Imports point downward only. */
const stages = ['planning', 'grounding', 'critic', 'actions', 'demos', 'perception'];
const base = ['capture', 'inference', 'store'];
const at = (...names) => `^electron/(${names.join('|')})/`;
const notTest = '\\.test\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle has no top to start reading from.',
      from: {},
      to: { circular: true },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'protocol-imports-nothing-of-ours',
      severity: 'error',
      from: { path: at('protocol') },
      to: { path: '^electron/', pathNot: at('protocol') },
    },
    {
      name: 'base-imports-protocol-only',
      severity: 'error',
      from: { path: `^electron/(${base.join('|')})/`, pathNot: notTest },
      to: { path: '^electron/', pathNot: `^electron/(protocol|$1)/` },
    },
    {
      name: 'stages-do-not-import-each-other',
      severity: 'error',
      from: { path: `^electron/(${stages.join('|')})/`, pathNot: notTest },
      to: { path: '^electron/', pathNot: `^electron/(protocol|${base.join('|')}|$1)/` },
    },
    {
      name: 'agent-is-below-host',
      severity: 'error',
      from: { path: at('agent') },
      to: { path: at('host', 'cli', 'main', 'preload') },
    },
    {
      name: 'host-is-below-its-clients',
      severity: 'error',
      from: { path: at('host') },
      to: { path: at('cli', 'main', 'preload') },
    },
    {
      name: 'preload-speaks-protocol-only',
      severity: 'error',
      from: { path: at('preload') },
      to: { path: '^electron/', pathNot: at('protocol', 'preload') },
    },
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: { path: '^electron/', pathNot: at('main', 'preload') },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'one-door-for-input',
      severity: 'error',
      comment:
        'Input libraries are reached from actions/ only; capture may take pictures with nut-js through its own source.',
      from: { path: '^electron/', pathNot: '^electron/(actions|capture)/' },
      to: { path: 'node_modules/(@nut-tree-fork|x11|uiohook-napi)/' },
    },
    {
      name: 'native-input-is-for-drivers',
      severity: 'error',
      comment: 'The addon sends input: only the drivers behind the executor reach it.',
      from: { path: '^electron/', pathNot: at('actions') },
      to: { path: '^native/', pathNot: '^native/screen' },
    },
    {
      name: 'native-pictures-are-for-capture',
      severity: 'error',
      from: { path: '^electron/', pathNot: at('capture') },
      to: { path: '^native/', pathNot: '^native/(input|guard|types)' },
    },
    {
      name: 'native-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^native/', pathNot: notTest },
      to: { path: '^electron/' },
    },
    {
      name: 'only-the-store-opens-databases',
      severity: 'error',
      from: { path: '^electron/', pathNot: at('store') },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'only-accessibility-speaks-dbus',
      severity: 'error',
      comment: 'What comes over the bus is untrusted; it is checked in one place and parsed in a thread of its own.',
      from: { path: '^electron/', pathNot: '^electron/perception/accessibility/' },
      to: { path: 'node_modules/dbus-native/' },
    },
    {
      name: 'only-inference-runs-models',
      severity: 'error',
      from: { path: '^electron/', pathNot: at('inference') },
      to: { path: 'node_modules/onnxruntime-node/' },
    },
    {
      name: 'no-tests-in-the-program',
      severity: 'error',
      from: { path: '^electron/', pathNot: notTest },
      to: { path: '(^test/|\\.test\\.ts$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
