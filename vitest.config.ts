import { defineConfig } from 'vitest/config';

/** One project per suite; each needs what its name says (CONTRIBUTING, "Suites"). */
function suite(name: string, folders: readonly string[], testTimeout: number) {
  return {
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
      testTimeout,
      hookTimeout: testTimeout,
      // The modules of unit tests keep no state: loaded once for all files, a third of their time is saved.
      isolate: name !== 'unit',
    },
  };
}

export default defineConfig({
  test: {
    // One more than the cores of a small machine: most of what these tests do is wait for a server, a device or a timer.
    maxWorkers: 3,
    projects: [
      suite('unit', ['unit', 'golden', 'golden-intent', 'sync'], 30_000),
      suite('parts', ['contract', 'crash', 'integration'], 30_000),
      suite('full', ['full'], 600_000),
      suite('netbox', ['netbox'], 120_000),
      suite('frr', ['frr'], 120_000),
      suite('e2e', ['e2e'], 180_000),
      suite('peers', ['peers'], 60_000),
      suite('browser', ['browser'], 180_000),
    ],
  },
});
