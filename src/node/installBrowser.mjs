// Makes sure that the tests have a browser and, on Linux, a Vulkan loader; installs both on Debian as root.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findBrowser } from './findBrowser.mjs';

/** @returns {boolean} whether WebGPU in Node can reach a Vulkan driver: needed on Linux only, the other systems bring their own interface */
function hasVulkanLoader() {
  if (process.platform !== 'linux') return true;
  const listed = ['ldconfig', '/sbin/ldconfig', '/usr/sbin/ldconfig'].map((command) => spawnSync(command, ['-p'], { encoding: 'utf8' })).find((run) => run.status === 0);
  // Without ldconfig (musl, NixOS) there is no list to read: let the request for an adapter decide.
  return listed === undefined || listed.stdout.includes('libvulkan.so.1');
}

/** @returns {boolean} */
function isDebian() {
  return existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Finds a browser; on Debian as root installs the packages that are missing.
 * @returns {Promise<string>} path of the browser's executable
 * @throws {Error} with the one command to run, where nothing may be installed from here
 */
export async function ensureBrowser() {
  const found = await findBrowser();
  const packages = [...(found === null ? ['chromium'] : []), ...(hasVulkanLoader() ? [] : ['libvulkan1'])];
  if (packages.length === 0 && found !== null) return found;
  const what = found === null ? 'The tests need Chrome or Chromium, and none was found.' : 'The tests need the Vulkan loader (libvulkan.so.1), and it was not found.';
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (isDebian() && process.getuid?.() === 0) {
    console.log(`${what} Installing: ${packages.join(', ')}`);
    const options = { stdio: /** @type {const} */ ('inherit'), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', install.split(' ').slice(1), options);
    const installed = await findBrowser();
    if (installed === null) throw new Error('apt-get installed chromium, yet no browser was found. Set PLAYGROUND_BROWSER to the path of a Chrome or Chromium executable.');
    return installed;
  }
  const command = isDebian() ? `sudo ${install}` : found === null ? 'npx playwright install --with-deps chromium' : 'sudo apt-get install -y libvulkan1   (other systems: their package of the Vulkan loader)';
  throw new Error(`${what} Run this, then the tests again:\n\n    ${command}\n`);
}
