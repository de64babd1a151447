import type { Reply } from '../reply.ts';

/** What was shown to one person alone, by process: as long as it would be made from the same, it is not made again. */
export interface ShownAlone {
  /**
   * @param key whose card, and which.
   * @param madeFrom tells apart whatever the reply depends on: rights, data, the day, the reader's language and zone.
   * @param make throws, or gives no answer, where nothing is to be kept.
   */
  show(key: string, madeFrom: string, make: () => Promise<Reply>): Promise<Reply>;
}

/** Answers; the oldest go first. */
const mostKept = 500;

/**
 * Teams draws the card of whoever asked anew each time that it comes into view. Without this, a look at a channel would cost an
 * answer a card, a model's too, and what a model said could be said otherwise the next time.
 */
export function createShownAlone(): ShownAlone {
  const kept = new Map<string, { readonly madeFrom: string; readonly reply: Promise<Reply> }>();
  return {
    async show(key, madeFrom, make) {
      const before = kept.get(key);
      if (before?.madeFrom === madeFrom) return await before.reply;
      const entry = { madeFrom, reply: make() };
      kept.delete(key);
      kept.set(key, entry);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      const forget = (): void => {
        if (kept.get(key) === entry) kept.delete(key);
      };
      try {
        const reply = await entry.reply;
        if (reply.kind !== 'answer') forget();
        return reply;
      } catch (error) {
        forget();
        throw error;
      }
    },
  };
}
