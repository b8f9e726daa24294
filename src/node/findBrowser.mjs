// Finds a Chromium-family browser, and the software Vulkan driver that lies beside it. Plain JavaScript: the test
// command and Playwright's config run it before anything is compiled.
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const windows = process.platform === 'win32';

/** @param {string[]} names @returns {string[]} every executable of those names on the PATH, in the order of the names */
function onPath(names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, windows ? `${name}.exe` : name))).filter((file) => existsSync(file));
}

/** @returns {string[]} where Google Chrome, then Chromium, are usually installed on this system */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    ]);
  }
  if (windows) {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '').filter((root) => root !== '');
    return ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
      .flatMap((file) => roots.map((root) => join(root, file)));
  }
  return ['/opt/google/chrome/chrome', '/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/lib/chromium/chromium', '/snap/bin/chromium'];
}

/** @returns {Promise<string>} where Playwright's own Chromium of this version would lie; loaded only when asked for, it is large */
async function playwrightExecutable() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/**
 * The browser that the page's tests run in: the file named by PLAYGROUND_BROWSER, else Playwright's own Chromium, else
 * Chrome, else Chromium.
 * @returns {Promise<string | null>} path of the executable, null where there is none
 * @throws {Error} when PLAYGROUND_BROWSER names no file
 */
export async function findBrowser() {
  const named = process.env['PLAYGROUND_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`PLAYGROUND_BROWSER is set to ${named}, and there is no such file. Set it to the path of a Chrome or Chromium executable, or unset it.`);
    return named;
  }
  const candidates = [await playwrightExecutable(), ...onPath(['google-chrome', 'google-chrome-stable', 'chrome', 'chromium', 'chromium-browser']), ...usualPlaces()];
  return candidates.find((file) => file !== '' && existsSync(file)) ?? null;
}

/** @returns {Promise<string[]>} folders of every version of Playwright's own Chromium on this machine, newest first */
async function playwrightFolders() {
  const executable = await playwrightExecutable();
  if (executable === '') return [];
  const revision = dirname(dirname(executable));
  const root = dirname(revision);
  if (!existsSync(root)) return [];
  const platformFolders = readdirSync(root).filter((name) => name.startsWith('chromium')).sort().reverse();
  return platformFolders.flatMap((name) => readdirSync(join(root, name)).map((inner) => join(root, name, inner)));
}

/**
 * SwiftShader's Vulkan driver description, which Chromium carries beside its executable on Linux.
 * @returns {Promise<string | null>} path of vk_swiftshader_icd.json, null where there is none
 */
export async function findSwiftShader() {
  const browser = await findBrowser();
  const folders = [
    ...(browser === null ? [] : [dirname(browser), dirname(realpathSync(browser))]),
    '/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome', '/snap/chromium/current/usr/lib/chromium-browser',
    ...await playwrightFolders(),
  ];
  return folders.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find((file) => existsSync(file)) ?? null;
}
