import type { Referable } from '../reference-index.ts';
import type { PersonClaim } from './person-claim.ts';

/** Who is who in a run. */
export interface Identities {
  /** The node of a claim's or an account's person; the id itself for everything else. */
  personOf(id: string): string;
  /** Claims that stand beside the node of another one, in the order in which they may complete it, by that node. */
  readonly absorbed: ReadonlyMap<string, readonly PersonClaim[]>;
  /** Accounts of which it is known whose they are, by source: keys. */
  readonly accounts: ReadonlyMap<string, readonly string[]>;
  /** What the texts of references may call these claims and accounts. */
  readonly referables: readonly Referable[];
  /** Relationships that the record of a person's own node states, in the words of records; by that node. */
  readonly stated: ReadonlyMap<string, ReadonlySet<string>>;
  /** A reader of a rule of a source, as the node that it means; an account of which it is not known whose it is stays one, and is nobody. */
  readerOf(source: string, reader: string): string;
  readonly claims: readonly PersonClaim[];
  /** Claim to node, of all claims. */
  readonly people: ReadonlyMap<string, string>;
}
