import type { App } from '@slack/bolt';
import { slashCommandNames } from '../commands/command-names.ts';
import { readMessage } from './read-message.ts';
import { conversationIdOf, respondBy } from './slack-place.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Commands that the app brings along, without their slash. `/help` and `/status` are Slack's own. */
export const slashCommands: readonly string[] = slashCommandNames;

/** Answers commands, for the asker alone. */
export function listenToCommands(app: App, workspaceOf: WorkspaceOf): void {
  app.command(new RegExp(`^/(?:${slashCommands.join('|')})$`), async ({ command, body, respond }) => {
    const { people, sender } = await workspaceOf(body);
    const { channel_id: channel, user_id: user, trigger_id: id, team_id: team } = command;
    const nowhere = { threadTs: undefined, privateThreadTs: undefined };
    const place = { channel, ...nowhere, user, eventId: id, isHidden: true, words: command.text };
    await sender.answer({ ...place, respond: respondBy(respond, nowhere) }, () =>
      readMessage(people, {
        id,
        kind: 'command',
        command: command.command.slice(1),
        user,
        text: command.text,
        channel,
        conversationId: conversationIdOf(team, channel, user),
        isHidden: true,
      }),
    );
  });
}
