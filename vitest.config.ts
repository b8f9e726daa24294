import { defineConfig } from 'vitest/config';

/** Unit, kernel and house tests, in Node on a real WebGPU implementation. The time limit only ends what hangs: software drivers are slow. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'e2e/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    restoreMocks: true,
  },
});
