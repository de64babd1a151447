import type { App } from '@slack/bolt';
import { answerWords } from './answer-words.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/**
 * Answers mentions in their thread, and direct messages beside them. An edit of a message that mentions the bot comes as a
 * mention as well, which is the only way in which one comes that adds the mention (slackapi/bolt-js#960).
 */
export function listenToWords(app: App, workspaceOf: WorkspaceOf): void {
  app.event('app_mention', async ({ event, body }) => {
    const { channel, user, text, ts, thread_ts: threadTs = ts, edited } = event;
    if (user === undefined) return;
    const editedTs = edited?.ts;
    await answerWords(await workspaceOf(body), { body, channel, user, text, ts, threadTs, editedTs });
  });

  app.message(async ({ message, body }) => {
    const { subtype } = message;
    if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return;
    if (message.channel_type !== 'im' || message.user === undefined) return;
    const { channel, user, ts, text = '' } = message;
    const threadTs = 'thread_ts' in message ? message.thread_ts : undefined;
    await answerWords(await workspaceOf(body), { body, channel, user, text, ts, threadTs });
  });
}
