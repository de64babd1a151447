import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { AnswerPlace } from './answer-place.ts';
import type { SlackEvent } from './event-id.ts';

const answerType = 'orgwise_answer';

/**
 * Goes with each answer, unseen, so that a replica which takes an event over finds what was said to it, and an edit what it
 * changes, however old it is.
 */
export function answerMetadata({ eventId, questionTs }: Pick<AnswerPlace, 'eventId' | 'questionTs'>) {
  return {
    event_type: answerType,
    event_payload: { event_id: eventId, ...(questionTs === undefined ? {} : { question: questionTs }) },
  };
}

/**
 * The messages by which the bot has answered an event where all can see it. Private answers leave no trace; asked again, they
 * are given again.
 *
 * @throws what Slack answers where the conversation cannot be read.
 */
export async function findAnswersTo(
  client: webApi.WebClient,
  botUser: string,
  { id, place }: SlackEvent,
): Promise<readonly string[]> {
  if (place === null) return [];
  const answers = await readAnswers(client, botUser, place);
  return answers.filter(({ eventId }) => eventId === id).map(({ ts }) => ts);
}

/**
 * The messages that answer a question where all can see it, the one that it begins with first; of those that came within a
 * day of it.
 *
 * @throws what Slack answers where the conversation cannot be read.
 */
export async function findAnswers(
  client: webApi.WebClient,
  botUser: string,
  { channel, questionTs: ts, threadTs }: Pick<AnswerPlace, 'channel' | 'questionTs' | 'threadTs'>,
): Promise<readonly string[]> {
  if (ts === undefined) return [];
  const latest = String(Number(ts) + 24 * 3_600);
  const answers = await readAnswers(client, botUser, { channel, ts, threadTs: threadTs ?? null }, latest);
  return answers
    .filter(({ question }) => question === ts)
    .map((one) => one.ts)
    .toSorted((one, other) => Number(one) - Number(other));
}

const answerSchema = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(answerType),
    event_payload: z.object({ event_id: z.string(), question: z.string().optional() }),
  }),
});

async function readAnswers(
  client: webApi.WebClient,
  botUser: string,
  { channel, ts, threadTs }: NonNullable<SlackEvent['place']>,
  latest?: string,
): Promise<
  readonly { readonly ts: string; readonly eventId: string; readonly question: string | undefined }[]
> {
  const within = latest === undefined ? {} : { latest };
  const since = { channel, oldest: ts, ...within, limit: 200, include_all_metadata: true };
  // In a direct message an answer stands beside its question, and one that was streamed below it.
  const read = await Promise.all([
    client.conversations.replies({ ...since, ts: threadTs ?? ts }),
    ...(threadTs === null ? [client.conversations.history(since)] : []),
  ]);
  return read
    .flatMap(({ messages = [] }) => messages)
    .filter((one) => one.user === botUser)
    .flatMap((one) => answerSchema.safeParse(one).data ?? [])
    .map(({ ts: own, metadata: { event_payload } }) => ({
      ts: own,
      eventId: event_payload.event_id,
      question: event_payload.question,
    }));
}
