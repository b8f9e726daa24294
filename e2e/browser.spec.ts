import { expect, test } from './fixtures.ts';

test('the browser has WebGPU, in the page and in a worker', async ({ page }, info) => {
  await page.goto('./');
  const description = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter ? `${adapter.info.vendor} ${adapter.info.architecture}${adapter.info.isFallbackAdapter ? ' (software)' : ''}` : null;
  });
  expect(description, 'an adapter of WebGPU').not.toBeNull();
  info.annotations.push({ type: 'adapter', description: description ?? '' });
  console.log(`adapter in the browser: ${description}`);
  const inWorker = await page.evaluate(async () => {
    const source = 'navigator.gpu.requestAdapter().then((adapter) => postMessage(adapter !== null), () => postMessage(false))';
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    return new Promise((resolve) => { worker.addEventListener('message', (event) => { resolve(event.data); }); });
  });
  expect(inWorker).toBe(true);
});
