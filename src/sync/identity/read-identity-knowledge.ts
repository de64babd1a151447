import type { SyncDeps } from '../sync-deps.ts';
import { decisionsInForce, readDecisions } from './identity-decisions.ts';
import type { IdentityKnowledge } from './identity-knowledge.ts';
import { readSuccessions } from './successions.ts';

/** What people have said of who is who, as it is at the beginning of a run. */
export async function readIdentityKnowledge(
  deps: Pick<SyncDeps, 'state' | 'connectors' | 'accounts'>,
): Promise<IdentityKnowledge> {
  const decisions = decisionsInForce(await readDecisions(deps.state));
  return {
    order: deps.connectors.map(({ source }) => source),
    accounts: (await deps.accounts?.()) ?? [],
    succeeded: (await readSuccessions(deps.state)).map(({ claim, heir }) => ({ claim, heir })),
    decisions: decisions.map(({ one, other, isSame }) => ({ one, other, isSame })),
  };
}
