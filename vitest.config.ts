import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const neo4jTests = 'tests/**/*.neo4j.test.ts';
/**
 * Files whose libraries keep what they found first in their process: a kind of machine, or the keys of whoever signs at an
 * address, whose port may by now be another server's.
 */
const isolatedTests = [
  'tests/**/*.isolated.test.ts',
  'tests/e2e/**/*.test.ts',
  'tests/security/**/*.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One fewer than there are cores would leave half of a machine of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Loading the modules anew for each of three hundred files took as long as a quarter of the tests.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['tests/**/*.test.ts'], exclude: [neo4jTests, ...isolatedTests] },
      },
      {
        extends: true,
        test: { name: 'isolated', include: isolatedTests, exclude: [neo4jTests], isolate: true },
      },
      {
        extends: true,
        // A database of its own for each worker; where one is given, it is the only one.
        test: {
          name: 'neo4j',
          include: [neo4jTests],
          globalSetup: ['tests/neo4j/start-neo4j.ts'],
          ...(process.env.NEO4J_URI ? { fileParallelism: false } : {}),
        },
      },
    ],
  },
});
