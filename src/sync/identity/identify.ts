import type { GraphStore } from '../../graph/graph-store.ts';
import { sealNode } from '../graph-records.ts';
import type { ComparedRead } from '../plan-sync.ts';
import type { Referable } from '../reference-index.ts';
import type { Heirs } from './find-heirs.ts';
import type { Identities } from './identities.ts';
import type { IdentityKnowledge } from './identity-knowledge.ts';
import { matchPeople } from './match-people.ts';
import { accountId, type PersonClaim, readClaimId } from './person-claim.ts';
import { readClaims } from './read-claims.ts';
import { createReaderOf } from './reader-of.ts';
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
  const { claims, stored, held, ...gone } = await readClaims(graph, reads, knowledge);
  const { pairs, problems } = resolveAccounts(claims, knowledge, gone.heirs);
  const { personOf: people, shared } = matchPeople(claims, [...pairs, ...gone.kin], {
    order: knowledge.order,
    held,
  });
  const known = new Set(pairs.filter(({ isSame }) => isSame).flatMap(({ one, other }) => [one, other]));
  for (const read of reads) {
    const { source } = read.connector;
    for (const problem of problems.get(source) ?? []) read.problems.add(problem);
    for (const { account, ...problem } of read.fetched.accounts)
      if (!known.has(accountId(source, account.key))) read.problems.add(problem);
    for (const { id, name, email, place, isAccount } of claims) {
      if (!isAccount || place === null || readClaimId(id)?.source !== source || people.get(id) !== id)
        continue;
      const fault =
        email === null ? 'it has no address' : `nobody of another source has the address ${email}`;
      read.problems.add({
        place,
        message: `The account of ${name} was left out: ${fault}; a map of accounts may say whose it is.`,
      });
    }
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
    for (const [account, named] of [[one, other] as const, [other, one] as const]) {
      const claim = people.has(named) ? named : (gone.heirs.get(named) ?? named);
      if (isSame && readClaimId(account)?.kind === 'account' && people.has(claim))
        accounts.set(account, people.get(claim) ?? claim);
    }
  const alone = new Set(
    claims.flatMap(({ id, isAccount }) => (isAccount && people.get(id) === id ? [id] : [])),
  );
  const isNobody = (id: string): boolean => alone.has(id);
  const personOf = (id: string): string =>
    people.get(id) ?? accounts.get(id) ?? people.get(gone.heirs.get(id) ?? '') ?? id;
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
        // Whoever has an account writes its name.
        names: claim.isAccount ? [] : [name, ...aliases],
      }),
    ),
    ...[...accounts.keys()].map((id): Referable => ({ ...nameless(id), isOnlyOwn: true })),
    // Others may call somebody by the key of a record that is gone.
    ...[...gone.heirs.keys()].map(nameless),
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
    readerOf: createReaderOf({ claims, beside, accounts, personOf, isNobody }),
    claims,
    people,
    moves: findMoves(stored, personOf, {
      ...{ held, heirs: gone.heirs, parted: gone.parted },
      back: new Set(knowledge.succeeded.map(({ claim }) => claim)),
      isPresent: (id) => people.has(id) && !isNobody(id),
    }).map((move) => withNode(move, claims)),
  };
}

function nameless(id: string): Referable {
  const { source = '', key = '' } = readClaimId(id) ?? {};
  return { id, label: 'Employee', source, key, names: [] };
}

/** The node of whom a person goes on with, by what is remembered of the claim: its own source may not be read this time. */
function withNode(move: IdentityMove, claims: readonly PersonClaim[]): IdentityMove {
  const claim = claims.find(({ id }) => id === move.to);
  if (claim === undefined || claim.place !== null) return move;
  const { id, source, key, name, aliases, fields } = claim;
  const properties = { ...fields, name, ...(aliases.length > 0 && { aliases: [...aliases] }) };
  return { ...move, node: sealNode({ id, label: 'Employee', source, key, properties }) };
}

/** Those whose person is another than the graph has it; a node goes after all that was stated by way of others has left it. */
function findMoves(
  stored: ReadonlyMap<string, string>,
  personOf: (id: string) => string,
  options: Pick<Heirs, 'heirs' | 'parted'> & {
    readonly held: ReadonlyMap<string, string>;
    /** Claims that were gone. */
    readonly back: ReadonlySet<string>;
    readonly isPresent: (claim: string) => boolean;
  },
): IdentityMove[] {
  const moves = [...stored].flatMap(([claim, from]): IdentityMove[] => {
    if (options.held.has(claim)) return [];
    const isAccount = readClaimId(claim)?.kind === 'account';
    if (!isAccount && !options.isPresent(claim)) {
      const heir = options.heirs.get(claim);
      if (options.parted.has(claim)) return [{ claim, from, to: null }];
      // A record that is gone, and that nobody else has, ends as any other does.
      if (heir === undefined || personOf(heir) === from) return [];
      return [{ claim, from, to: personOf(heir), heir }];
    }
    const to = personOf(claim);
    if (to === from) return [];
    const isSamePerson = options.heirs.has(from) || options.back.has(claim);
    return [{ claim, from, to: isAccount && to === claim ? null : to, isSamePerson }];
  });
  const isOfNode = ({ claim, from }: IdentityMove): number => (claim === from ? 1 : 0);
  return moves.sort((one, other) => isOfNode(one) - isOfNode(other));
}
