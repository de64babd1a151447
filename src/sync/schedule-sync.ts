import { createTask } from 'node-cron';
import type { SyncLog } from './sync-deps.ts';
import { createWallClock } from './wall-clock.ts';

export interface ScheduleOptions {
  /** A cron expression of five fields for each source. */
  readonly schedules: readonly { readonly source: string; readonly cron: string }[];
  /** IANA time zone of the expressions. */
  readonly timeZone: string;
  readonly clock: () => Date;
  /** Syncs these sources in one run. */
  readonly run: (sources: readonly string[]) => Promise<unknown>;
  readonly log: SyncLog;
}

export interface SyncSchedule {
  start(): void;
  /** Starts no more runs, and waits for the one that is on. */
  stop(): Promise<void>;
}

/** A machine that slept makes up for a missed time once, if it was within this many minutes. */
const longestGap = 24 * 60;

/**
 * Starts syncs by the clock on the wall of the company's time zone: a time that a change to summer time leaves out is
 * made up for right after, and one that comes twice in autumn counts once. Sources due in the same minute go in one run,
 * and what falls due during a run waits for its end; a source that is being synced is not started again.
 *
 * The expressions are matched by node-cron; its own timers would leave the missing hour out.
 */
export function scheduleSync({ schedules, timeZone, clock, run, log }: ScheduleOptions): SyncSchedule {
  const wall = createWallClock(timeZone);
  const matchers = schedules.map(({ source, cron }) => ({
    source,
    // A sixth field, the seconds, comes first.
    task: createTask(cron.trim().split(/\s+/).slice(-5).join(' '), () => undefined, { timezone: 'UTC' }),
  }));
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let seen = 0;
  let running: ReadonlySet<string> = new Set();
  let current: Promise<void> = Promise.resolve();

  const tick = (): void => {
    const now = wall.minuteAt(clock());
    for (let minute = Math.max(seen + 1, now - longestGap); minute <= now; minute++) {
      for (const { source, task } of matchers) {
        if (task.match(new Date(minute * 60_000)) && !running.has(source)) waiting.add(source);
      }
    }
    seen = Math.max(seen, now);
    startWaiting();
    const untilNextMinute = 60_000 - (clock().getTime() % 60_000);
    timer = setTimeout(tick, untilNextMinute);
    timer.unref();
  };

  const startWaiting = (): void => {
    if (running.size > 0 || waiting.size === 0) return;
    running = new Set(waiting);
    waiting.clear();
    current = run([...running])
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error, sources: [...running] }, 'The scheduled sync failed.'),
      )
      .then(() => {
        running = new Set();
        if (timer !== undefined) startWaiting();
      });
  };

  return {
    start() {
      seen = wall.minuteAt(clock());
      const untilNextMinute = 60_000 - (clock().getTime() % 60_000);
      timer ??= setTimeout(tick, untilNextMinute);
      timer.unref();
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      for (const { task } of matchers) await task.destroy();
      await current;
    },
  };
}
