import type { Identities } from './identities.ts';
import type { IdentityKnowledge } from './identity-knowledge.ts';
import { pairKey } from './person-claim.ts';
import { type IdentityProposal, proposeMatches, type UnknownAccount } from './propose-matches.ts';

/** What of a run is left for somebody to say. */
export function proposeIdentities(
  unknown: readonly UnknownAccount[],
  { claims, people }: Pick<Identities, 'claims' | 'people'>,
  { decisions }: IdentityKnowledge,
): IdentityProposal[] {
  const decided = new Set(decisions.map(({ one, other }) => pairKey(one, other)));
  const isSettled = (one: string, other: string): boolean => decided.has(pairKey(one, other));
  return proposeMatches(unknown, claims, { personOf: people, isSettled });
}
