import type { ReadingRule, RecordName } from '../../connectors/connector.ts';
import type { ErasedPeople } from '../access/erased-people.ts';
import { staysOf } from './compare-reads.ts';
import { claimOfIdentity } from './identity/person-claim.ts';
import { nameOfRecordId, recordId } from './node-ids.ts';
import type { ComparedRead } from './plan-sync.ts';
import { readWithoutErased } from './without-erased.ts';

/**
 * Records that the credential may no longer see look like deleted ones; some services tell the difference when asked.
 * One that fails to say is not believed to have deleted them.
 *
 * @param present ids of the nodes of records that the source has.
 * @returns `reason`: the sentence that says why the source stops, null where it may go on; `read`: what was read, and
 *   beside it what is there still and stays, for those who may see it now.
 */
export async function askWithheld(
  read: ComparedRead,
  present: ReadonlySet<string>,
  options: { readonly erased: ErasedPeople; readonly signal: AbortSignal },
): Promise<{ readonly read: ComparedRead; readonly reason: string | null }> {
  const { connector, stored } = read;
  if (connector.findWithheld === undefined) return { read, reason: null };
  const gone = [...stored.nodes.keys()].flatMap((id): RecordName[] => {
    const record = claimOfIdentity(id) ?? id;
    const name = present.has(record) ? null : nameOfRecordId(record);
    return name === null ? [] : [name];
  });
  if (gone.length === 0) return { read, reason: null };
  try {
    const withheld = await connector.findWithheld(gone, { signal: options.signal });
    if (withheld === null) return { read, reason: null };
    if (typeof withheld === 'string')
      return { read, reason: `${withheld} Nothing of the source was written.` };
    read.problems.add({ place: connector.source, message: withheld.message });
    return { read: readWithoutErased(withStill(read, withheld.still), options.erased), reason: null };
  } catch (error) {
    options.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return {
      read,
      reason: `The source '${connector.source}' no longer lists ${gone.length} records that the graph has, and could not say whether they are gone: ${reason} Nothing of it was written.`,
    };
  }
}

/** They stay as what was set aside does, though nothing is wrong with them. */
function withStill(
  read: ComparedRead,
  still: readonly (RecordName & { readonly readers?: ReadingRule })[],
): ComparedRead {
  const { setAside } = read.fetched;
  const ids = new Set(setAside.ids);
  const rules = new Map(setAside.rules);
  for (const { kind, key, readers } of still) {
    const id = recordId(kind, read.connector.source, key);
    ids.add(id);
    if (kind === 'task' || kind === 'article') rules.set(id, readers ?? null);
  }
  const fetched = { ...read.fetched, setAside: { ...setAside, ids, rules } };
  return { ...read, fetched, stays: staysOf({ ...read, fetched }, read.stored) };
}
