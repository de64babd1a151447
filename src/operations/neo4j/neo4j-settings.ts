/** How a Neo4j server or cluster is reached. */
export interface Neo4jSettings {
  /** `bolt://`, `neo4j://` (routing), or either with `+s` (TLS) or `+ssc` (TLS, own certificate). */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}
