import { defineConfig } from 'playwright/test';
import { findBrowser } from '../src/node/findBrowser.mjs';
import { browserArguments } from './browserArguments.ts';

const executablePath = await findBrowser();
if (executablePath === null) throw new Error('No Chrome or Chromium was found. Run: npx playwright install --with-deps chromium');

/**
 * The built site in a real browser with real WebGPU. One page at a time: on a machine without a GPU the software driver
 * takes every core. The time limit only ends what hangs.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: browserArguments() },
  },
});
