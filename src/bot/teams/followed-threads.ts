import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';
import type { TeamsPlace, TeamsQuestion } from './teams-event.ts';
import { messageIdOf } from './to-message.ts';

/** What the app asks its owners for, so that Teams tells it all that is said where it was added ("Receive all conversation messages"). */
export const heardPermissions = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'] as const;

const threadKind = 'teams_thread';
const followedKind = 'teams_followed';

/** How long a thread may be gone on with, in ms; as long as edits are followed. */
const threadMs = 2 * 24 * 3_600_000;

/** A group chat is one thread, where the next topic comes soon. */
const chatMs = 10 * 60_000;

const schema = z.object({ asker: z.string() });

/**
 * Threads in which the bot spoke last, and to whom: what that person writes next is for it too. Shared by all replicas;
 * of what is said to others, nothing is kept.
 */
export interface FollowedThreads {
  /** The bot has answered there, where all could see it. */
  open(place: TeamsPlace): Promise<void>;
  /**
   * Something was said there without a mention of the bot. Nothing that comes after it is for the bot, until it speaks again.
   *
   * @returns whether it goes on with what the bot said last.
   */
  hear(question: TeamsQuestion): Promise<boolean>;
  /** Something was said there to somebody else. */
  close(conversationId: string): Promise<void>;
  /** Whether a message was taken as a question without a mention. */
  wasFollowed(messageId: string): Promise<boolean>;
}

export function createFollowedThreads(records: RecordStore): FollowedThreads {
  async function close(conversationId: string): Promise<void> {
    if ((await records.readRecord(threadKind, conversationId)) !== null)
      await records.deleteRecord(threadKind, conversationId);
  }

  return {
    async open({ reference: { conversation }, sender }) {
      if (conversation === undefined) return;
      const lifeMs = conversation.conversationType === 'channel' ? threadMs : chatMs;
      await records.writeRecord(threadKind, conversation.id, JSON.stringify({ asker: sender.id }), lifeMs);
    },
    async hear(question) {
      const id = question.reference.conversation?.id ?? '';
      const json = await records.readRecord(threadKind, id);
      if (json === null) return false;
      const isAskers = schema.safeParse(JSON.parse(json)).data?.asker === question.sender.id;
      // Noted first: delivered again, it is the same question, and the inbox knows it.
      if (isAskers) await records.writeRecord(followedKind, messageIdOf(question), '{}', threadMs);
      await records.deleteRecord(threadKind, id);
      return isAskers;
    },
    close,
    wasFollowed: async (messageId) => (await records.readRecord(followedKind, messageId)) !== null,
  };
}
