import type { RespondFn } from '@slack/bolt';
import type { AnswerPlace } from './answer-place.ts';

/** What "and Ben?" refers back to: a thread, a chat, or what one person sees of a channel. */
export function conversationIdOf(teamId: string | undefined, channel: string, part?: string): string {
  return `slack:${teamId ?? ''}:${channel}${part === undefined ? '' : `:${part}`}`;
}

/** A message of the platform: its `ts` is its id in its channel. */
export function messageIdOf(teamId: string | undefined, channel: string, ts: string): string {
  return `${teamId ?? ''}:${channel}:${ts}`;
}

/** Sends by a response URL, into the thread where there is one. @throws RespondError of Bolt */
export function respondBy(respond: RespondFn, threadTs?: string): NonNullable<AnswerPlace['respond']> {
  return ({ text, blocks }, to) =>
    respond({
      response_type: to === 'asker' ? 'ephemeral' : 'in_channel',
      replace_original: false,
      text,
      ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    });
}
