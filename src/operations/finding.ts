/** One thing that `orgwise doctor` and the start looked at. */
export interface Finding {
  /** What was looked at: `neo4j`, `slack`, `teams`, `model`, a source's name. */
  readonly part: string;
  readonly ok: boolean;
  /** One plain sentence: what was found. */
  readonly message: string;
  /** What to do, where it is not ok. */
  readonly remedy?: string;
}
