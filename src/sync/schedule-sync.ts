import { createTask } from 'node-cron';
import type { SyncLog } from './sync-deps.ts';
import { createWallClock } from './wall-clock.ts';

export interface ScheduleOptions {
  /** A cron expression of five fields for each source. */
  readonly schedules: readonly { readonly source: string; readonly cron: string }[];
  /** IANA time zone of the expressions. */
  readonly timeZone: string;
  readonly clock: () => Date;
  /** When each source was last tried, by whatever replica; none where it never was, or a later run of it has not ended. */
  readonly lastAttempts: () => Promise<ReadonlyMap<string, Date>>;
  /**
   * Syncs these sources in one run. It ends as soon as others may go: a source that takes long is told of later.
   *
   * @param note told of each source, once it was tried, whether it could not be read and may be in a while.
   */
  readonly run: (
    sources: readonly string[],
    note: (source: string, hasFailed: boolean) => void,
  ) => Promise<void>;
  /** Longest wait after a source falls due, in ms: replicas and companies do not all ask a service in the same second. */
  readonly jitterMs: number;
  /** From 0 to 1. */
  readonly random?: () => number;
  readonly log: SyncLog;
}

export interface SyncSchedule {
  start(): void;
  /** Starts no more runs, and waits for the one that is on. */
  stop(): Promise<void>;
}

/** In minutes. What was missed is made up for once, if it fell due within these: a month, for monthly schedules. */
const longestGap = 32 * 24 * 60;
/** In ms. */
const longestRetry = 60 * 60_000;
/** How long after a run a source that could not be read is tried again, in ms; then it waits for its next time. */
const rereads = [15, 30, 60].map((minutes) => minutes * 60_000);

/**
 * Starts syncs by the clock on the wall of the company's time zone: a time that a change to summer time leaves out is
 * made up for right after, and one that comes twice in autumn counts once. What fell due while nothing ran, or was never
 * synced, is made up for at the start. Sources due at the same time go in one run, and what falls due during a run waits
 * for its end. A source that another replica has tried meanwhile is left out; a run that could not begin, as while another is
 * on, is tried again, and so is a source that could not be read: after a quarter of an hour, half of one, and one.
 *
 * The expressions are matched by node-cron; its own timers would leave the missing hour out.
 */
export function scheduleSync(options: ScheduleOptions): SyncSchedule {
  const { schedules, timeZone, clock, lastAttempts, run, jitterMs, random = Math.random, log } = options;
  const wall = createWallClock(timeZone);
  const matchers = schedules.map(({ source, cron }) => ({
    source,
    // A sixth field, the seconds, comes first.
    task: createTask(cron.trim().split(/\s+/).slice(-5).join(' '), () => undefined, { timezone: 'UTC' }),
  }));
  /** Minute on the wall up to which a source's times are dealt with. */
  let handled: Map<string, number> | undefined;
  /** Of a source that waits, whether an attempt serves what it waits for. */
  const waiting = new Map<string, (attempt: Date) => boolean>();
  /** Sources that could not be read: how often they were tried again, when they failed and when they are next, in ms. */
  const unread = new Map<
    string,
    { readonly tries: number; readonly failedAt: number; readonly at: number }
  >();
  let isRunning = false;
  let failures = 0;
  let minuteTimer: NodeJS.Timeout | undefined;
  let startTimer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const tick = (): void => {
    minuteTimer = setTimeout(tick, 60_000 - (clock().getTime() % 60_000));
    minuteTimer.unref();
    if (handled === undefined) {
      current = current.then(readAttempts);
      return;
    }
    const now = wall.minuteAt(clock());
    const fallDue = (source: string, minute: number): void => {
      if (!waiting.has(source)) waiting.set(source, (attempt) => wall.minuteAt(attempt) >= minute);
    };
    for (const { source, task } of matchers) {
      const seen = handled.get(source);
      if (seen === undefined) fallDue(source, now);
      for (let minute = Math.max((seen ?? now) + 1, now - longestGap); minute <= now; minute++) {
        if (!task.match(new Date(minute * 60_000))) continue;
        fallDue(source, minute);
        break;
      }
      handled.set(source, Math.max(seen ?? now, now));
    }
    // By the clock and not the wall: in autumn an hour later may be the same minute there.
    for (const [source, { at, failedAt }] of unread)
      if (at <= clock().getTime() && !waiting.has(source))
        waiting.set(source, (attempt) => attempt.getTime() > failedAt);
    startLater(random() * jitterMs);
  };

  const readAttempts = async (): Promise<void> => {
    try {
      const attempts = await lastAttempts();
      handled = new Map([...attempts].map(([source, at]) => [source, wall.minuteAt(at)]));
      if (minuteTimer === undefined) return;
      clearTimeout(minuteTimer);
      tick();
      if (waiting.size > 0) log.info({ sources: [...waiting.keys()] }, 'Making up for syncs that fell due.');
    } catch (error) {
      log.warn({ err: error }, 'When the sources were last synced cannot be read; trying again in a minute.');
    }
  };

  const startLater = (ms: number): void => {
    if (startTimer !== undefined || isRunning || waiting.size === 0 || minuteTimer === undefined) return;
    startTimer = setTimeout(() => {
      startTimer = undefined;
      isRunning = true;
      current = runWaiting().finally(() => {
        isRunning = false;
        startLater(failures === 0 ? 0 : Math.min(60_000 * 2 ** (failures - 1), longestRetry));
      });
    }, ms);
    startTimer.unref();
  };

  const noteUnread = (source: string, hasFailed: boolean): void => {
    const tries = unread.get(source)?.tries ?? 0;
    const wait = hasFailed ? rereads[tries] : undefined;
    if (wait === undefined) unread.delete(source);
    else unread.set(source, { tries: tries + 1, failedAt: clock().getTime(), at: clock().getTime() + wait });
  };

  const runWaiting = async (): Promise<void> => {
    const due = new Map(waiting);
    try {
      const attempts = await lastAttempts();
      const sources = [...due].flatMap(([source, isServedBy]) => {
        const attempt = attempts.get(source);
        return attempt !== undefined && isServedBy(attempt) ? [] : [source];
      });
      for (const source of due.keys()) {
        if (!sources.includes(source)) noteUnread(source, false);
        // Until it is told of, however long that takes, it is not tried again for having failed before.
        const before = unread.get(source);
        if (before !== undefined) unread.set(source, { ...before, at: Number.POSITIVE_INFINITY });
      }
      if (sources.length > 0) await run(sources, noteUnread);
      failures = 0;
      // What fell due while these were being synced is served with them.
      for (const source of due.keys()) waiting.delete(source);
    } catch (error) {
      failures++;
      log.warn(
        { err: error, sources: [...due.keys()] },
        'The scheduled sync did not run; it is tried again.',
      );
    }
  };

  return {
    start() {
      if (minuteTimer === undefined) tick();
    },
    async stop() {
      clearTimeout(minuteTimer);
      clearTimeout(startTimer);
      minuteTimer = undefined;
      startTimer = undefined;
      for (const { task } of matchers) await task.destroy();
      await current;
    },
  };
}
