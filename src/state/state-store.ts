import type { ScrubOutcome } from '../operations/scrub-database.ts';

/**
 * State that is not knowledge: leases, the inbox of events, conversations, sums. Out of reach of any query. It lies on the
 * same engine as the graph, in tables of its own.
 */
export interface StateStore {
  migrate(): Promise<void>;

  /**
   * Takes a lease, by the database's clock. Whoever writes under it passes `token`, which grows with every taking, so
   * that a holder that slept past the end is told apart.
   *
   * @param ttlMs life in ms; the lease ends by itself after a crash.
   * @returns null where somebody else holds it.
   */
  acquireLease(name: string, holder: string, ttlMs: number): Promise<Lease | null>;
  /** @returns false where the lease was lost in the meantime. */
  renewLease(lease: Lease, ttlMs: number): Promise<boolean>;
  releaseLease(lease: Lease): Promise<void>;

  /**
   * Notes an event of a chat platform, before it is acknowledged, and takes it for `holder`. Its id is remembered for two
   * days, longer than any platform retries.
   *
   * @param ttlMs how long the holder has until others may take it over, in ms, by the database's clock.
   * @returns false where it was noted before: a retry, or another replica has it.
   */
  receiveEvent(event: InboxEvent, holder: string, ttlMs: number): Promise<boolean>;
  /** The event was answered, or the asker was told why not: its payload is forgotten, its id is not. */
  finishEvent(id: string): Promise<void>;
  /** @returns false where somebody else has taken it over, or it was finished. */
  renewEvent(id: string, holder: string, ttlMs: number): Promise<boolean>;
  /**
   * Takes over unfinished events whose holder's time has run out, the oldest first; each goes to one replica.
   *
   * @param beginnings of the ids of events that it can work on; any where absent.
   */
  takeOverEvents(
    holder: string,
    ttlMs: number,
    limit: number,
    beginnings?: readonly string[],
  ): Promise<readonly InboxEvent[]>;

  readConversation(id: string): Promise<string | null>;
  /** @param json what the conversation remembers; forgotten after `ttlMs`. */
  writeConversation(id: string, json: string, ttlMs: number): Promise<void>;
  /**
   * Writes only where the conversation still is what was read, so that of two messages at once neither loses its turn.
   *
   * @param expected what `readConversation` gave, null included.
   * @returns false where somebody else wrote in between; nothing is written then.
   */
  swapConversation(id: string, expected: string | null, json: string, ttlMs: number): Promise<boolean>;

  /** A record of a kind: a person's settings, what buttons stand for, feedback. Null where there is none, or it ran out. */
  readRecord(kind: string, id: string): Promise<string | null>;
  /** @param ttlMs null keeps it until it is deleted. */
  writeRecord(kind: string, id: string, json: string, ttlMs: number | null): Promise<void>;
  deleteRecord(kind: string, id: string): Promise<void>;
  /** The records of a kind, the latest written first. */
  listRecords(kind: string, limit: number): Promise<readonly StateRecord[]>;
  /**
   * The records of a kind in the order of their ids, page by page.
   *
   * @param after id of the last record of the page before; '' for the first one.
   */
  scanRecords(kind: string, after: string, limit: number): Promise<readonly StateRecord[]>;
  countRecords(kind: string): Promise<number>;

  /**
   * Forgets whatever tells of somebody: every record and conversation, and what an event says, with one of these texts in its id
   * or its JSON, in any case of its letters. Of a conversation the whole is forgotten: what it says follows from what was said.
   *
   * @param sparing beginnings of the kinds of records that stay whatever they say: what others pushed or decided.
   * @returns how many it were.
   */
  forgetMentions(texts: readonly string[], sparing?: readonly string[]): Promise<number>;

  /** Overwrites what was deleted or changed in the engine's files, as far as it lets us. */
  scrub(): Promise<ScrubOutcome>;

  /**
   * Adds to a running sum that all replicas share; it begins at nothing.
   *
   * @param amount nothing, to read it; less than nothing, to take away.
   * @param ttlMs the sum is forgotten so long after it last changed.
   * @returns the sum with it.
   */
  addToSum(name: string, amount: number, ttlMs: number): Promise<number>;

  close(): Promise<void>;
}

/** The part that keeps records. */
export type RecordStore = Pick<StateStore, 'readRecord' | 'writeRecord' | 'deleteRecord' | 'listRecords'>;

export interface StateRecord {
  readonly id: string;
  readonly json: string;
  /** Instant, by the database's clock. */
  readonly writtenAt: string;
}

/** An event of a chat platform that waits for its answer. */
export interface InboxEvent {
  /** The platform's own id, which its retries carry too, with the platform's name before it. */
  readonly id: string;
  /** JSON: all that is needed to answer it on another replica. */
  readonly payload: string;
}

export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly token: number;
  /** Instant. */
  readonly expiresAt: string;
}
