import { formatPassageWork } from '../sync/format-passage-work.ts';
import { formatOutcome } from '../sync/format-sync-report.ts';
import type { PassageWork } from '../sync/read-passage-work.ts';
import type { SourceState } from '../sync/read-source-states.ts';
import type { PastRun } from '../sync/sync-history.ts';
import { tellAge, tellMoment } from './tell-moment.ts';

export interface FormatOptions {
  /** The company's IANA time zone. */
  readonly timeZone: string;
  readonly now: Date;
}

const kinds = [
  ['Employee', 'people'],
  ['Team', 'teams'],
  ['Task', 'tasks'],
  ['Article', 'articles'],
] as const;

/** Problems of a source's last run that its state tells; the run itself tells more. */
const shownProblems = 3;

export interface ToldState extends SourceState {
  /** Whether what is not written to its end is not being written any more. */
  readonly brokeOff: boolean;
}

/** How a source stands, for an administrator: last good run, its age, what there is of it, and what is wrong. */
export function formatSourceState(state: ToldState, { timeZone, now }: FormatOptions): string {
  const { source, driver, isConfigured, syncedAt, updatingSince, brokeOff, lastGood, lastRun } = state;
  const lines = [
    syncedAt === null
      ? `${source} (${driver}): never synced`
      : `${source} (${driver}): last good ${tellMoment(syncedAt, timeZone)}, ${tellAge(syncedAt, now)} ago`,
  ];
  if (!isConfigured)
    lines.push(
      'It is not in the configuration any more; what the graph has of it stays as it is. People of it may not ask.',
    );
  const held = lastGood === null ? '' : countHeld(lastGood);
  if (held !== '') lines.push(`It holds ${held}.`);
  if (updatingSince !== null) {
    const since = tellMoment(updatingSince, timeZone);
    lines.push(
      brokeOff
        ? `The run that began ${since} broke off while it wrote, so a part of this may be as it was before; the next run completes it.`
        : `It is being updated since ${since}.`,
    );
  }
  if (lastRun !== null && lastRun.outcome !== 'done')
    lines.push(
      `The last run, ${tellMoment(lastRun.startedAt, timeZone)}: ${lastRun.outcome}. ${lastRun.message ?? ''}`.trimEnd(),
    );
  const { total, first } = lastRun?.problems ?? { total: 0, first: [] };
  if (total > 0) lines.push(`The last run set aside ${total === 1 ? '1 thing' : `${total} things`}:`);
  for (const { place, message } of first.slice(0, shownProblems)) lines.push(`  ${place}: ${message}`);
  if (total > shownProblems)
    lines.push(`  and ${total - shownProblems} more; "orgwise runs ${source}" shows them`);
  return `${lines.join('\n  ')}\n`;
}

function countHeld({ counts }: PastRun): string {
  return kinds
    .flatMap(([kind, name]) => {
      const count = counts[kind];
      return count === undefined ? [] : [`${count.created + count.changed + count.unchanged} ${name}`];
    })
    .join(', ');
}

/** How far passages are read by a model and embedded, below what is said of sources or runs: a line each, where it is configured. */
export function formatPassages(work: readonly PassageWork[], { timeZone }: FormatOptions): string {
  const lines = work.map((one) => {
    const { part, message } = formatPassageWork(one, (at) => tellMoment(at, timeZone));
    return `${part}: ${message}\n`;
  });
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

/** Runs as a table, a line each. */
export function formatRunList(runs: readonly PastRun[], { timeZone }: FormatOptions): string {
  if (runs.length === 0) return 'No run is recorded yet; "orgwise sync" makes the first.\n';
  const rows = runs.map((run) => [
    run.id,
    tellMoment(run.startedAt, timeZone),
    run.outcome,
    sumUpChanges(run),
    run.problems.total === 0 ? '' : `${run.problems.total} set aside`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

function sumUpChanges({ counts }: PastRun): string {
  const sums = { created: 0, changed: 0, deleted: 0 };
  for (const [kind] of kinds) {
    sums.created += counts[kind]?.created ?? 0;
    sums.changed += counts[kind]?.changed ?? 0;
    sums.deleted += counts[kind]?.deleted ?? 0;
  }
  return `+${sums.created} ~${sums.changed} -${sums.deleted}`;
}

/** One run in full. */
export function formatRun(run: PastRun, { timeZone }: FormatOptions): string {
  const seconds = ((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1);
  return `${run.id}: ${run.outcome}\nBegan ${tellMoment(run.startedAt, timeZone)}, took ${seconds} s.\n${formatOutcome(run)}`.trimEnd();
}
