/** What is said around the answer to "what do you know about me?". */
export interface AboutMeWords {
  /** Others read the answer. */
  readonly onlyInPrivate: string;
  /** The local operator, who is nobody of the directory. */
  readonly nobody: string;
  head(name: string): string;
  readonly record: string;
  from(source: string): string;
  /** Accounts and records in other sources. */
  readonly accounts: string;
  /** What identity providers pushed. */
  readonly pushed: string;
  readonly history: string;
  period(from: string | null, to: string | null): string;
  readonly tasks: string;
  readonly reported: string;
  readonly pages: string;
  readonly mentions: string;
  more(count: number): string;
  readonly kept: string;
  readonly settings: string;
  replies(count: number): string;
  opinions(count: number): string;
  unanswered(count: number): string;
  sessions(count: number): string;
  platforms(count: number): string;
  identities(count: number): string;
  readonly conversations: string;
  readonly runs: string;
  readonly trail: string;
  /** What of others' things is not told. */
  readonly bounds: string;
}
