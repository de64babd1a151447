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

/** Where the answer to a written question goes: into its thread, which it may be the first to be said in. */
export function placeOf({
  channel,
  user,
  ts,
  threadTs,
}: {
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
}): Omit<AnswerPlace, 'eventId'> {
  const privateThreadTs = threadTs === ts ? undefined : threadTs;
  return { channel, user, questionTs: ts, threadTs, privateThreadTs, isHidden: false };
}

/** A place where nothing is said in a thread, as the thread of the message that a reply is to stand below. */
export function placeBelow<Place extends Pick<AnswerPlace, 'channel' | 'threadTs'>>(
  place: Place,
  messageId: string | undefined,
): Place {
  const [, channel, ts] = messageId?.split(':') ?? [];
  const isHere = channel === place.channel && place.threadTs === undefined;
  return isHere && ts !== undefined ? { ...place, threadTs: ts } : place;
}

/** Sends by a response URL, into the place's threads where there are any. @throws RespondError of Bolt */
export function respondBy(
  respond: RespondFn,
  { threadTs, privateThreadTs }: Pick<AnswerPlace, 'threadTs' | 'privateThreadTs'>,
): NonNullable<AnswerPlace['respond']> {
  return ({ text, blocks }, to) => {
    const thread = to === 'asker' ? privateThreadTs : threadTs;
    return respond({
      response_type: to === 'asker' ? 'ephemeral' : 'in_channel',
      replace_original: false,
      text,
      ...(blocks.length === 0 ? {} : { blocks: [...blocks] }),
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
  };
}
