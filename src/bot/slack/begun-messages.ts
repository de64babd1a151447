import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { BegunAnswers } from '../begun-answers.ts';
import type { SlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';

const schema = z.object({ channel: z.string(), ts: z.string(), isStream: z.boolean() });

/** A message that stands for an answer while that is made. */
export type BegunMessage = z.infer<typeof schema>;

/** Errors of a message that is there no longer, or cannot be taken away ("chat.delete: errors"). */
const goneErrors = new Set(['message_not_found', 'cant_delete_message', 'channel_not_found', 'is_archived']);

export const noteBegun = (begun: BegunAnswers, eventId: string, message: BegunMessage): void =>
  begun.note(eventId, JSON.stringify(message));

/**
 * Takes away what a replica that died had begun to show for an event. Slack lets a stream carry no mark before it ends ("chat.startStream"),
 * so that it cannot be looked for in its thread.
 *
 * @param answers the messages that answer the event: what became one of them stays.
 */
export async function clearBegun(
  begun: BegunAnswers,
  clients: SlackClients,
  eventId: string,
  answers: readonly string[],
  log: SlackLog,
): Promise<void> {
  const json = await begun.find(eventId);
  if (json === null) return;
  const message = schema.safeParse(JSON.parse(json)).data;
  if (message !== undefined && !answers.includes(message.ts)) {
    const { channel, ts, isStream } = message;
    try {
      // One that Slack has ended by itself need not be.
      if (isStream) await clients.reader.chat.stopStream({ channel, ts }).catch(ignorePlatformErrors);
      await clients.reader.chat.delete({ channel, ts });
    } catch (err) {
      if (!isGone(err)) log.warn({ err, event: eventId }, 'What stood for an answer could not be taken away');
    }
  }
  await begun.forget(eventId);
}

function ignorePlatformErrors(err: unknown): void {
  if (!(err instanceof webApi.WebAPIPlatformError)) throw err;
}

const isGone = (err: unknown): boolean =>
  err instanceof webApi.WebAPIPlatformError && goneErrors.has(err.data.error);
