import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/neo4j/start-neo4j.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
