import type { Fingerprints } from '../graph/changes.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { claimOfIdentity, identityId } from './identity/person-claim.ts';
import { findMoved } from './moved/find-moved.ts';
import { type FormerKeys, tellFormerKeys, withMoved } from './moved/former-keys.ts';
import { idsOfMoved, renameStored } from './moved/rename-stored.ts';
import { nameOfRecordId, recordId } from './node-ids.ts';
import type { ComparedRead, SourceRead } from './plan-sync.ts';

/**
 * What the sources gave, beside what the graph holds of each: tasks and pages that moved stand there under the keys that they have now.
 *
 * @param former keys that tasks had before they moved, as the state has them.
 */
export async function compareReads(
  graph: Pick<GraphStore, 'fingerprints'>,
  reads: readonly SourceRead[],
  former: FormerKeys,
): Promise<ComparedRead[]> {
  const found = await Promise.all(
    reads.map(async (read) => {
      const stored = await graph.fingerprints(read.connector.source);
      return { read, stored, moved: findMoved(read, stored) };
    }),
  );
  const all = found.flatMap(({ moved }) => moved);
  const keys = withMoved(
    former,
    all.filter(({ kind }) => kind === 'task'),
  );
  const ids = idsOfMoved(
    all,
    found.map(({ stored }) => stored),
  );
  return found.map(({ read: { fetched, ...read }, moved, ...before }) => {
    const stored = renameStored(before.stored, ids);
    const records = tellFormerKeys(read.connector.source, fetched.records, keys);
    const told = { ...read, fetched: { ...fetched, records } };
    return { ...told, stored, moved, stays: staysOf(told, stored) };
  });
}

/** What was set aside, and, where only changes were read, all that the source neither changed nor deleted. */
export function staysOf(
  { connector, fetched }: Pick<SourceRead, 'connector' | 'fetched'>,
  stored: Fingerprints,
): ReadonlySet<string> {
  if (fetched.isWhole) return withIdentities(fetched.setAside.ids);
  const changed = new Set(fetched.records.map(({ kind, key }) => recordId(kind, connector.source, key)));
  const stays = new Set(fetched.setAside.ids);
  for (const node of stored.nodes.keys()) {
    const id = claimOfIdentity(node) ?? node;
    if (nameOfRecordId(id) === null || changed.has(id) || fetched.gone.has(id)) continue;
    if (fetched.same === null || fetched.same.has(id)) stays.add(id);
  }
  return withIdentities(stays);
}

/** A person's record may be a node of its own, or stand beside another one. */
function withIdentities(ids: ReadonlySet<string>): ReadonlySet<string> {
  const people = [...ids].filter((id) => nameOfRecordId(id)?.kind === 'employee');
  return new Set([...ids, ...people.map(identityId)]);
}

/** Ids of the nodes of records, those that stand beside another one's among them, that the graph has of a source. */
export async function readKnownRecords(
  graph: Pick<GraphStore, 'fingerprints'>,
  source: string,
): Promise<ReadonlySet<string>> {
  const { nodes } = await graph.fingerprints(source);
  return new Set([...nodes.keys()].map((node) => claimOfIdentity(node) ?? node));
}
