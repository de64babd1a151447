import type { webApi } from '@slack/bolt';
import type { SlackEvent } from './event-id.ts';

const answerType = 'orgwise_answer';

/** Goes with each answer, unseen, so that a replica which takes an event over finds what was said to it. */
export function answerMetadata(eventId: string) {
  return { event_type: answerType, event_payload: { event_id: eventId } };
}

/**
 * Whether the bot has answered an event where all can see it. Private answers leave no trace; asked again, they are given
 * again.
 *
 * @throws what Slack answers where the conversation cannot be read.
 */
export async function hasAnswer(
  client: webApi.WebClient,
  botUser: string,
  { id, place }: SlackEvent,
): Promise<boolean> {
  if (place === null) return false;
  const { channel, ts, threadTs } = place;
  const since = { channel, oldest: ts, limit: 200, include_all_metadata: true };
  const { messages = [] } =
    threadTs === null
      ? await client.conversations.history(since)
      : await client.conversations.replies({ ...since, ts: threadTs });
  return messages.some((one) => {
    const { metadata } = one;
    const payload: unknown = metadata?.event_payload;
    return (
      one.user === botUser &&
      metadata?.event_type === answerType &&
      typeof payload === 'object' &&
      payload !== null &&
      'event_id' in payload &&
      payload.event_id === id
    );
  });
}
