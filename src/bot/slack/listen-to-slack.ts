import type { App, RespondFn } from '@slack/bolt';
import { slashCommandNames } from '../commands/command-names.ts';
import type { IncomingMessage } from '../message.ts';
import type { AnswerPlace, AnswerSender } from './answer-sender.ts';
import { readEvent } from './event-id.ts';
import { readText } from './read-text.ts';
import { askAction, renderHow, showHowAction } from './render-blocks.ts';
import type { SlackPeople } from './slack-people.ts';

/** Events the bot subscribes to, as the manifest names them. */
export const slackEvents: readonly string[] = ['app_mention', 'message.im'];

/** Commands that the app brings along, without their slash. `/help` and `/status` are Slack's own. */
export const slashCommands: readonly string[] = slashCommandNames;

interface Spoken {
  readonly id: string;
  readonly user: string;
  readonly text: string;
  readonly conversationId: string;
  /** Whose members read the answer; null where the asker alone does. */
  readonly readBy: string | null;
}

/** Turns mentions, direct messages, commands and buttons into messages, and sends their answers. */
export function listenToSlack(app: App, people: SlackPeople, sender: AnswerSender): void {
  async function readMessage({ id, user, text, conversationId, readBy }: Spoken): Promise<IncomingMessage> {
    const { userId } = await people.bot();
    const [words, from, audience] = await Promise.all([
      readText(text, userId, people.wordOf),
      people.sender(user),
      readBy === null ? undefined : people.audience(readBy),
    ]);
    const common = {
      id,
      platform: 'slack',
      conversationId,
      sender: from,
      ...(audience === undefined ? {} : { audience }),
    } as const;
    return { ...common, kind: readBy === null ? 'direct' : 'mention', text: words };
  }

  app.event('app_mention', async ({ event, body }) => {
    const { channel, user, text } = event;
    if (user === undefined) return;
    const threadTs = event.thread_ts ?? event.ts;
    const id = body.event_id;
    const conversationId = `slack:${body.team_id}:${channel}:${threadTs}`;
    await sender.answer({ kind: 'open', channel, threadTs, eventId: id }, () =>
      readMessage({ id, user, text, conversationId, readBy: channel }),
    );
  });

  app.message(async ({ message, body }) => {
    const { subtype } = message;
    if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return;
    if (message.channel_type !== 'im' || message.user === undefined) return;
    const { channel, user, text = '' } = message;
    const threadTs = 'thread_ts' in message ? message.thread_ts : undefined;
    const id = body.event_id;
    const conversationId = `slack:${body.team_id}:${channel}${threadTs === undefined ? '' : `:${threadTs}`}`;
    await sender.answer({ kind: 'open', channel, threadTs, eventId: id }, () =>
      readMessage({ id, user, text, conversationId, readBy: null }),
    );
  });

  app.command(new RegExp(`^/(?:${slashCommands.join('|')})$`), async ({ command, respond }) => {
    await sender.answer(privately(respond), async () => {
      const { userId } = await people.bot();
      return {
        id: command.trigger_id,
        platform: 'slack',
        kind: 'command',
        command: command.command.slice(1),
        text: await readText(command.text, userId, people.wordOf),
        conversationId: `slack:${command.team_id}:${command.channel_id}:${command.user_id}`,
        sender: await people.sender(command.user_id),
      };
    });
  });

  app.action({ type: 'block_actions' }, async ({ body, action, respond }) => {
    if (action.type !== 'button' || action.value === undefined) return;
    const { value } = action;
    if (action.action_id === showHowAction) {
      await sender.send(privately(respond), renderHow(value));
      return;
    }
    if (!action.action_id.startsWith(`${askAction}:`)) return;
    const id = readEvent(body)?.id ?? body.trigger_id;
    const channel = body.channel?.id;
    const user = body.user.id;
    // Under a private answer, the next one is private too.
    const asked = body.message;
    if (channel === undefined || asked === undefined) {
      const conversationId = `slack:${body.team?.id}:${channel}:${user}`;
      await sender.answer(privately(respond), () =>
        readMessage({ id, user, text: value, conversationId, readBy: null }),
      );
      return;
    }
    const isDirect = channel.startsWith('D');
    const threadTs: string | undefined = asked.thread_ts ?? (isDirect ? undefined : asked.ts);
    const conversationId = `slack:${body.team?.id}:${channel}${threadTs === undefined ? '' : `:${threadTs}`}`;
    await sender.answer({ kind: 'open', channel, threadTs, eventId: id }, () =>
      readMessage({ id, user, text: value, conversationId, readBy: isDirect ? null : channel }),
    );
  });
}

function privately(respond: RespondFn): AnswerPlace {
  return {
    kind: 'private',
    respond: ({ text, blocks }) =>
      respond({ response_type: 'ephemeral', replace_original: false, text, blocks: [...blocks] }),
  };
}
