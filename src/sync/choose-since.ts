import type { FetchedSource } from './fetch-source.ts';
import { type FetchCursor, type LastRun, version } from './settled-sources.ts';
import type { SourceReport } from './sync-report.ts';

export interface SinceOptions {
  /** Whether to read everything. */
  readonly full: boolean;
  /** From where on to read all sources, whatever their last run left. */
  readonly since?: string | undefined;
  /** Instant. */
  readonly now: string;
  /** After how long, in ms, a source is read whole again: which of its records are gone, few sources tell. */
  readonly fullEveryMs: number;
}

/** Where the fetch of each source may begin; those that are not in it are read whole. */
export function chooseSince(
  sources: readonly string[],
  last: ReadonlyMap<string, Pick<LastRun, 'cursor'>>,
  { full, since, now, fullEveryMs }: SinceOptions,
): Map<string, string> {
  const chosen = new Map<string, string>();
  if (full) return chosen;
  for (const source of sources) {
    const cursor = last.get(source)?.cursor;
    const isDue =
      cursor === undefined ||
      cursor.version !== version ||
      Date.parse(now) - Date.parse(cursor.wholeAt) >= fullEveryMs;
    const from = since ?? (isDue ? undefined : cursor.since);
    if (from !== undefined) chosen.set(source, from);
  }
  return chosen;
}

/** The cursor that a run leaves; that of the run before where this one did not come to its end. */
export function nextCursor(
  { isWhole, cursor }: FetchedSource,
  { outcome, startedAt }: Pick<SourceReport, 'outcome' | 'startedAt'>,
  options: { readonly last: FetchCursor | undefined; readonly isChosen: boolean },
): FetchCursor | undefined {
  // Where somebody chose the beginning, what changed before it is not known to have been read.
  if (outcome !== 'done' || (options.isChosen && !isWhole)) return options.last;
  if (cursor === undefined) return undefined;
  const wholeAt = isWhole ? startedAt : options.last?.wholeAt;
  return wholeAt === undefined ? undefined : { since: cursor, wholeAt, version };
}
