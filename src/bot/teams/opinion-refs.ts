import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';
import type { Reply } from '../reply.ts';

const kind = 'teams_opinion';

/** As long as the buttons themselves work, in ms. */
const lifeMs = 7 * 24 * 3_600_000;

const schema = z.object({ up: z.string(), down: z.string() });

/** The references of a reply's buttons for opinions, where Teams draws its own under the message. */
export interface OpinionRefs {
  /** Does nothing for a reply that nobody can have an opinion of. */
  remember(conversationId: string, messageId: string, reply: Reply): Promise<void>;
  find(conversationId: string, messageId: string, opinion: 'up' | 'down'): Promise<string | null>;
}

export function createOpinionRefs(records: RecordStore): OpinionRefs {
  const idOf = (conversationId: string, messageId: string): string => `${conversationId} ${messageId}`;
  return {
    async remember(conversationId, messageId, reply) {
      const refs = opinionRefsOf(reply);
      if (refs === null) return;
      await records.writeRecord(kind, idOf(conversationId, messageId), JSON.stringify(refs), lifeMs);
    },
    async find(conversationId, messageId, opinion) {
      const json = await records.readRecord(kind, idOf(conversationId, messageId));
      const parsed = json === null ? null : schema.safeParse(JSON.parse(json));
      return parsed?.success ? parsed.data[opinion] : null;
    },
  };
}

/** Null where there is nothing to have an opinion of. */
export function opinionRefsOf({ actions = [] }: Reply): z.infer<typeof schema> | null {
  const refOf = (wanted: string): string | undefined => actions.find((one) => one.kind === wanted)?.ref;
  const [up, down] = [refOf('feedback_up'), refOf('feedback_down')];
  return up === undefined || down === undefined ? null : { up, down };
}
