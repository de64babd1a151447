import type { IdentityPair } from './person-claim.ts';

/** A line of a file that says whose an account is. */
export interface VerifiedAccount {
  readonly source: string;
  /** A key, login or id in that source. */
  readonly account: string;
  /** An address, or `SOURCE:KEY`, or a key that only one person has. */
  readonly person: string;
  readonly place: string;
}

/** What people have said of who is who. */
export interface IdentityKnowledge {
  /** Names of the sources; what the first of them says of a person goes before what others say. */
  readonly order: readonly string[];
  readonly accounts: readonly VerifiedAccount[];
  readonly decisions: readonly IdentityPair[];
}

export const nothingKnown: IdentityKnowledge = { order: [], accounts: [], decisions: [] };
