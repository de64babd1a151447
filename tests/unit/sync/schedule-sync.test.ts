import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/operations/app-error.ts';
import { type ScheduleOptions, type SyncSchedule, scheduleSync } from '../../../src/sync/schedule-sync.ts';

const minute = 60_000;
const hour = 60 * minute;
let running: SyncSchedule[] = [];

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  const stopped = running.map((schedule) => schedule.stop());
  // A run that is on ends by a faked timer.
  await vi.advanceTimersByTimeAsync(hour);
  await Promise.all(stopped);
  running = [];
  vi.useRealTimers();
});

/** A schedule in Berlin over the sources that are given, with what it ran: sources and the moment, in UTC. */
function open(
  now: string,
  schedules: Readonly<Record<string, string>>,
  options: Partial<Omit<ScheduleOptions, 'run'>> & {
    readonly run?: (at: string) => Promise<unknown>;
  } = {},
) {
  vi.setSystemTime(new Date(now));
  const runs: string[] = [];
  const attempts = new Map<string, Date>(Object.keys(schedules).map((source) => [source, new Date(now)]));
  const schedule = scheduleSync({
    schedules: Object.entries(schedules).map(([source, cron]) => ({ source, cron })),
    timeZone: 'Europe/Berlin',
    clock: () => new Date(),
    lastAttempts: async () => attempts,
    jitterMs: 0,
    log: { info: () => undefined, warn: () => undefined },
    ...options,
    async run(sources, note) {
      const at = new Date().toISOString().slice(0, 16);
      const given = await options.run?.(at);
      const failed = Array.isArray(given) ? given : [];
      runs.push(`${at} ${sources.join(' ')}`);
      for (const source of sources) attempts.set(source, new Date());
      for (const source of sources) note(source, failed.includes(source));
    },
  });
  running.push(schedule);
  schedule.start();
  return { schedule, runs, attempts };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('nightly syncs', () => {
  it('run each night at the time on the wall, those due together in one run', async () => {
    const { runs } = open('2026-07-01T12:00:00Z', {
      hr: '0 2 * * *',
      wiki: '0 2 * * *',
      tasks: '30 3 * * 5',
    });
    await pass(48 * hour);
    expect(runs).toEqual(['2026-07-02T00:00 hr wiki', '2026-07-03T00:00 hr wiki', '2026-07-03T01:30 tasks']);
  });

  it('are not lost in the night of the change to summer time, whose hour is missing', async () => {
    const { runs } = open('2026-03-28T12:00:00Z', { hr: '30 2 * * *', wiki: '0 4 * * *' });
    await pass(48 * hour);
    expect(runs).toEqual([
      '2026-03-29T01:00 hr',
      '2026-03-29T02:00 wiki',
      '2026-03-30T00:30 hr',
      '2026-03-30T02:00 wiki',
    ]);
  });

  it('are not doubled in the night of the change to winter time, whose hour comes twice', async () => {
    const { runs } = open('2026-10-24T12:00:00Z', { hr: '30 2 * * *', wiki: '0 3 * * *' });
    await pass(48 * hour);
    expect(runs).toEqual([
      '2026-10-25T00:30 hr',
      '2026-10-25T02:00 wiki',
      '2026-10-26T01:30 hr',
      '2026-10-26T02:00 wiki',
    ]);
  });

  it('that could not be read are tried again within the hour that comes twice', async () => {
    let tries = 0;
    const { runs } = open(
      '2026-10-24T12:00:00Z',
      { hr: '50 2 * * *' },
      { run: async () => (tries++ < 2 ? ['hr'] : []) },
    );
    await pass(16 * hour);
    expect(runs).toEqual(['2026-10-25T00:50 hr', '2026-10-25T01:06 hr', '2026-10-25T01:37 hr']);
  });

  it('are not doubled either where Orgwise was started anew within that hour', async () => {
    const first = open('2026-10-24T23:00:00Z', { hr: '30 2 * * *' });
    await pass(1.6 * hour);
    expect(first.runs).toEqual(['2026-10-25T00:30 hr']);
    await first.schedule.stop();
    const { runs } = open(
      '2026-10-25T01:05:00Z',
      { hr: '30 2 * * *' },
      { lastAttempts: async () => first.attempts },
    );
    await pass(3 * hour);
    expect(runs).toEqual([]);
  });
});

describe('what fell due while nothing ran', () => {
  it('is made up for once at the start', async () => {
    const attempts = new Map([
      ['hr', new Date('2026-07-01T00:00:20Z')],
      ['wiki', new Date('2026-07-04T05:00:00Z')],
    ]);
    const { runs } = open(
      '2026-07-04T10:00:30Z',
      { hr: '0 2 * * *', wiki: '0 2 * * *', monthly: '0 2 1 * *' },
      { lastAttempts: async () => attempts },
    );
    await pass(5 * minute);
    // The monthly one was never synced.
    expect(runs).toEqual(['2026-07-04T10:00 hr monthly']);
  });

  it('is made up for after a machine slept', async () => {
    const { runs } = open('2026-07-01T12:00:00Z', { hr: '0 2 * * *' });
    await pass(minute);
    vi.setSystemTime(new Date('2026-07-03T08:00:00Z'));
    await pass(2 * minute);
    expect(runs).toEqual([expect.stringMatching(/^2026-07-03T08:0\d hr$/)]);
  });

  it('is not run where nothing fell due', async () => {
    const { runs } = open('2026-07-01T12:00:00Z', { hr: '0 2 * * *' });
    await pass(hour);
    expect(runs).toEqual([]);
  });
});

describe('a source that takes long', () => {
  it('keeps others from nothing, and is tried again once it is known that it could not be read', async () => {
    vi.setSystemTime(new Date('2026-07-01T23:59:30Z'));
    const runs: string[] = [];
    const attempts = new Map(['hr', 'slow'].map((source) => [source, new Date()]));
    const schedule = scheduleSync({
      schedules: [
        { source: 'hr', cron: '*/30 * * * *' },
        { source: 'slow', cron: '0 2 * * *' },
      ],
      timeZone: 'Europe/Berlin',
      clock: () => new Date(),
      lastAttempts: async () => attempts,
      jitterMs: 0,
      log: { info: () => undefined, warn: () => undefined },
      async run(sources, note) {
        runs.push(`${new Date().toISOString().slice(0, 16)} ${sources.join(' ')}`);
        if (sources.includes('hr')) attempts.set('hr', new Date());
        if (sources.includes('hr')) note('hr', false);
        if (sources.includes('slow')) setTimeout(() => note('slow', runs.length < 4), 70 * minute);
      },
    });
    running.push(schedule);
    schedule.start();
    await pass(2 * hour);
    expect(runs).toEqual([
      '2026-07-02T00:00 hr slow',
      '2026-07-02T00:30 hr',
      '2026-07-02T01:00 hr',
      expect.stringMatching(/^2026-07-02T01:2\d slow$/),
      '2026-07-02T01:30 hr',
    ]);
  });
});

describe('a run that falls due', () => {
  it('waits a random time, up to the longest', async () => {
    const { runs } = open(
      '2026-07-01T23:59:00Z',
      { hr: '0 2 * * *' },
      { jitterMs: 10 * minute, random: () => 0.5 },
    );
    await pass(5.9 * minute);
    expect(runs).toEqual([]);
    await pass(0.2 * minute);
    expect(runs).toEqual(['2026-07-02T00:05 hr']);
  });

  it('is left to the replica that was first', async () => {
    const shared = new Map([['hr', new Date('2026-07-01T23:00:00Z')]]);
    const common = { jitterMs: minute, lastAttempts: async () => shared };
    const one = open(
      '2026-07-01T23:59:00Z',
      { hr: '0 2 * * *' },
      { ...common, random: () => 0.1, run: async () => void shared.set('hr', new Date()) },
    );
    const other = open('2026-07-01T23:59:00Z', { hr: '0 2 * * *' }, { ...common, random: () => 0.9 });
    await pass(hour);
    expect([one.runs, other.runs]).toEqual([['2026-07-02T00:00 hr'], []]);
  });

  it('is tried again while another sync is on, later and later, and is not lost', async () => {
    const tried: string[] = [];
    const { runs } = open(
      '2026-07-01T23:59:00Z',
      { hr: '0 2 * * *' },
      {
        async run(at) {
          tried.push(at.slice(11));
          if (tried.length < 4) throw new AppError('sync_busy', 'Another sync is running.');
        },
      },
    );
    await pass(2 * hour);
    expect(tried).toEqual(['00:00', '00:01', '00:03', '00:07']);
    expect(runs).toEqual(['2026-07-02T00:07 hr']);
  });

  it('is made again for a source that could not be read, a few times', async () => {
    // At whole minutes alone, so a little later than the quarter of an hour and so on.
    let broken = 2;
    const { runs } = open(
      '2026-07-01T23:59:00Z',
      { hr: '0 2 * * *', wiki: '0 2 * * *' },
      { run: async () => (broken-- > 0 ? ['hr'] : []) },
    );
    await pass(5 * hour);
    expect(runs).toEqual(['2026-07-02T00:00 hr wiki', '2026-07-02T00:16 hr', '2026-07-02T00:47 hr']);
    broken = 100;
    await pass(24 * hour);
    expect(runs.slice(3)).toEqual([
      '2026-07-03T00:00 hr wiki',
      '2026-07-03T00:16 hr',
      '2026-07-03T00:47 hr',
      '2026-07-03T01:48 hr',
    ]);
  });

  it('does not overlap itself, and what falls due meanwhile comes after it', async () => {
    const { runs } = open(
      '2026-07-01T23:59:00Z',
      { hr: '*/10 * * * *', wiki: '5 2 * * *' },
      { run: () => new Promise<void>((resolve) => setTimeout(resolve, 25 * minute)) },
    );
    await pass(50 * minute);
    expect(runs).toEqual(['2026-07-02T00:00 hr']);
    await pass(2 * minute);
    expect(runs).toEqual(['2026-07-02T00:00 hr', '2026-07-02T00:25 wiki']);
  });

  it('runs no more after it was stopped', async () => {
    const { schedule, runs } = open('2026-07-01T23:59:00Z', { hr: '* * * * *' });
    await pass(2.5 * minute);
    await schedule.stop();
    const before = runs.length;
    await pass(hour);
    expect([before, runs.length]).toEqual([2, 2]);
  });
});
