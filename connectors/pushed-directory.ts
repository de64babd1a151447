/** What an identity provider pushed for one source, as it is kept. */
export interface PushedDirectory {
  /** Instant of the last push; null where there was none yet. */
  lastPush(): Promise<string | null>;
  /** In an order of its own, which stays the same. */
  users(signal: AbortSignal): AsyncIterable<PushedResource>;
  groups(signal: AbortSignal): AsyncIterable<PushedResource>;
}

/** A person or a group, with attributes by the names of the SCIM schemas (RFC 7643). */
export interface PushedResource {
  readonly id: string;
  /** Instant. */
  readonly lastModified: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
