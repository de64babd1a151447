import type { IdentityKnowledge } from './identity-knowledge.ts';
import { type IdentityPair, type PersonClaim, pairKey, readClaimId } from './person-claim.ts';

/** With whom people go on whose source lost them. */
export interface Heirs {
  /** A claim that is gone, to one of the same person that is there. */
  readonly heirs: ReadonlyMap<string, string>;
  /** Claims that were beside one that is gone, and stay one person. */
  readonly kin: readonly IdentityPair[];
  /** Claims that are gone and had gone on with another, of which somebody says now that it is another person. */
  readonly parted: ReadonlySet<string>;
}

export interface ClaimsSoFar {
  /** Those that are there, read or held. */
  readonly claims: readonly PersonClaim[];
  /** Claim to the node of its person in the graph; completed by claims that went on with another before. */
  readonly stored: Map<string, string>;
  /** Claims whose source is not read; those whose node goes are let go. */
  readonly held: Map<string, string>;
}

/**
 * Finds who goes on with whom: the node of a person is of the first source that has the person. Where that source loses them
 * and another has them still, they are that one's from now on, with their history, until the first has them again. An account
 * alone makes nobody an employee, and so goes on with nobody.
 */
export function findHeirs(
  { claims, stored, held }: ClaimsSoFar,
  { order, decisions, succeeded }: Pick<IdentityKnowledge, 'order' | 'decisions' | 'succeeded'>,
): Heirs {
  const present = new Map(claims.map((claim) => [claim.id, claim]));
  const apart = new Set(
    decisions.filter(({ isSame }) => !isSame).map(({ one, other }) => pairKey(one, other)),
  );
  const rankOf = ({ source }: PersonClaim): number => {
    const at = order.indexOf(source);
    return at === -1 ? order.length : at;
  };
  const heirs = new Map<string, string>();
  const kin: IdentityPair[] = [];
  const beside = Map.groupBy(claims, ({ id }) => stored.get(id) ?? '');
  for (const [id, node] of [...stored]) {
    if (id !== node || present.has(id) || readClaimId(id)?.kind !== 'employee') continue;
    const members = beside.get(id) ?? [];
    const [heir] = members
      .filter((one) => !one.isAccount && !apart.has(pairKey(id, one.id)))
      .sort((one, other) => rankOf(one) - rankOf(other) || (one.id < other.id ? -1 : 1));
    if (heir === undefined) continue;
    heirs.set(id, heir.id);
    for (const member of members) {
      held.delete(member.id);
      if (member !== heir) kin.push({ one: heir.id, other: member.id, isSame: true });
    }
  }
  const parted = new Set<string>();
  const former = new Map(succeeded.map(({ claim, heir }) => [claim, heir]));
  for (const { claim } of succeeded) {
    if (stored.get(claim) === claim) continue;
    const heir = followHeirs(claim);
    const node = heir === undefined ? undefined : stored.get(former.get(claim) ?? heir);
    if (heir === undefined || node === undefined) continue;
    stored.set(claim, node);
    if (present.has(claim)) continue;
    if (apart.has(pairKey(claim, heir))) parted.add(claim);
    else heirs.set(claim, heir);
  }
  return { heirs, kin, parted };

  /** The one that is there by now: whom somebody went on with may have gone as well. */
  function followHeirs(claim: string): string | undefined {
    const seen = new Set<string>();
    let heir = former.get(claim);
    while (heir !== undefined && !present.has(heir) && !seen.has(heir)) {
      seen.add(heir);
      heir = heirs.get(heir) ?? former.get(heir);
    }
    return heir !== undefined && present.has(heir) ? heir : undefined;
  }
}
