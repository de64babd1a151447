import type { Problem } from '../../../connectors/connector.ts';
import { addressKey } from '../../access/principals.ts';
import { recordId } from '../node-ids.ts';
import type { IdentityKnowledge, VerifiedAccount } from './identity-knowledge.ts';
import { accountId, type IdentityPair, type PersonClaim, pairKey, readClaimId } from './person-claim.ts';

/**
 * The pairs that people vouch for: what administrators decided, then the map of accounts, where it says nothing that was decided
 * otherwise. A line of the map that names nobody is a problem of its source.
 *
 * @param heirs claims that are gone, to those with which their people go on.
 */
export function resolveAccounts(
  claims: readonly PersonClaim[],
  { accounts, decisions }: Pick<IdentityKnowledge, 'accounts' | 'decisions'>,
  heirs: ReadonlyMap<string, string> = new Map(),
): { readonly pairs: readonly IdentityPair[]; readonly problems: ReadonlyMap<string, readonly Problem[]> } {
  const pairs = [...decisions];
  const problems = new Map<string, Problem[]>();
  const decided = new Set(decisions.map(({ one, other }) => pairKey(one, other)));
  // An account is one person's: a decision goes before the map.
  const taken = new Set(decisions.filter(({ isSame }) => isSame).flatMap(({ one, other }) => [one, other]));
  const ids = new Set(claims.map(({ id }) => id));
  if (accounts.length === 0) return { pairs, problems };
  const named = indexPeople(claims, heirs);
  for (const line of accounts) {
    const people = named(line.person);
    const record = recordId('employee', line.source, line.account);
    const one = ids.has(record) ? record : accountId(line.source, line.account);
    const [person, another] = people;
    if (person === undefined || another !== undefined) {
      const own = problems.get(line.source) ?? [];
      problems.set(line.source, own);
      own.push({ place: line.place, message: tellUnresolved(line, people.length) });
    } else if (person !== one && !decided.has(pairKey(one, person)) && !(one !== record && taken.has(one)))
      pairs.push({ one, other: person, isSame: true });
  }
  return { pairs, problems };
}

function tellUnresolved({ account, source, person }: VerifiedAccount, found: number): string {
  const fault = found === 0 ? 'nobody is known by that address or key' : 'several are; write SOURCE:KEY';
  return `The account '${account}' of '${source}' is said to be '${person}', but ${fault}.`;
}

function indexPeople(
  claims: readonly PersonClaim[],
  heirs: ReadonlyMap<string, string>,
): (text: string) => readonly string[] {
  const byText = new Map<string, Set<string>>();
  for (const [gone, heir] of heirs) {
    const { source = '', key = '' } = readClaimId(gone) ?? {};
    byText.set(addressKey(`${source}:${key}`), new Set([heir]));
  }
  for (const { id, source, key, email } of claims)
    for (const text of [`${source}:${key}`, key, ...(email === null ? [] : [email])])
      byText.set(addressKey(text), (byText.get(addressKey(text)) ?? new Set()).add(id));
  const byEmail = Map.groupBy(
    claims.filter(({ email }) => email !== null),
    ({ email }) => addressKey(email ?? ''),
  );
  return (text) => {
    const found = [...(byText.get(addressKey(text)) ?? [])];
    const same = byEmail.get(addressKey(text)) ?? [];
    const [first] = same;
    // The same address in different sources is one person; in one source it is nobody.
    const isOne = first !== undefined && new Set(same.map(({ source }) => source)).size === same.length;
    return isOne && found.every((id) => same.some((claim) => claim.id === id)) ? [first.id] : found;
  };
}
