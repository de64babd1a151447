import type { RecordName } from '../../connectors/connector.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { findCollapse } from './check-collapse.ts';
import { findErrorGrowth } from './find-error-growth.ts';
import { claimOfIdentity } from './identity/person-claim.ts';
import { nameOfRecordId, recordId } from './node-ids.ts';
import type { ComparedRead } from './plan-sync.ts';

export interface BrakeOptions {
  /** Share of a kind's nodes, 0 to 1. */
  readonly maxDeletedShare: number;
  /** Share of a source's records, 0 to 1, by which those set aside may be more than in its last good run. */
  readonly maxErrorShare: number;
  /** Goes on where records are gone. */
  readonly acceptDeletions: boolean;
  readonly signal: AbortSignal;
}

/** The sources of which nothing is to be written until somebody has looked, each with the sentence that says why. */
export async function findBrakes(
  graph: Pick<GraphStore, 'keys' | 'readNodes'>,
  reads: readonly ComparedRead[],
  options: BrakeOptions,
): Promise<ReadonlyMap<string, string>> {
  const brakes = new Map<string, string>();
  for (const read of reads) {
    // An incomplete fetch deletes nothing.
    if (!read.fetched.complete) continue;
    const { source } = read.connector;
    const present = new Set(read.fetched.records.map(({ kind, key }) => recordId(kind, source, key)));
    for (const id of read.stays) present.add(id);
    const reason =
      (await findErrorGrowth(graph, read, options.maxErrorShare)) ??
      (options.acceptDeletions
        ? null
        : ((await findWithheld(read, present, options.signal)) ??
          findCollapse(source, present, read.stored, options.maxDeletedShare)));
    if (reason !== null) brakes.set(source, reason);
  }
  return brakes;
}

/**
 * Records that the credential may no longer see look like deleted ones; some services tell the difference when asked.
 * One that fails to say is not believed to have deleted them.
 */
async function findWithheld(
  { connector, stored }: ComparedRead,
  present: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string | null> {
  if (connector.findWithheld === undefined) return null;
  const gone = [...stored.nodes.keys()].flatMap((id): RecordName[] => {
    const record = claimOfIdentity(id) ?? id;
    const name = present.has(record) ? null : nameOfRecordId(record);
    return name === null ? [] : [name];
  });
  if (gone.length === 0) return null;
  try {
    const withheld = await connector.findWithheld(gone, { signal });
    return withheld === null ? null : `${withheld} Nothing of the source was written.`;
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return `The source '${connector.source}' no longer lists ${gone.length} records that the graph has, and could not say whether they are gone: ${reason} Nothing of it was written.`;
  }
}
