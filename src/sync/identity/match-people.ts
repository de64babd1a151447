import { addressKey } from '../../access/principals.ts';
import { type IdentityPair, type PersonClaim, pairKey } from './person-claim.ts';

export interface MatchedPeople {
  /** Claim to the claim that its person's node is of, itself where there is no better one. */
  readonly personOf: ReadonlyMap<string, string>;
  /** Claims of one source that have the same address, and are not known to be one person's. */
  readonly shared: readonly { readonly email: string; readonly claims: readonly PersonClaim[] }[];
}

/**
 * Which claims are one person's: those of which somebody said so, and those of different sources with the same address. An
 * address that one source gives two people names neither of them. Names alone never match.
 *
 * @param options.order names of sources; the node of a person is that of the first of them which has the person.
 * @param options.held claims whose source is not read this time, to the claim that their node is of: they stay where they are.
 */
export function matchPeople(
  claims: readonly PersonClaim[],
  pairs: readonly IdentityPair[],
  options: { readonly order: readonly string[]; readonly held: ReadonlyMap<string, string> },
): MatchedPeople {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const groups = new Map(claims.map(({ id }) => [id, new Set([id])]));
  const apart = new Set(pairs.filter(({ isSame }) => !isSame).map(({ one, other }) => pairKey(one, other)));
  for (const [id, person] of options.held) join(id, person);
  for (const { one, other, isSame } of pairs) if (isSame) join(one, other);
  const shared: { email: string; claims: PersonClaim[] }[] = [];
  const byAddress = Map.groupBy(
    claims.filter(({ email }) => email !== null && email.trim() !== ''),
    ({ email }) => addressKey(email ?? ''),
  );
  for (const [email, all] of byAddress) {
    const ambiguous = [...Map.groupBy(all, ({ source }) => source).values()].filter(
      (own) => new Set(own.map(({ id }) => groups.get(id))).size > 1,
    );
    for (const own of ambiguous) shared.push({ email, claims: own });
    if (ambiguous.length === 0) for (const one of all) for (const other of all) join(one.id, other.id);
  }
  const personOf = new Map<string, string>();
  for (const group of new Set(groups.values())) {
    const candidates = [...group].filter((id) => (options.held.get(id) ?? id) === id).sort(byRank);
    const [person] = candidates;
    for (const id of group) personOf.set(id, options.held.get(id) ?? person ?? id);
  }
  return { personOf, shared };

  function join(one: string, other: string): void {
    const [first, second] = [groups.get(one), groups.get(other)];
    if (first === undefined || second === undefined || first === second) return;
    for (const id of first) for (const else_ of second) if (apart.has(pairKey(id, else_))) return;
    for (const id of second) {
      first.add(id);
      groups.set(id, first);
    }
  }

  function byRank(one: string, other: string): number {
    return rankOf(one) - rankOf(other) || (one < other ? -1 : 1);
  }

  function rankOf(id: string): number {
    const at = options.order.indexOf(byId.get(id)?.source ?? '');
    return at === -1 ? options.order.length : at;
  }
}
