/**
 * The checks of electronegativity that apply to this shell, as selectors for `no-restricted-syntax`: one line a danger,
 * with what to do instead. electronegativity itself is not a dependency (docs/security.md says why).
 */

const property = (name, value) =>
  `Property[key.name='${name}'] > Literal.value[value=${value}], Property[key.value='${name}'] > Literal.value[value=${value}]`;

/** Settings that must never have this value. */
const SETTINGS = [
  ['nodeIntegration', true],
  ['nodeIntegrationInWorker', true],
  ['nodeIntegrationInSubFrames', true],
  ['contextIsolation', false],
  ['sandbox', false],
  ['webSecurity', false],
  ['allowRunningInsecureContent', true],
  ['experimentalFeatures', true],
  ['webviewTag', true],
  ['navigateOnDragDrop', true],
  ['allowDowngrade', true],
  ['bypassCSP', true],
  ['allowServiceWorkers', true],
  ['corsEnabled', true],
];

/** Calls that hand over more than they should. */
const CALLS = [
  ['executeJavaScript', 'Code given as text runs in a page: send it a message instead.'],
  ['executeJavaScriptInIsolatedWorld', 'Code given as text runs in a page: send it a message instead.'],
  ['insertCSS', 'Styles come from files of the interface.'],
  ['loadFile', 'file:// makes every file readable: use our own scheme.'],
  ['registerFileProtocol', 'Serve files by name through protocol.handle (app-protocol.ts).'],
  ['interceptFileProtocol', 'file:// is not used.'],
  ['openDevTools', 'The developer tools are switched on by pagePreferences and opened by a person.'],
  ['setCertificateVerifyProc', 'Certificates are checked by the system.'],
  ['disableHardwareAcceleration', 'Not a decision of code.'],
  ['setAsDefaultProtocolClient', 'Links from elsewhere are refused.'],
  ['exposeInMainWorld', 'The bridge is made in one place (preload.ts) and frozen there.'],
];

const SWITCHES =
  /^(no-sandbox|disable-web-security|disable-site-isolation-trials|remote-debugging-port|ignore-certificate-errors|allow-insecure-localhost|js-flags)$/;

export const shellSecurity = [
  ...SETTINGS.map(([name, value]) => ({
    selector: property(name, value),
    message: `${name} must not be ${value}: the page would get more than it needs.`,
  })),
  ...CALLS.map(([name, why]) => ({ selector: `CallExpression[callee.property.name='${name}']`, message: why })),
  { selector: `Literal[value=${SWITCHES}]`, message: 'This switch takes a protection away.' },
  { selector: 'Literal[value=/^(http|ws|file):\\/\\//]', message: 'Nothing is loaded from the network or from files.' },
  {
    selector: "CallExpression[callee.property.name='send'] > MemberExpression.callee > Identifier[name='ipcRenderer']",
    message: 'Pages call through invoke, so that the shell answers or refuses.',
  },
  {
    selector: "CallExpression[callee.object.name='ipcMain'][callee.property.name=/^(on|once|handleOnce)$/]",
    message: 'Every message goes through the handler that checks its sender (ipc.ts).',
  },
  {
    selector: 'Property[key.name=/^(ipcRenderer|require|process)$/][shorthand=true]',
    message: 'Nothing of Electron or Node is handed to a page.',
  },
  {
    selector: "AssignmentExpression[left.property.name='ELECTRON_DISABLE_SECURITY_WARNINGS']",
    message: 'Warnings are heeded.',
  },
];
