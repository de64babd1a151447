import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { recordId } from '../node-ids.ts';
import { accountId, identityId } from './person-claim.ts';

/**
 * Whose records or accounts of a source these are, merged and decided on as every sync takes them.
 *
 * @returns ids of the people's nodes, by key; none for what is nobody's.
 */
export async function findAccountOwners(
  graph: Pick<GraphStore, 'readNodes' | 'relationshipsOf'>,
  source: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = keys.map((key) => {
    const record = recordId('employee', source, key);
    return { key, record, beside: [identityId(record), identityId(accountId(source, key))] };
  });
  const ids = asked.flatMap(({ record, beside }) => [record, ...beside]);
  const found = new Set((await graph.readNodes(ids, operatorViewer)).map(({ id }) => id));
  const beside = asked.flatMap((one) => one.beside).filter((id) => found.has(id));
  const known = beside.length === 0 ? [] : await graph.relationshipsOf(beside);
  const holders = new Map(known.flatMap(({ type, from, to }) => (type === 'KNOWN_AS' ? [[to, from]] : [])));
  return new Map(
    asked.flatMap((one) => {
      const owner = found.has(one.record) ? one.record : one.beside.flatMap((id) => holders.get(id) ?? [])[0];
      return owner === undefined ? [] : [[one.key, owner]];
    }),
  );
}
