/**
 * State that is not knowledge: leases, the inbox of events, conversations. Out of reach of any query. It lies on the
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
   * Notes an event of a chat platform.
   *
   * @returns false where it was noted before: a retry, or another replica has it.
   */
  receiveEvent(id: string): Promise<boolean>;

  readConversation(id: string): Promise<string | null>;
  /** @param json what the conversation remembers; forgotten after `ttlMs`. */
  writeConversation(id: string, json: string, ttlMs: number): Promise<void>;

  close(): Promise<void>;
}

export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly token: number;
  /** Instant. */
  readonly expiresAt: string;
}
