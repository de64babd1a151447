import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveTwoWeeks } from '../../tests/integration/live-two-weeks.ts';
import { openEmbedded } from '../../tests/integration/simulated-sources.ts';

/**
 * A simulated company lives through fourteen nights, read by the real connectors and the real engine: people join, move, leave
 * and come back, have accounts in a second system, tasks are done and reopened, pages are rewritten and renamed; one night a
 * source is down, one night its token has ended, one night it lost half by mistake. After each night the graph must hold what
 * one from scratch holds; at the end, what it says of each past day must be what the company was then.
 *
 *     npm run proof -- two-weeks [PEOPLE]
 */
const people = Number(process.argv[2] ?? 500);
const folder = mkdtempSync(join(tmpdir(), 'orgwise-two-weeks-'));
const begun = performance.now();
try {
  console.log(`A company of ${people}.`);
  await liveTwoWeeks(
    {
      folder,
      people,
      onNight: ({ day, incident, held, people: now, joined, moved, left }) =>
        console.log(
          `${day}: ${held} nodes and relationships as from scratch; ${now} people, ${joined} joined, ${moved} moved, ${left} left${incident === null ? '' : `; ${incident}`}`,
        ),
    },
    (place) => openEmbedded(place, 'running'),
  );
  console.log('Every past day is remembered as it was.');
  console.log(`${Math.round((performance.now() - begun) / 1000)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
