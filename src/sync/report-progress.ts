import type { SyncLog, SyncProgress } from './sync-deps.ts';

/** The part of `process.stderr` that is used. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressReporter {
  readonly report: (progress: SyncProgress) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

/** Between two drawings, and between two lines of the log, in ms. */
const drawingInterval = 100;
const logInterval = 5000;
const barWidth = 30;

/** Shows how far a sync is: a bar that redraws itself on a terminal, else a line of the log every few seconds. */
export function createProgressReporter(
  stream: ProgressStream,
  log: SyncLog,
  clock: () => Date,
): ProgressReporter {
  const isTerminal = stream.isTTY === true;
  const interval = isTerminal ? drawingInterval : logInterval;
  let last = clock().getTime() - (isTerminal ? interval : 0);
  let isDrawn = false;
  return {
    report(progress) {
      const now = clock().getTime();
      if (now - last < interval) return;
      last = now;
      const line = describeProgress(progress);
      if (!isTerminal) {
        log.info({ ...progress }, line);
        return;
      }
      const width = stream.columns ?? 80;
      stream.write(`\r\u001b[K${drawBar(progress)}${line}`.slice(0, width + 4));
      isDrawn = true;
    },
    end() {
      if (isDrawn) stream.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}

function drawBar({ done, total }: SyncProgress): string {
  if (total === undefined || total === 0) return '';
  const filled = Math.min(barWidth, Math.round((done / total) * barWidth));
  return `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] `;
}

function describeProgress({ stage, source, done, total }: SyncProgress): string {
  const amount = done.toLocaleString('en');
  if (stage === 'read') return `Reading ${source ?? 'sources'}: ${amount} records`;
  if (stage === 'link') return `Linking names: ${amount} texts`;
  const all = total === undefined ? '' : ` of ${total.toLocaleString('en')}`;
  if (stage === 'extract') return `Having passages read: ${amount}${all}`;
  return `Writing: ${amount}${all} changes`;
}
