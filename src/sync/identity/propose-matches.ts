import { hash } from 'node:crypto';
import { foldText } from '../../graph/fold-text.ts';
import { accountId, type PersonClaim, pairKey } from './person-claim.ts';

/** Something that speaks for two claims being one person's. A name is needed, and something beside it. */
export interface Evidence {
  readonly kind: 'name' | 'login' | 'team' | 'location';
  /** What both have, or how each has it. */
  readonly text: string;
}

export interface IdentityProposal {
  /** The same for the same pair. */
  readonly id: string;
  /** Id of a claim or an account, and of the claim that it may be the same person as. */
  readonly one: string;
  readonly other: string;
  readonly names: readonly [string, string];
  readonly evidence: readonly Evidence[];
  /** Where the first stands in its source. */
  readonly place: string;
}

/** Somebody whom a source speaks of, and of whom it is not known who it is. */
export interface UnknownAccount {
  readonly source: string;
  /** What the source calls them: a login, an id, a name. */
  readonly key: string;
  /** The name that the service shows, which its owner may change. */
  readonly name?: string;
  readonly location?: string;
  /** Teams whose things they have to do with. */
  readonly teams: readonly string[];
  readonly place: string;
}

/**
 * Which people an unknown account may be, and which claims of different sources may be one person's: those whose names agree, where
 * something beside the name does too.
 *
 * @param claims in the order of their sources: what a later one says is proposed for the person of an earlier one.
 * @param options.personOf as `matchPeople` gives it.
 * @param options.isSettled whether somebody has decided on a pair.
 */
export function proposeMatches(
  accounts: readonly UnknownAccount[],
  claims: readonly PersonClaim[],
  options: {
    readonly personOf: ReadonlyMap<string, string>;
    readonly isSettled: (one: string, other: string) => boolean;
  },
): IdentityProposal[] {
  const byName = indexNames(claims);
  const proposals: IdentityProposal[] = [];
  const seen = new Set<string>();
  const propose = (one: UnknownAccount, id: string, name: string): void => {
    for (const claim of findCandidates(one, byName)) {
      const isSame = (options.personOf.get(id) ?? id) === (options.personOf.get(claim.id) ?? claim.id);
      const key = pairKey(id, claim.id);
      if (claim.source === one.source || isSame || seen.has(key) || options.isSettled(id, claim.id)) continue;
      const evidence = compare(one, claim);
      if (!evidence.some(({ kind }) => kind === 'name') || evidence.length < 2) continue;
      seen.add(key);
      const pair = { one: id, other: claim.id, names: [name, claim.name] as const, evidence };
      proposals.push({ id: hash('sha1', key).slice(0, 8), ...pair, place: one.place });
    }
  };
  for (const account of accounts)
    propose(account, accountId(account.source, account.key), account.name ?? account.key);
  for (const { id, source, key, name, location, teams, place, email } of claims.toReversed()) {
    if (place === null) continue;
    const login = email?.split('@')[0] ?? key;
    const own = { source, key: login, name, teams, place, ...(location !== null && { location }) };
    propose(own, id, name);
  }
  return proposals.sort((one, other) => (one.id < other.id ? -1 : 1));
}

function compare(account: UnknownAccount, claim: PersonClaim): Evidence[] {
  const evidence: Evidence[] = [];
  const names = [claim.name, ...claim.aliases];
  const spelt = names.find((name) => isSameName(account.name ?? account.key, name));
  const shaped = names.find((name) => shapesOf(name).has(lettersOf(account.key)));
  if (spelt !== undefined || shaped !== undefined)
    evidence.push({ kind: 'name', text: spelt ?? shaped ?? claim.name });
  const logins = [claim.key, ...(claim.email === null ? [] : [claim.email.split('@')[0] ?? ''])];
  const login = logins.find((one) => lettersOf(one) !== '' && lettersOf(one) === lettersOf(account.key));
  // A login that spells the name says nothing beside it, unless the name is told elsewhere too.
  if (login !== undefined) evidence.push({ kind: 'login', text: login });
  else if (spelt !== undefined && shaped !== undefined && account.name !== undefined)
    evidence.push({ kind: 'login', text: account.key });
  const team = claim.teams.find((one) => account.teams.some((other) => foldText(other) === foldText(one)));
  if (team !== undefined) evidence.push({ kind: 'team', text: team });
  if (account.location !== undefined && claim.location !== null)
    if (foldText(account.location) === foldText(claim.location))
      evidence.push({ kind: 'location', text: claim.location });
  return evidence;
}

type NameIndex = ReadonlyMap<string, readonly PersonClaim[]>;

function indexNames(claims: readonly PersonClaim[]): NameIndex {
  const index = new Map<string, PersonClaim[]>();
  for (const claim of claims) {
    const forms = [claim.name, ...claim.aliases].flatMap((name) => [wordsOf(name), ...shapesOf(name)]);
    for (const form of new Set(forms)) {
      const found = index.get(form);
      if (found === undefined) index.set(form, [claim]);
      else found.push(claim);
    }
  }
  return index;
}

function findCandidates({ key, name }: UnknownAccount, index: NameIndex): Set<PersonClaim> {
  const forms = [wordsOf(name ?? key), lettersOf(key)];
  return new Set(forms.flatMap((form) => index.get(form) ?? []));
}

/** Both names have the same words, in any order. */
function isSameName(one: string, other: string): boolean {
  return wordsOf(one) !== '' && wordsOf(one) === wordsOf(other);
}

function wordsOf(name: string): string {
  const words = foldText(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.sort().join(' ');
}

function lettersOf(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** How logins are made of a name: anasilva, silvaana, asilva, silvaa, anas. A name of one word has none. */
function shapesOf(name: string): ReadonlySet<string> {
  const words = foldText(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < 2) return new Set();
  const [initial = '', ending = ''] = [first[0], last[0]];
  const shapes = [first + last, last + first, initial + last, last + initial, first + ending, words.join('')];
  return new Set(shapes.map(lettersOf));
}
