import { defineConfig } from 'playwright/test';
import base from '../playwright.config.ts';

/** How smoothly the page runs, in words and figures: `npm run frames`. Nothing is judged here: the machine may be busy. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'page.frames.ts',
  outputDir: '../../test-results',
});
