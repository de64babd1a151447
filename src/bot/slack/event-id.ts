import { z } from 'zod';
import type { OverheardWords } from './followed-threads.ts';
import { readChange } from './read-change.ts';
import { readFollowUp } from './read-follow-up.ts';

/** What the adapter reads of a request's body before Bolt does; Slack's own types say the rest. */
const bodySchema = z.object({
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
  command: z.string().optional(),
  user_id: z.string().optional(),
  user: z.object({ id: z.string() }).optional(),
  type: z.string().optional(),
  event: z
    .object({
      type: z.string(),
      channel: z.string().optional(),
      ts: z.string().optional(),
      thread_ts: z.string().optional(),
      user: z.string().optional(),
      subtype: z.string().optional(),
      bot_id: z.string().optional(),
      channel_type: z.string().optional(),
    })
    .optional(),
});

export interface SlackEvent {
  /** Slack's id, which retries carry too: of the event, else of the command or the button that was pressed. */
  readonly id: string;
  /** Where the answer stands in the open, for a mention or a direct message. */
  readonly place: { readonly channel: string; readonly ts: string; readonly threadTs: string | null } | null;
  /** Who waits for an answer; absent where nobody can be said to. */
  readonly asker?: string;
  /** For what names nobody: it is for the bot only where it goes on with an answer. */
  readonly overheard?: OverheardWords;
}

/** What people do with buttons and forms ("Interaction payloads"). */
const askingTypes = new Set<string | undefined>(['block_actions', 'message_action', 'view_submission']);

/** Events that are answered by no message. */
const silentTypes = new Set([
  'app_home_opened',
  'app_uninstalled',
  'link_shared',
  'member_joined_channel',
  'tokens_revoked',
]);

/** Subtypes of what people say; the others tell of edits and deletions, which `readChange` reads, and of joins. */
const spokenSubtypes = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast']);

/**
 * What somebody wants of the bot, or null for what needs no answer: the words of bots (our own among them), edits and
 * deletions of what was not for the bot, and a channel's messages but those that may go on with a question, as those to the bot come as mentions too.
 */
export function readEvent(body: unknown): SlackEvent | null {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return null;
  const { event_id, trigger_id, event, command, type, user_id, user: presser } = parsed.data;
  if (event === undefined) {
    const isAsked = command !== undefined || askingTypes.has(type);
    if (!isAsked || trigger_id === undefined) return null;
    const asker = user_id ?? presser?.id;
    return { id: trigger_id, place: null, ...(asker === undefined ? {} : { asker }) };
  }
  const { channel, ts, thread_ts, user, subtype, bot_id, channel_type } = event;
  if (silentTypes.has(event.type)) return event_id === undefined ? null : { id: event_id, place: null };
  const changed = readChange(body);
  if (changed !== null && event_id !== undefined) {
    const { channel: where, ts: asked, threadTs: thread, change, isMaybe } = changed;
    return {
      id: event_id,
      place: change === 'edited' ? { channel: where, ts: asked, threadTs: thread } : null,
      ...(change === 'edited' && !isMaybe ? { asker: changed.user } : {}),
      ...(isMaybe ? { overheard: { ...changed, threadTs: thread ?? asked, isChange: true } } : {}),
    };
  }
  const followUp = readFollowUp(body);
  if (followUp !== null && event_id !== undefined)
    return { id: event_id, place: followUp, overheard: { ...followUp, isChange: false } };
  const isForBot = event.type === 'app_mention' || (event.type === 'message' && channel_type === 'im');
  if (!isForBot || event_id === undefined || channel === undefined || ts === undefined) return null;
  if (user === undefined || bot_id !== undefined || !spokenSubtypes.has(subtype)) return null;
  const threadTs = thread_ts ?? (event.type === 'app_mention' ? ts : null);
  return { id: event_id, place: { channel, ts, threadTs }, asker: user };
}
