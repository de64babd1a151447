import type { ErasedPeople } from '../access/erased-people.ts';
import { foldText } from '../graph/fold-text.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { recordId } from './node-ids.ts';
import type { SourceRead } from './plan-sync.ts';

/** Names are compared as tombstones compare them. */
export const nameKey = (name: string): string => foldText(name).replace(/^@/, '');

/**
 * Everybody who was erased, yielding to whoever is there: a name that a colleague has, in the graph or in what was just read, means
 * the colleague. Ids, keys and addresses stay taken.
 */
export async function yieldToPresent(
  erased: ErasedPeople,
  graph: Pick<GraphReader, 'names'>,
  reads: readonly SourceRead[],
): Promise<ErasedPeople> {
  if (erased.isEmpty) return erased;
  const present = new Set<string>();
  const add = (id: string, email: string | undefined, names: readonly string[]): void => {
    if (erased.byRecord(id, email) === null) for (const name of names) present.add(nameKey(name));
  };
  for (const { id, email, name, aliases } of await graph.names('Employee', operatorViewer))
    add(id, email ?? undefined, [name, ...aliases]);
  for (const { connector, fetched } of reads)
    for (const record of fetched.records)
      if (record.kind === 'employee' && record.isAccount !== true)
        add(recordId('employee', connector.source, record.key), record.email, [
          record.name,
          ...(record.aliases ?? []),
        ]);
  return { ...erased, byText: (text) => (present.has(nameKey(text)) ? null : erased.byText(text)) };
}
