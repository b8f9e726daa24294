import { defineConfig } from 'playwright/test';
import base from '../playwright.config.ts';

/** Pictures of every view of the page, to be looked at: `npm run screenshots`. Nothing is judged here. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'views.shots.ts',
  outputDir: '../../test-results',
  globalTeardown: './contactSheet.ts',
});
