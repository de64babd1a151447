import type { IncomingMessage as HttpRequest, ServerResponse } from 'node:http';
import type { Finding } from '../operations/finding.ts';
import type { IncomingMessage, Sender } from './message.ts';
import type { Reply } from './reply.ts';

/** What an adapter calls with each message; it never throws. */
export type OnMessage = (message: IncomingMessage, watch?: ReplyWatch) => Promise<Reply>;

/** Who waits for a reply. */
export interface ReplyWatch {
  /** Is told in the asker's words what is being done, such as "looking at 12 tasks…"; for a status or a stream. */
  readonly onProgress?: (text: string) => void;
  /**
   * Is told the beginning of the answer's text while it is written, as far as it is verified; each time all of it so far. Where the
   * answer comes out otherwise after all, its own text counts.
   */
  readonly onText?: (text: string) => void;
}

/** A chat platform: turns its events into messages and replies into its own form. */
export interface BotAdapter {
  readonly name: string;
  /** Begins to take messages; resolves when it can. */
  start(onMessage: OnMessage): Promise<void>;
  /** Takes no more messages, and resolves when those that were taken are answered. */
  stop(): Promise<void>;
  /** What the HTTP server must hand to it; it listens on no port of its own then. */
  readonly routes?: readonly HttpRoute[];
  /**
   * Answers an event whose replica died before it did. It may have been answered all the same, just before: the adapter
   * looks into the thread for the event's answer first.
   *
   * @param payload what the adapter itself gave to the inbox with the event.
   * @throws where nothing could be said: it is tried again then.
   */
  resume?(eventId: string, payload: unknown): Promise<void>;
  /** Is told of an event that is tried no more, so that whoever asked learns of it when they can be told anything. */
  giveUp?(eventId: string, payload: unknown): Promise<void>;
  /**
   * Says something unasked in a channel that the bot is in.
   *
   * @param channel as the platform names it.
   * @throws what the platform answers where it does not take it.
   */
  post?(channel: string, text: string): Promise<void>;
  /** Who reads a channel, as named for `post`; absent where the platform does not tell, and then least rights are used. */
  listeners?(channel: string): Promise<readonly Sender[]>;
  /** What is reachable and granted, and what is wrong; asks the platform. */
  examine?(): Promise<readonly Finding[]>;
}

export interface HttpRoute {
  /** ANY leaves it to the route which ones it takes. */
  readonly method: 'GET' | 'POST' | 'ANY';
  /** Whole path, without a query. */
  readonly path: string;
  /** Whether all paths below it are the route's too. */
  readonly below?: boolean;
  /** Answers the request; the body has not been read. */
  handle(request: HttpRequest, response: ServerResponse): void | Promise<void>;
}
