import { it } from 'vitest';
import { temporaryFolder } from '../contract/temporary-folder.ts';
import { liveTwoWeeks } from './live-two-weeks.ts';
import { openEmbedded } from './simulated-sources.ts';

// At full size: npm run proof -- two-weeks
it('two weeks of a company of 50: each night as from scratch, and the past as it was', async () => {
  await liveTwoWeeks({ folder: temporaryFolder(), people: 50 }, (folder) => openEmbedded(folder, 'running'));
}, 60_000);

it('the same, where only what changed is read of the directory', async () => {
  const changes = ['directory'] as const;
  const options = { folder: temporaryFolder(), people: 50, changes };
  await liveTwoWeeks(options, (folder) => openEmbedded(folder, 'running'));
}, 60_000);
