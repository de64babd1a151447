import type { App } from '@slack/bolt';
import { readChange } from './read-change.ts';
import { isDirect, readMessage } from './read-message.ts';
import { conversationIdOf, messageIdOf, placeOf } from './slack-place.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Answers an edited question anew in the place of its answer, and takes the answer to a deleted one away. */
export function listenToChanges(app: App, workspaceOf: WorkspaceOf): void {
  app.message(async ({ body }) => {
    const changed = readChange(body);
    if (changed === null) return;
    const { people, sender } = await workspaceOf(body);
    const { channel, ts, user, text, change, isMaybe, editedTs } = changed;
    const threadTs = changed.threadTs ?? undefined;
    const [id, messageId] = [body.event_id, messageIdOf(body.team_id, channel, ts)];
    const place = {
      ...placeOf({ channel, user, ts, threadTs }),
      eventId: id,
      messageId,
      words: text,
      ...(editedTs === undefined ? {} : { editedTs }),
    };
    const read = async () => ({
      ...(await readMessage(people, {
        id,
        kind: isDirect(channel) ? 'direct' : 'mention',
        change,
        messageId,
        user,
        text,
        channel,
        conversationId: conversationIdOf(body.team_id, channel, threadTs),
      })),
      ...(isMaybe ? { isOverheard: true as const } : {}),
    });
    if (change === 'edited') await sender.answerAnew(place, read, isMaybe);
    else await sender.takeBack(place, read, isMaybe);
  });
}
