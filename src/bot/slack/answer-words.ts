import { isDirect, readMessage } from './read-message.ts';
import { conversationIdOf, messageIdOf, placeOf } from './slack-place.ts';
import type { SlackWorkspace } from './slack-workspace.ts';

/** What somebody wrote to the bot. */
export interface WrittenWords {
  readonly body: { readonly event_id: string; readonly team_id: string };
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  /** Where the answer stands; in a direct message beside the question where undefined. */
  readonly threadTs: string | undefined;
}

/** Answers what was written, in its thread or beside it. */
export async function answerWords(
  { people, sender }: SlackWorkspace,
  { body, channel, user, text, ts, threadTs }: WrittenWords,
): Promise<void> {
  const id = body.event_id;
  const messageId = messageIdOf(body.team_id, channel, ts);
  const place = { ...placeOf({ channel, user, ts, threadTs }), eventId: id, messageId };
  await sender.answer(place, () =>
    readMessage(people, {
      id,
      messageId,
      kind: isDirect(channel) ? 'direct' : 'mention',
      user,
      text,
      channel,
      conversationId: conversationIdOf(body.team_id, channel, threadTs),
    }),
  );
}
