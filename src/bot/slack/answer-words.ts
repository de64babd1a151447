import { isDirect, readMessage } from './read-message.ts';
import { readThread } from './read-thread.ts';
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
  /** When it was edited, where an edit is told of. */
  readonly editedTs?: string | undefined;
  /** It names nobody, and may be a remark. */
  readonly isOverheard?: true;
}

/** Answers what was written, in its thread or beside it. */
export async function answerWords(
  workspace: SlackWorkspace,
  { body, channel, user, text, ts, threadTs, editedTs, isOverheard }: WrittenWords,
): Promise<void> {
  const { people, sender } = workspace;
  const id = body.event_id;
  const messageId = messageIdOf(body.team_id, channel, ts);
  const place = {
    ...placeOf({ channel, user, ts, threadTs }),
    team: body.team_id,
    eventId: id,
    messageId,
    words: text,
    ...(editedTs === undefined ? {} : { editedTs }),
    ...(isOverheard === undefined ? {} : { isOverheard }),
  };
  await sender.answer(place, async () => ({
    ...(await readMessage(people, {
      id,
      messageId,
      kind: isDirect(channel) ? 'direct' : 'mention',
      user,
      text,
      channel,
      conversationId: conversationIdOf(body.team_id, channel, threadTs),
    })),
    ...(isOverheard === undefined ? {} : { isOverheard }),
    // It is its own former words' place that it takes in the conversation, where those were answered.
    ...(editedTs === undefined ? {} : { change: 'edited' as const }),
    earlier: threadTs === undefined || threadTs === ts ? [] : await said(workspace, channel, threadTs, ts),
  }));
}

/** What was said in the thread before; nothing where it cannot be read, as the question may stand by itself. */
async function said(
  { clients, people, log }: SlackWorkspace,
  channel: string,
  threadTs: string,
  ts: string,
): Promise<readonly string[]> {
  try {
    return await readThread(clients.reader, people, { channel, threadTs, ts });
  } catch (err) {
    log.warn({ err, channel }, 'What was said in a thread could not be read');
    return [];
  }
}
