/** What adapters turn a platform's events into. */
export interface IncomingMessage {
  /** Unique on its platform, so that a delivery that is repeated is answered once. */
  readonly id: string;
  readonly platform: 'slack' | 'teams' | 'web' | 'terminal';
  readonly kind: 'mention' | 'direct' | 'command';
  /** Without the mention of the bot; for a command, what follows its name. */
  readonly text: string;
  /** `whois`, `tasks` …, for `kind: 'command'`. */
  readonly command?: string;
  /** Thread or chat the message belongs to: what "and Ben?" refers back to. */
  readonly conversationId: string;
  readonly sender: Sender;
  /** Members who will see the answer, for a channel; the asker alone where absent. */
  readonly audience?: readonly Sender[];
}

/** Who somebody is on a platform; `access` finds the employee. */
export interface Sender {
  /** The platform's own id of the account. */
  readonly accountId: string;
  readonly email?: string;
  /** The local operator, who is not an employee and sees all. Terminal only. */
  readonly operator?: true;
}
