import { compareReads } from '../compare-reads.ts';
import type { FormerKeys } from '../moved/former-keys.ts';
import {
  type ComparedRead,
  type PlanOptions,
  planSync,
  type SourceRead,
  type SyncPlan,
} from '../plan-sync.ts';
import type { SyncDeps } from '../sync-deps.ts';
import { applyMoves } from './apply-moves.ts';
import type { IdentityKnowledge } from './identity-knowledge.ts';
import type { IdentityMove } from './rekey-relationship.ts';

/**
 * Carries out what a plan says of people who are another one's now, and plans the rest as the graph is then.
 *
 * @param before how many problems each source had before it was planned.
 */
export async function movePeople(
  { graph, state, log }: Pick<SyncDeps, 'graph' | 'state' | 'log'>,
  plan: SyncPlan,
  options: {
    readonly reads: readonly SourceRead[];
    readonly planning: PlanOptions;
    readonly before: readonly number[];
    /** Keys that tasks had before they moved. */
    readonly former: FormerKeys;
    /** How long what somebody loses is kept, in ms. */
    readonly keepMs: number;
    readonly changedAt: string;
    readonly beforeBatch: () => void;
  },
): Promise<{ readonly compared: readonly ComparedRead[]; readonly plan: SyncPlan }> {
  const { reads, planning, before } = options;
  const units = [...plan.sources.values()].flatMap(({ nodes }) => nodes?.units ?? []);
  const nodes = new Map(units.flatMap(({ upserts }) => upserts.map((node) => [node.id, node] as const)));
  await applyMoves(graph, state, plan.moves, {
    ...{ nodes, today: planning.today, order: planning.identity.order },
    ...options,
  });
  const gone = new Set(planning.identity.succeeded.map(({ claim }) => claim));
  for (const { claim, from, to, heir } of plan.moves) {
    if (heir !== undefined)
      log.info({ claim, from, to }, 'A person whom a source lost goes on as another source has them');
    else if (gone.has(claim))
      log.info({ claim, from, to }, 'A person goes on no longer as another source has them');
  }
  for (const [index, { problems }] of reads.entries()) problems.rewind(before[index] ?? 0);
  const compared = await compareReads(graph, reads, options.former);
  const identity = {
    ...planning.identity,
    succeeded: succeededAfter(planning.identity.succeeded, plan.moves),
  };
  return { compared, plan: await planSync(graph, compared, { ...planning, identity }) };
}

/** Records that are gone, and with which their people go on, once these moves are made. */
function succeededAfter(
  before: IdentityKnowledge['succeeded'],
  moves: readonly IdentityMove[],
): IdentityKnowledge['succeeded'] {
  const moved = new Set(moves.map(({ claim }) => claim));
  return [
    ...before.filter(({ claim }) => !moved.has(claim)),
    ...moves.flatMap(({ claim, heir }) => (heir === undefined ? [] : [{ claim, heir }])),
  ];
}
