import { addressKey } from '../../access/principals.ts';
import type { GraphStore } from '../../graph/graph-store.ts';
import type { ComparedRead } from '../plan-sync.ts';
import type { Referable } from '../reference-index.ts';
import type { Identities } from './identities.ts';
import type { IdentityKnowledge } from './identity-knowledge.ts';
import { matchPeople } from './match-people.ts';
import { accountId, type PersonClaim, readClaimId } from './person-claim.ts';
import { readClaims } from './read-claims.ts';
import type { IdentityMove } from './rekey-relationship.ts';
import { resolveAccounts } from './resolve-accounts.ts';
import { statedByRecord, statedInGraph } from './stated-parts.ts';

/**
 * Who is who, by what the sources of a run, the graph and people say. Problems of the sources are told to them.
 *
 * @param reads the sources that go in.
 */
export async function identify(
  graph: Pick<GraphStore, 'names' | 'keys' | 'readNodes' | 'relationshipsOf'>,
  reads: readonly ComparedRead[],
  knowledge: IdentityKnowledge,
): Promise<Identities & { readonly moves: readonly IdentityMove[] }> {
  const { claims, stored, held } = await readClaims(graph, reads);
  const { pairs, problems } = resolveAccounts(claims, knowledge);
  const { personOf: people, shared } = matchPeople(claims, pairs, { order: knowledge.order, held });
  const known = new Set(pairs.filter(({ isSame }) => isSame).flatMap(({ one, other }) => [one, other]));
  for (const read of reads) {
    const { source } = read.connector;
    for (const problem of problems.get(source) ?? []) read.problems.add(problem);
    for (const { account, ...problem } of read.fetched.accounts)
      if (!known.has(accountId(source, account.key))) read.problems.add(problem);
    for (const { email, claims: own } of shared) {
      const [first] = own;
      if (first?.source !== source || first.place === null) continue;
      const who = own.map(({ key, name, place }) => `${name} (${key}${place === null ? '' : `, ${place}`})`);
      const message = `The address ${email} belongs to ${who.join(' and ')}; it names none of them until each has one of their own.`;
      read.problems.add({ place: first.place, message });
    }
  }
  const accounts = new Map<string, string>();
  for (const { one, other, isSame } of pairs)
    for (const [account, claim] of [[one, other] as const, [other, one] as const])
      if (isSame && readClaimId(account)?.kind === 'account' && people.has(claim))
        accounts.set(account, people.get(claim) ?? claim);
  const personOf = (id: string): string => people.get(id) ?? accounts.get(id) ?? id;
  const rank = ({ source }: PersonClaim): number => (knowledge.order.indexOf(source) + 1e6) % 1e6;
  const beside = claims
    .filter(({ id }) => personOf(id) !== id)
    .sort((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1));
  const absorbed = Map.groupBy(beside, ({ id }) => personOf(id));
  const referables = [
    ...beside.map(
      ({ name, aliases, ...claim }): Referable => ({
        ...claim,
        label: 'Employee',
        names: [name, ...aliases],
      }),
    ),
    ...[...accounts.keys()].map((id): Referable => {
      const { source = '', key = '' } = readClaimId(id) ?? {};
      return { id, label: 'Employee', source, key, names: [], isOnlyOwn: true };
    }),
  ];
  const read = new Set(
    reads.flatMap(({ connector: { source }, fetched }) =>
      fetched.records.map(({ kind, key }) => `${kind}:${source}:${key}`),
    ),
  );
  const records = reads.flatMap(({ connector: { source }, fetched }) =>
    statedByRecord(source, fetched.records),
  );
  const unread = [...absorbed.keys()].filter((id) => !read.has(id));
  return {
    personOf,
    absorbed,
    accounts: Map.groupBy(accounts.keys(), (id) => readClaimId(id)?.source ?? '') as Map<string, string[]>,
    referables,
    stated: new Map([
      ...records.filter(([id]) => absorbed.has(id) || personOf(id) !== id),
      ...(await statedInGraph(graph, unread)),
    ]),
    readerOf: createReaderOf(beside, accounts, personOf),
    claims,
    people,
    moves: findMoves(stored, personOf, { held, isPresent: (id) => people.has(id) }),
  };
}

/** Those whose person is another than the graph has it. */
function findMoves(
  stored: ReadonlyMap<string, string>,
  personOf: (id: string) => string,
  options: { readonly held: ReadonlyMap<string, string>; readonly isPresent: (claim: string) => boolean },
): IdentityMove[] {
  return [...stored].flatMap(([claim, from]): IdentityMove[] => {
    if (options.held.has(claim)) return [];
    const isAccount = readClaimId(claim)?.kind === 'account';
    // A record that is gone ends as any other does.
    if (!isAccount && !options.isPresent(claim)) return [];
    const to = personOf(claim);
    if (to === from) return [];
    return [{ claim, from, to: isAccount && to === claim ? null : to }];
  });
}

function createReaderOf(
  beside: readonly PersonClaim[],
  accounts: ReadonlyMap<string, string>,
  personOf: (id: string) => string,
): Identities['readerOf'] {
  const names = new Map<string, string>();
  for (const { id, email } of beside) {
    names.set(addressKey(id), personOf(id));
    if (email !== null) names.set(addressKey(email), personOf(id));
  }
  const own = new Map(beside.map(({ id, source, key }) => [`${source} ${addressKey(key)}`, personOf(id)]));
  return (source, reader) => {
    const [, name] = /^\s*user:(.*)$/is.exec(reader) ?? [];
    if (name === undefined) return reader;
    const person =
      accounts.get(accountId(source, name)) ??
      own.get(`${source} ${addressKey(name)}`) ??
      names.get(addressKey(name));
    return person === undefined ? reader : `user:${person}`;
  };
}
