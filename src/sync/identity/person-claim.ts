/** What one source says of one person. Several claims may be of the same person. */
export interface PersonClaim {
  /** Id of the node that the record alone would be: `employee:SOURCE:KEY`. */
  readonly id: string;
  readonly source: string;
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly email: string | null;
  readonly location: string | null;
  readonly teams: readonly string[];
  /** What another claim's record may lack, by the names of the properties. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where it stands in its source; null where it comes from the graph. */
  readonly place: string | null;
}

/** Ids of two claims, or of an account and a claim, of which it is known whether they are one person's. */
export interface IdentityPair {
  readonly one: string;
  readonly other: string;
  readonly isSame: boolean;
}

/** Id of an account that no record stands for: `account:SOURCE:KEY`. */
export function accountId(source: string, key: string): string {
  return `account:${source}:${key}`;
}

/** What an id of a claim or an account says; null for ids of other things. */
export function readClaimId(
  id: string,
): { readonly kind: 'employee' | 'account'; readonly source: string; readonly key: string } | null {
  const [, kind, source = '', key = ''] = /^(employee|account):([^:]*):(.*)$/s.exec(id) ?? [];
  return kind === 'employee' || kind === 'account' ? { kind, source, key } : null;
}

/** The same pair has the same key, whichever way it is written. */
export function pairKey(one: string, other: string): string {
  return [one, other].sort().join('\n');
}

const prefix = 'identity:';

/** Id of the node that stands for a claim or an account beside its person. */
export function identityId(claim: string): string {
  return `${prefix}${claim}`;
}

/** Id of the claim or account that such a node stands for; null for other nodes. */
export function claimOfIdentity(id: string): string | null {
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}
