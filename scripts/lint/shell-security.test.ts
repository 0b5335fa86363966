/** A rule that never fires protects nothing: each is shown what it is there for. */
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { shellSecurity } from './shell-security.mjs';

const lint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.js'],
      rules: { 'no-restricted-syntax': ['error', ...shellSecurity], 'no-eval': 'error', 'no-new-func': 'error' },
    },
  ],
});
const faults = async (code: string): Promise<number> => {
  const [result] = await lint.lintText(code, { filePath: 'shell.js' });
  return result?.messages.filter((m) => m.ruleId !== null).length ?? 0;
};

test.each([
  'new BrowserWindow({ webPreferences: { nodeIntegration: true } })',
  "new BrowserWindow({ webPreferences: { 'contextIsolation': false } })",
  'const page = { sandbox: false };',
  'const page = { webSecurity: false };',
  'const page = { webviewTag: true };',
  'contents.executeJavaScript(text);',
  "window.loadFile('index.html');",
  "window.loadURL('http://example.org');",
  "window.loadURL('file:///tmp/index.html');",
  "app.commandLine.appendSwitch('no-sandbox');",
  "app.commandLine.appendSwitch('remote-debugging-port', '9222');",
  "contextBridge.exposeInMainWorld('api', {});",
  "ipcMain.on('x', f);",
  "ipcRenderer.send('x');",
  'const api = { ipcRenderer };',
  "process.env.ELECTRON_DISABLE_SECURITY_WARNINGS = '1';",
  "app.setAsDefaultProtocolClient('steadyhand');",
  'eval(text);',
  "new Function('return 1');",
])('finds %s', async (code) => {
  expect(await faults(code)).toBeGreaterThan(0);
});

test('lets pass what is as it should be', async () => {
  const code = `
    const page = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true };
    ipcMain.handle('channel', f);
    ipcRenderer.invoke('channel', message);
    window.loadURL(pageUrl('#/question'));
  `;
  expect(await faults(code)).toBe(0);
});
