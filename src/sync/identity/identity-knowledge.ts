import type { IdentityPair } from './person-claim.ts';
import type { Succession } from './successions.ts';

/** A line of a file that says whose an account is. */
export interface VerifiedAccount {
  readonly source: string;
  /** A key, login or id in that source. */
  readonly account: string;
  /** An address, or `SOURCE:KEY`, or a key that only one person has. */
  readonly person: string;
  readonly place: string;
}

/** What is known of who is who, beside what sources say. */
export interface IdentityKnowledge {
  /** Names of the sources; what the first of them says of a person goes before what others say. */
  readonly order: readonly string[];
  readonly accounts: readonly VerifiedAccount[];
  readonly decisions: readonly IdentityPair[];
  /** Records that their sources lost, and whose history went on with another one of the same person. */
  readonly succeeded: readonly Pick<Succession, 'claim' | 'heir'>[];
}

export const nothingKnown: IdentityKnowledge = {
  order: [],
  accounts: [],
  decisions: [],
  succeeded: [],
};
