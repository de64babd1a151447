import type { GraphStore, StoredNode } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { AppError } from '../operations/app-error.ts';
import { mentionSource } from './node-ids.ts';
import type { SourceReport, SyncOutcome } from './sync-report.ts';

export interface PastRun
  extends Pick<
    SourceReport,
    'counts' | 'problems' | 'message' | 'kept' | 'movements' | 'since' | 'approved'
  > {
  /** Absent in runs from before this was noted. */
  readonly read?: SourceReport['read'];
  /** What an operator names it by: the source, `@` and when it began. */
  readonly id: string;
  readonly source: string;
  readonly outcome: SyncOutcome;
  readonly startedAt: string;
  readonly endedAt: string;
}

type HistoryReader = Pick<GraphStore, 'keys' | 'readNodes'>;

/** The id of a run of a source. */
export function runId(source: string, startedAt: string): string {
  return `${source}@${startedAt}`;
}

/**
 * The runs that are still recorded, the last one first; for the operator, since problems name records.
 *
 * @param source of this source alone; of all where absent.
 */
export async function readSyncHistory(graph: HistoryReader, source?: string): Promise<PastRun[]> {
  const keys = (await graph.keys('SyncRun')).filter(
    // Marks of how far texts were looked at are no runs; no source has a colon in its name.
    (run) =>
      run.source !== mentionSource &&
      !run.source.includes(':') &&
      (source === undefined || run.source === source),
  );
  const runs = await graph.readNodes(
    keys.map(({ id }) => id),
    operatorViewer,
  );
  return runs
    .map(toPastRun)
    .sort((one, other) =>
      one.startedAt === other.startedAt
        ? one.source.localeCompare(other.source)
        : one.startedAt < other.startedAt
          ? 1
          : -1,
    );
}

/**
 * One run, by its id or by the name of a source, which stands for its last one.
 *
 * @throws AppError `invalid_input` where none is recorded under that id.
 */
export async function readPastRun(graph: HistoryReader, id: string): Promise<PastRun> {
  const at = id.lastIndexOf('@');
  const runs = await readSyncHistory(graph, at === -1 ? id : id.slice(0, at));
  const run = at === -1 ? runs[0] : runs.find((one) => one.id === id);
  if (run === undefined)
    throw new AppError(
      'invalid_input',
      at === -1
        ? `No run of a source '${id}' is recorded; "orgwise runs" lists those that are.`
        : `No run '${id}' is recorded, of each source the last thirty are; "orgwise runs" lists them.`,
    );
  return run;
}

function toPastRun({ source, properties }: StoredNode): PastRun {
  const text = (name: string): string => String(properties[name] ?? '');
  const { counts, problems, message, kept, read, movements, since, approved } = JSON.parse(
    text('summary'),
  ) as PastRun;
  return {
    id: runId(source, text('startedAt')),
    source,
    counts,
    problems,
    ...(message !== undefined && { message }),
    ...(kept !== undefined && { kept }),
    ...(since !== undefined && { since }),
    ...(approved !== undefined && { approved }),
    ...(movements !== undefined && { movements }),
    ...(read !== undefined && { read }),
    outcome: text('outcome') as SyncOutcome,
    startedAt: text('startedAt'),
    endedAt: text('endedAt'),
  };
}
