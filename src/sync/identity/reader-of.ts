import { addressKey } from '../../access/principals.ts';
import type { Identities } from './identities.ts';
import { accountId, type PersonClaim } from './person-claim.ts';

export interface KnownReaders {
  readonly claims: readonly PersonClaim[];
  /** Those that stand beside the node of another one, first comes first. */
  readonly beside: readonly PersonClaim[];
  /** Account to node. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly personOf: (id: string) => string;
  /** Whether a claim is an account of which it is not known whose it is. */
  readonly isNobody: (id: string) => boolean;
}

/**
 * Whom the readers of a source's rules mean. `user:…` is what people or the source itself call somebody; `account:…` is a name
 * within the source, which counts by what is known of that account and by a record of the same source alone.
 */
export function createReaderOf(known: KnownReaders): Identities['readerOf'] {
  const { claims, beside, accounts, personOf, isNobody } = known;
  const names = new Map<string, string>();
  for (const { id, email } of beside) {
    names.set(addressKey(id), personOf(id));
    if (email !== null) names.set(addressKey(email), personOf(id));
  }
  const nameIn = (source: string, name: string): string => `${source} ${addressKey(name)}`;
  const own = new Map(beside.map(({ id, source, key }) => [nameIn(source, key), personOf(id)]));
  const first = new Map(
    claims.flatMap(({ id, source, key }) =>
      personOf(id) === id && !isNobody(id) ? [[nameIn(source, key), id] as const] : [],
    ),
  );
  return (source, reader) => {
    const [, kind = '', name] = /^\s*(user|account):(.*)$/is.exec(reader) ?? [];
    if (name === undefined) return reader;
    const within = accounts.get(accountId(source, name)) ?? own.get(nameIn(source, name));
    const person =
      kind.toLowerCase() === 'account'
        ? (within ?? first.get(nameIn(source, name)))
        : (within ?? names.get(addressKey(name)));
    return person === undefined ? reader : `user:${person}`;
  };
}
