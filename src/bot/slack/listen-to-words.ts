import type { App } from '@slack/bolt';
import { isDirect, readMessage } from './read-message.ts';
import { conversationIdOf, messageIdOf } from './slack-place.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Answers mentions in their thread, and direct messages beside them. */
export function listenToWords(app: App, workspaceOf: WorkspaceOf): void {
  async function answer(spoken: {
    readonly body: { readonly event_id: string; readonly team_id: string };
    readonly channel: string;
    readonly user: string;
    readonly text: string;
    readonly ts: string;
    readonly threadTs: string | undefined;
  }): Promise<void> {
    const { body, channel, user, text, ts, threadTs } = spoken;
    const { people, sender } = await workspaceOf(body);
    const id = body.event_id;
    const messageId = messageIdOf(body.team_id, channel, ts);
    const place = { channel, threadTs, user, eventId: id, isHidden: false, questionTs: ts, messageId };
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

  app.event('app_mention', async ({ event, body }) => {
    const { channel, user, text, ts, thread_ts: threadTs = ts } = event;
    if (user !== undefined) await answer({ body, channel, user, text, ts, threadTs });
  });

  app.message(async ({ message, body }) => {
    const { subtype } = message;
    if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return;
    if (message.channel_type !== 'im' || message.user === undefined) return;
    const { channel, user, ts, text = '' } = message;
    const threadTs = 'thread_ts' in message ? message.thread_ts : undefined;
    await answer({ body, channel, user, text, ts, threadTs });
  });
}
