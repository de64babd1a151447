import type { Reply } from '../reply.ts';

/** What was shown to one person alone, by process: as long as it would be made from the same, it is not made again. */
export interface ShownAlone {
  /**
   * @param key whose card, and which.
   * @param data tells apart the states of the graph; whatever was made from another one is forgotten.
   * @param reader tells apart all else that the reply depends on: rights, the day, the reader's language and zone.
   * @param make throws, or gives no answer, where nothing is to be kept.
   */
  show(key: string, data: string, reader: string, make: () => Promise<Reply>): Promise<Reply>;
}

/** Answers; the oldest go first. */
const mostKept = 500;

/** What a model failed at is noted, and may go better the next time. */
const isToKeep = (reply: Reply): boolean =>
  reply.kind === 'answer' && (reply.answer.model !== undefined || (reply.answer.notes ?? []).length === 0);

/**
 * Teams draws the card of whoever asked anew each time that it comes into view. Without this, a look at a channel would cost an
 * answer a card, a model's too, and what a model said could be said otherwise the next time.
 */
export function createShownAlone(): ShownAlone {
  const kept = new Map<string, { readonly reader: string; readonly reply: Promise<Reply> }>();
  let latest = '';
  return {
    async show(key, data, reader, make) {
      if (data !== latest) kept.clear();
      latest = data;
      const before = kept.get(key);
      if (before?.reader === reader) return await before.reply;
      const entry = { reader, reply: make() };
      kept.delete(key);
      kept.set(key, entry);
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      const forget = (): void => {
        if (kept.get(key) === entry) kept.delete(key);
      };
      try {
        const reply = await entry.reply;
        if (!isToKeep(reply)) forget();
        return reply;
      } catch (error) {
        forget();
        throw error;
      }
    },
  };
}
