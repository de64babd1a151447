import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';

const kind = 'teams_person';

/** Somebody who has not written for that long is met anew, in ms. */
const lifeMs = 90 * 24 * 3_600_000;

/** Written again no more often than that, in ms, where nothing changed. */
const againMs = 24 * 3_600_000;

const mostRemembered = 5000;

const schema = z.object({
  email: z.string().min(1),
  /** Their own chat with the bot, where messages may be sent that answer nothing; the library's reference. */
  chat: z.custom<Partial<ConversationReference>>().optional(),
});

export type MetPerson = z.infer<typeof schema>;

/** People who wrote to the bot, by their Entra object id; shared by all replicas. */
export interface MetPeople {
  find(aadObjectId: string): Promise<MetPerson | null>;
  /** @param chat where it is known; else the one that was known stays. */
  remember(aadObjectId: string, email: string, chat?: Partial<ConversationReference>): Promise<void>;
}

export function createMetPeople(records: RecordStore): MetPeople {
  const written = new Map<string, { readonly json: string; readonly at: number }>();

  async function find(aadObjectId: string): Promise<MetPerson | null> {
    const json = await records.readRecord(kind, aadObjectId);
    const parsed = json === null ? null : schema.safeParse(JSON.parse(json));
    return parsed?.success ? parsed.data : null;
  }

  return {
    find,
    async remember(aadObjectId, email, chat) {
      const json = JSON.stringify({ email, chat });
      const last = written.get(aadObjectId);
      if (last?.json === json && last.at > Date.now() - againMs) return;
      const known = chat === undefined ? await find(aadObjectId) : null;
      const kept = known?.chat === undefined ? json : JSON.stringify({ email, chat: known.chat });
      await records.writeRecord(kind, aadObjectId, kept, lifeMs);
      written.delete(aadObjectId);
      written.set(aadObjectId, { json, at: Date.now() });
      const oldest = written.keys().next().value;
      if (written.size > mostRemembered && oldest !== undefined) written.delete(oldest);
    },
  };
}
