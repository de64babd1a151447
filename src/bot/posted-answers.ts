import type { RecordStore } from '../state/state-store.ts';

/** How long an edit or a deletion of a question finds its answer, in ms. */
const lifeMs = 30 * 24 * 3_600_000;

/** Where answers were posted, so that they follow their questions; shared by all replicas. */
export interface PostedAnswers {
  /** @param address what the adapter needs to change the answer: JSON of its own. */
  remember(platform: string, messageId: string, address: string): Promise<void>;
  find(platform: string, messageId: string): Promise<string | null>;
  forget(platform: string, messageId: string): Promise<void>;
}

export function createPostedAnswers(state: RecordStore): PostedAnswers {
  const idOf = (platform: string, messageId: string): string => `${platform}:${messageId}`;
  return {
    remember: (platform, messageId, address) =>
      state.writeRecord('posted', idOf(platform, messageId), address, lifeMs),
    find: (platform, messageId) => state.readRecord('posted', idOf(platform, messageId)),
    forget: (platform, messageId) => state.deleteRecord('posted', idOf(platform, messageId)),
  };
}
