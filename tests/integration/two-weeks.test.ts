import { it } from 'vitest';
import { liveTwoWeeks, openEmbedded, size } from './live-two-weeks.ts';

it(`two weeks of a company of ${size}: each night as from scratch, and the past as it was`, async () => {
  await liveTwoWeeks((folder) => openEmbedded(folder, 'running'));
}, 600_000);
