import { expect, it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { killRuns } from './kill-runs.ts';
import { embeddedToKill } from './kill-stores.ts';

// At full size: npm run proof -- kill
it('a run that is killed at any moment leaves a valid graph, and the next one completes it', async () => {
  const folder = temporaryFolder();
  const store = await embeddedToKill(folder);
  try {
    const midway = await killRuns({ folder, people: 50, moments: 10, seed: 20_261_126 }, store);
    // Otherwise nothing was tried.
    expect(midway).toBeGreaterThan(0);
  } finally {
    await store.close();
  }
}, 120_000);
