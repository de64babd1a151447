import type { Reply } from '../reply.ts';
import { isDirect } from './read-message.ts';
import type { SlackMessage } from './render-blocks.ts';

/** Where an answer goes. */
export interface AnswerPlace {
  readonly channel: string;
  readonly threadTs: string | undefined;
  /**
   * Where an answer for the asker alone goes: Slack shows none in a thread in which nothing has been said yet
   * ("chat.postEphemeral").
   */
  readonly privateThreadTs: string | undefined;
  /** Who asked, whom alone a private answer is shown to. */
  readonly user: string;
  /** The workspace of whoever asked, where their question is a message. */
  readonly team?: string;
  /** Marks an open answer, so that it is found again. */
  readonly eventId: string;
  /** What the answer belongs to is shown to the asker alone: a command, a button of a private answer. */
  readonly isHidden: boolean;
  /** The message that asks, where there is one. */
  readonly questionTs?: string;
  /** What was asked, as Slack has it, where it is written: by it the language of the first word of progress is known. */
  readonly words?: string;
  /** By which its answer is found when it is edited or deleted. */
  readonly messageId?: string;
  /** When it was edited (`edited.ts`), where it was. */
  readonly editedTs?: string;
  /** It may be a remark, for which nothing is shown before it is known that it is none. */
  readonly isOverheard?: true;
  /** The response URL of a command or a button: it reaches places that the bot is no member of. */
  readonly respond?: (message: SlackMessage, to: 'asker' | 'channel') => Promise<unknown>;
}

/** Whether a reply is shown to its asker alone. In direct messages only what a button says of itself need be. */
export function isHiddenReply(place: AnswerPlace, reply: Reply): boolean {
  const { channel, isHidden, respond } = place;
  if (isDirect(channel)) return isHidden || (respond !== undefined && reply.kind === 'text');
  return reply.visibleTo === 'asker' || (isHidden && reply.visibleTo !== 'channel');
}
