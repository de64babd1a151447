import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { ShortcutName } from '../message.ts';
import { readMessage } from './read-message.ts';
import { conversationIdOf, respondBy } from './slack-place.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Shortcuts of messages by their id in the manifest. */
export const slackShortcuts: Readonly<Record<string, ShortcutName>> = {
  ask_about_message: 'ask',
  who_should_answer: 'who_should_answer',
};

/** Messages of apps often say all in attachments. */
const messageSchema = z.object({
  text: z.string().default(''),
  thread_ts: z.string().optional(),
  attachments: z
    .array(z.object({ text: z.string().optional(), fallback: z.string().optional() }))
    .default([]),
});

/** Answers what is asked about a message, for whoever asks alone. */
export function listenToShortcuts(app: App, workspaceOf: WorkspaceOf): void {
  app.shortcut({ type: 'message_action' }, async ({ shortcut, body, respond }) => {
    const name = slackShortcuts[shortcut.callback_id];
    if (name === undefined) return;
    const { people, sender } = await workspaceOf(body);
    const { trigger_id: id, channel, user } = shortcut;
    const { text, thread_ts: threadTs, attachments } = messageSchema.parse(shortcut.message);
    const words = text === '' ? attachments.map((one) => one.text ?? one.fallback ?? '').join('\n') : text;
    const threads = { threadTs, privateThreadTs: threadTs };
    const place = { channel: channel.id, ...threads, user: user.id, eventId: id, isHidden: true, words };
    await sender.answer({ ...place, respond: respondBy(respond, threads) }, () =>
      readMessage(people, {
        id,
        kind: 'shortcut',
        shortcut: name,
        user: user.id,
        text: words,
        channel: channel.id,
        conversationId: conversationIdOf(shortcut.team?.id, channel.id, user.id),
        isHidden: true,
      }),
    );
  });
}
