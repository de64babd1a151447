import { z } from 'zod';

const schema = z.object({
  event: z.object({
    type: z.literal('message'),
    channel_type: z.enum(['channel', 'group', 'mpim']),
    channel: z.string(),
    ts: z.string(),
    thread_ts: z.string(),
    user: z.string(),
    text: z.string(),
    subtype: z.undefined().optional(),
    bot_id: z.undefined().optional(),
  }),
});

/** What somebody wrote in a thread. */
export interface ThreadReply {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string;
  readonly user: string;
  readonly text: string;
}

/**
 * What may go on with a question in its thread without a mention, or null: it names nobody. Whether the bot answered that
 * person there, and spoke last, is to be looked up.
 */
export function readFollowUp(body: unknown): ThreadReply | null {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return null;
  const { channel, ts, thread_ts: threadTs, user, text } = parsed.data.event;
  if (ts === threadTs || text.trim() === '' || /<[@!]/.test(text)) return null;
  return { channel, ts, threadTs, user, text };
}
