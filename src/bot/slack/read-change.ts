import { z } from 'zod';

const messageSchema = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  text: z.string().default(''),
  edited: z.object({ ts: z.string() }).optional(),
});

const schema = z.object({
  authorizations: z.array(z.object({ user_id: z.string() })).optional(),
  event: z.object({
    type: z.literal('message'),
    subtype: z.enum(['message_changed', 'message_deleted']),
    channel: z.string(),
    channel_type: z.string().optional(),
    message: messageSchema.optional(),
    previous_message: messageSchema.optional(),
  }),
});

/** A question that its asker has edited or deleted. */
export interface ChangedQuestion {
  readonly change: 'edited' | 'deleted';
  readonly channel: string;
  /** The question's own id, not that of the change. */
  readonly ts: string;
  readonly threadTs: string | null;
  readonly user: string;
  /** As it is now. */
  readonly text: string;
  readonly editedTs?: string;
  /** It was for the bot without a mention, and still names nobody, where it was at all: what an asker adds in a thread. */
  readonly isMaybe: boolean;
}

/**
 * What became of a question, or null where something else was changed: a message that was not for the bot, the words of a
 * bot, a link's preview that came to the same words. One that has replies is not deleted but made a "tombstone"
 * ("message_deleted", "message_changed" in Slack's reference of events).
 */
export function readChange(body: unknown): ChangedQuestion | null {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return null;
  const { event, authorizations } = parsed.data;
  const { previous_message: before, message: after, channel, subtype } = event;
  if (before?.user === undefined || before.bot_id !== undefined) return null;
  const mention = `<@${authorizations?.[0]?.user_id ?? ''}`;
  const isReply = before.thread_ts !== undefined && before.thread_ts !== before.ts;
  const isCertain = (text: string): boolean => event.channel_type === 'im' || text.includes(mention);
  const isForBot = (text: string): boolean => isCertain(text) || (isReply && !/<[@!]/.test(text));
  if (!isForBot(before.text)) return null;
  const { ts, thread_ts, user } = before;
  const threadTs = thread_ts ?? (event.channel_type === 'im' ? null : ts);
  const isMaybe = !isCertain(before.text) && !isCertain(after?.text ?? '');
  const question = { channel, ts, threadTs, user, isMaybe };
  const isGone = subtype === 'message_deleted' || after === undefined || after.subtype === 'tombstone';
  if (isGone || !isForBot(after.text)) return { ...question, change: 'deleted', text: '' };
  if (after.text === before.text) return null;
  const { text, edited } = after;
  return { ...question, change: 'edited', text, ...(edited === undefined ? {} : { editedTs: edited.ts }) };
}
