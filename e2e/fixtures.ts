/** What every spec imports: `test` with the built site served and the page's errors watched, and `expect`. */
import { test as base, expect } from 'playwright/test';
import { serveSite } from './site.ts';

interface PerTest {
  /** Console errors, uncaught exceptions and failed requests of the page so far. A test that leaves any here fails; one that causes some on purpose empties the list. */
  problems: string[];
}

interface PerWorker {
  /** Address of the built site; `page.goto('./')` opens it. */
  siteUrl: string;
}

export const test = base.extend<PerTest, PerWorker>({
  siteUrl: [async ({}, use) => {
    const site = await serveSite();
    await use(site.url);
    await site.close();
  }, { scope: 'worker' }],
  baseURL: async ({ siteUrl }, use) => { await use(siteUrl); },
  problems: [async ({ page }, use) => {
    const problems: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') problems.push(`console: ${message.text()}`); });
    page.on('pageerror', (error) => { problems.push(`uncaught: ${error.message}`); });
    page.on('requestfailed', (request) => { problems.push(`request: ${request.url()} ${request.failure()?.errorText ?? ''}`); });
    page.on('response', (response) => { if (response.status() >= 400) problems.push(`response: ${response.status()} ${response.url()}`); });
    await use(problems);
    expect(problems, 'errors that the page reported').toEqual([]);
  }, { auto: true }],
});

export { expect };
