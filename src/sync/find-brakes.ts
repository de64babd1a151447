import type { ErasedPeople } from '../access/erased-people.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { askWithheld } from './ask-withheld.ts';
import { findCollapse } from './check-collapse.ts';
import { findErrorGrowth } from './find-error-growth.ts';
import { recordId } from './node-ids.ts';
import type { ComparedRead } from './plan-sync.ts';
import type { SyncOptions } from './sync-deps.ts';

export interface BrakeOptions {
  /** Share of a kind's nodes, 0 to 1. */
  readonly maxDeletedShare: number;
  /** Share of a source's records, 0 to 1, by which those set aside may be more than in its last good run. */
  readonly maxErrorShare: number;
  /** Goes on where records are gone. */
  readonly acceptDeletions: boolean;
  /** The run that somebody approved, and what it may take; undefined where nobody did. */
  readonly approved: SyncOptions['approved'];
  readonly erased: ErasedPeople;
  readonly signal: AbortSignal;
}

/**
 * The sources of which nothing is to be written until somebody has looked.
 *
 * @returns `stopped`: by source, the sentence that says why; `reads`: as they came, and what is there still of what is not listed.
 */
export async function findBrakes(
  graph: Pick<GraphStore, 'keys' | 'readNodes'>,
  reads: readonly ComparedRead[],
  options: BrakeOptions,
): Promise<{ readonly stopped: ReadonlyMap<string, string>; readonly reads: readonly ComparedRead[] }> {
  const stopped = new Map<string, string>();
  const asked: ComparedRead[] = [];
  for (const read of reads) {
    const found = await findBrake(graph, read, options);
    asked.push(found.read);
    if (found.reason !== null) stopped.set(read.connector.source, found.reason);
  }
  return { stopped, reads: asked };
}

async function findBrake(
  graph: Pick<GraphStore, 'keys' | 'readNodes'>,
  read: ComparedRead,
  options: BrakeOptions,
): Promise<{ readonly read: ComparedRead; readonly reason: string | null }> {
  // An incomplete fetch deletes nothing.
  if (!read.fetched.complete) return { read, reason: null };
  const growth = await findErrorGrowth(graph, read, options.maxErrorShare, options.approved?.run);
  if (growth !== null || options.acceptDeletions) return { read, reason: growth };
  const asked = await askWithheld(read, presentOf(read), options);
  // What went is known of an approved plan, whatever the source says of it; what it says is there still, stays all the same.
  if (options.approved !== undefined) return { read: asked.read, reason: null };
  if (asked.reason !== null) return asked;
  const { connector, stored } = asked.read;
  const collapse = findCollapse(connector.source, presentOf(asked.read), stored, options.maxDeletedShare);
  return { read: asked.read, reason: collapse };
}

function presentOf({ connector, fetched, stays }: ComparedRead): ReadonlySet<string> {
  const read = fetched.records.map(({ kind, key }) => recordId(kind, connector.source, key));
  return new Set([...read, ...stays]);
}
