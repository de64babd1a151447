import type { GraphStore } from '../../graph/graph-store.ts';
import type { RecordStore } from '../../state/state-store.ts';
import { keepNode } from '../keep-deleted.ts';
import { rekeyRelationship } from './rekey-relationship.ts';
import { forgetSuccession, readSuccessions } from './successions.ts';

/**
 * Keeps what led to and from nodes that are about to be deleted for the records as well that went on with them before: whichever
 * source has the person again first, the history is there.
 *
 * @param ids of the nodes.
 */
export async function keepHeirs(
  graph: Pick<GraphStore, 'relationshipsOf' | 'readNodes'>,
  state: Pick<RecordStore, 'listRecords' | 'writeRecord' | 'deleteRecord'>,
  ids: readonly string[],
  options: { readonly today: string; readonly keepMs: number },
): Promise<void> {
  const going = new Set(ids);
  const successions = (await readSuccessions(state)).filter(({ heir }) => going.has(heir));
  for (const [heir, all] of Map.groupBy(successions, (one) => one.heir)) {
    const history = await graph.relationshipsOf([heir]);
    for (const { claim: to } of all) {
      const own = history.flatMap((one) => {
        const claims = [heir, ...all.map(({ claim }) => claim)];
        return claims.flatMap((claim) => rekeyRelationship(one, { claim, from: heir, to }) ?? []).slice(0, 1);
      });
      if (own.length > 0) await keepNode(graph, state, to, own, options);
      await forgetSuccession(state, to);
    }
  }
}
