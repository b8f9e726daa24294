// `npm test`: every stage in turn, even after one failed; the last line is "N passed, N failed". A check without
// cases of its own (types, lint, build) counts as one test. A skipped test counts as failed, but for those whose name says
// "[needs FEATURE]", a feature of WebGPU that no adapter here may have; they are named.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './installBrowser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const reports = fileURLToPath(new URL('../../node_modules/.cache/test-reports/', import.meta.url));

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ name: string, module: string, args: string[], env?: Record<string, string>, count: (ok: boolean) => Count }} Stage */

/** @param {boolean} ok @returns {Count} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * @param {string} file @param {(report: Record<string, unknown>) => Count} read
 * @returns {(ok: boolean) => Count} counts from a report; a runner that failed without saying which test counts as one failure
 */
function fromReport(file, read) {
  return (ok) => {
    try {
      const count = read(/** @type {Record<string, unknown>} */ (JSON.parse(readFileSync(reports + file, 'utf8'))));
      const silent = (!ok && count.failed === 0) || count.passed + count.failed === 0;
      return { passed: count.passed, failed: count.failed + (silent ? 1 : 0) };
    } catch {
      return one(false);
    }
  };
}

/** @param {unknown} value @returns {number} */
const number = (value) => (typeof value === 'number' ? value : 0);

/**
 * Tells which tests were skipped for want of a feature of WebGPU.
 * @param {Record<string, unknown>} report of vitest @returns {number} how many
 */
function lackingFeature(report) {
  const files = /** @type {{ assertionResults: { fullName: string, status: string }[] }[]} */ (report['testResults'] ?? []);
  const skipped = files.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName, status }) => (status === 'skipped' || status === 'pending') && /\[needs [\w-]+\]/.test(fullName));
  for (const { fullName } of skipped) console.log(`   not run here: ${fullName}`);
  return skipped.length;
}

/** @type {Stage[]} */
const stages = [
  { name: 'types', module: 'typescript/bin/tsc', args: ['-p', '.'], count: one },
  { name: 'lint', module: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'], count: one },
  {
    name: 'unit, kernel and house tests', module: 'vitest/vitest.mjs',
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}unit.json`],
    count: fromReport('unit.json', (report) => ({
      passed: number(report['numPassedTests']),
      failed: number(report['numFailedTests']) + number(report['numPendingTests']) + number(report['numTodoTests']) - lackingFeature(report),
    })),
  },
  { name: 'build', module: 'vite/bin/vite.js', args: ['build', '--logLevel', 'warn'], count: one },
  {
    name: 'the page in Chromium', module: 'playwright/cli.js', args: ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}e2e.json` },
    count: fromReport('e2e.json', ({ stats }) => {
      const { expected, unexpected, flaky, skipped } = /** @type {Record<string, unknown>} */ (stats);
      return { passed: number(expected), failed: number(unexpected) + number(flaky) + number(skipped) };
    }),
  },
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @returns {Promise<string | null>} */
async function browserOrSentence() {
  try {
    return await ensureBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

const browser = await browserOrSentence();
/** @type {Count} */
let total = { passed: 0, failed: 0 };
/** @type {string[]} */
const broken = [];
if (browser === null) {
  total = one(false);
  broken.push('browser');
} else {
  console.log(`browser: ${browser}`);
  for (const stage of stages) {
    console.log(`\n== ${stage.name}`);
    const script = fileURLToPath(new URL(`../../node_modules/${stage.module}`, import.meta.url));
    const run = spawnSync(process.execPath, [script, ...stage.args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...stage.env, PLAYGROUND_BROWSER: browser } });
    const count = stage.count(run.status === 0);
    console.log(`   ${stage.name}: ${count.passed} passed, ${count.failed} failed`);
    if (count.failed > 0) broken.push(stage.name);
    total = { passed: total.passed + count.passed, failed: total.failed + count.failed };
  }
}
if (broken.length > 0) console.log(`\nfailed: ${broken.join('; ')}`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
