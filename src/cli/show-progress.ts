import type { SyncProgress } from '../sync/sync-deps.ts';

/** Time between two lines where there is no terminal, in ms. */
const lineEvery = 5000;
const barWidth = 24;

/** Shows how far a sync is on standard error: a bar on a terminal, a line now and then in a log. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): {
  update(progress: SyncProgress): void;
  end(): void;
} {
  let last = 0;
  let drawn = false;
  return {
    update(progress) {
      const now = Date.now();
      if (stream.isTTY) {
        if (now - last < 100) return;
        last = now;
        drawn = true;
        stream.write(`\r\u001b[2K${formatProgress(progress)}`);
      } else if (now - last >= lineEvery) {
        // The first call only starts the clock: a short sync needs no line.
        if (last > 0) stream.write(`${formatProgress(progress)}\n`);
        last = now;
      }
    },
    end() {
      if (drawn) stream.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

const stages: Readonly<Record<SyncProgress['stage'], string>> = {
  read: 'reading',
  write: 'writing',
  link: 'linking mentions',
};

export function formatProgress({ stage, source, done, total }: SyncProgress): string {
  const what = source === undefined ? stages[stage] : `${stages[stage]} ${source}`;
  if (total === undefined || total === 0) return `${what}: ${done}`;
  const filled = Math.round((barWidth * Math.min(done, total)) / total);
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${what}: ${done} of ${total}`;
}
