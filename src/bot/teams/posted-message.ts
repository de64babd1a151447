import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { PostedAnswers } from '../posted-answers.ts';

/** A message that the bot has sent, where it can be changed or taken away. */
export interface PostedMessage {
  /** The library's own. */
  readonly reference: Partial<ConversationReference>;
  readonly id: string;
}

const schema = z.array(
  z.object({
    reference: z.custom<Partial<ConversationReference>>(
      (value) => typeof value === 'object' && value !== null,
    ),
    id: z.string().min(1),
  }),
);

/** The messages that answer a question, by its message; shared by all replicas. */
export interface PostedMessages {
  /** None where nothing is known of it. */
  find(messageId: string): Promise<readonly PostedMessage[]>;
  /** Forgets it where there are none any more. */
  remember(messageId: string, messages: readonly PostedMessage[]): Promise<void>;
}

export function createPostedMessages(posted: PostedAnswers): PostedMessages {
  return {
    async find(messageId) {
      const json = await posted.find('teams', messageId);
      const parsed = json === null ? null : schema.safeParse(JSON.parse(json));
      return parsed?.success ? parsed.data : [];
    },
    async remember(messageId, messages) {
      if (messages.length === 0) await posted.forget('teams', messageId);
      else await posted.remember('teams', messageId, JSON.stringify(messages));
    },
  };
}
