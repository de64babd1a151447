import type { IncomingMessage } from './message.ts';
import type { Reply } from './reply.ts';

/** A chat platform: turns its events into messages and replies into its own form. */
export interface BotAdapter {
  readonly name: string;
  /** Begins to take messages; resolves when it can. */
  start(onMessage: (message: IncomingMessage) => Promise<Reply>): Promise<void>;
  stop(): Promise<void>;
}
