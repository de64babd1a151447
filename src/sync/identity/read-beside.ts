import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { claimOfIdentity } from './person-claim.ts';

/** The accounts and further records of a person, and what they are called there. */
export async function readBeside(graph: Pick<GraphStore, 'relationshipsOf' | 'readNodes'>, id: string) {
  const known = (await graph.relationshipsOf([id])).filter(({ type }) => type === 'KNOWN_AS');
  const found = await graph.readNodes(
    known.map(({ to }) => to),
    operatorViewer,
  );
  return {
    nodes: found.map((one) => one.id),
    claims: found.flatMap((one) => claimOfIdentity(one.id) ?? []),
    keys: found.map((one) => one.key),
    addresses: found.flatMap(({ extra: { email } }) => email ?? []),
    names: found.flatMap(({ extra: { name, aliases } }) => [name ?? [], aliases?.split('\n') ?? []].flat()),
  };
}
