import { randomUUID } from 'node:crypto';
import type { App, types } from '@slack/bolt';
import type { Reply } from '../reply.ts';
import { replyLanguage } from '../reply-language.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { cutText } from './mrkdwn.ts';
import { readMessage } from './read-message.ts';
import { renderBlocks } from './render-blocks.ts';
import { renderHome } from './render-home.ts';
import { openSettingsAction, readSettingsForm, settingsForm, settingsFormId } from './settings-form.ts';
import { conversationIdOf } from './slack-place.ts';
import type { SlackWorkspace, WorkspaceOf } from './slack-workspace.ts';

/** Slack shows four ("assistant.threads.setSuggestedPrompts"). */
const promptsShown = 4;
const promptTitleCharacters = 75;

/** Draws the home tab for whoever opens it, suggests questions beside it, and keeps what the form of settings says. */
export function listenToHome(app: App, workspaceOf: WorkspaceOf): void {
  app.event('app_home_opened', async ({ event, body }) => {
    const workspace = await workspaceOf(body);
    const { user, channel } = event;
    if (event.tab === 'messages') await suggest(workspace, user, channel);
    else if (event.tab === 'home') await drawHome(workspace, { id: body.event_id, team: body.team_id, user });
  });

  app.action({ type: 'block_actions', action_id: openSettingsAction }, async ({ body }) => {
    const workspace = await workspaceOf(body);
    const { trigger_id: id, user } = body;
    const reply = await command(workspace, { id, team: body.team?.id, user: user.id }, '');
    if (reply.kind !== 'settings') return await tell(workspace, user.id, reply);
    try {
      await workspace.clients.hurried.views.open({ trigger_id: id, view: settingsForm(reply.settings) });
    } catch (err) {
      await tellFailure(workspace, user.id, err);
    }
  });

  app.view(settingsFormId, async ({ body, view }) => {
    const workspace = await workspaceOf(body);
    const who = { id: view.id, team: body.team?.id, user: body.user.id };
    for (const changed of readSettingsForm(view)) {
      const reply = await command(workspace, who, changed);
      if (reply.kind !== 'settings') await tell(workspace, who.user, reply);
    }
    await drawHome(workspace, who);
  });
}

interface Who {
  readonly id: string;
  readonly team: string | undefined;
  readonly user: string;
}

async function drawHome(workspace: SlackWorkspace, { id, team, user }: Who): Promise<void> {
  const { sender, people, clients, owed } = workspace;
  const channel = directOf(user);
  const conversationId = conversationIdOf(team, channel);
  const reply = await sender.reply({ user }, () =>
    readMessage(people, { id, kind: 'home', user, text: '', channel, conversationId }),
  );
  const { type, blocks } = renderHome(reply);
  const publish = (over: readonly types.KnownBlock[]) =>
    clients.reader.views.publish({ user_id: user, view: { type, blocks: [...over, ...blocks] } });
  let isDrawn = false;
  await owed.tell(user, reply.kind === 'home' ? reply.home.language : replyLanguage(reply), async (told) => {
    await publish(renderBlocks(told).blocks);
    isDrawn = true;
  });
  if (isDrawn) return;
  try {
    await publish([]);
  } catch (err) {
    await tellFailure(workspace, user, err);
  }
}

async function command({ sender, people }: SlackWorkspace, { id, team, user }: Who, text: string) {
  const channel = directOf(user);
  const conversationId = conversationIdOf(team, channel);
  return await sender.reply({ user, words: text }, () =>
    readMessage(people, { id, kind: 'command', command: 'settings', user, text, channel, conversationId }),
  );
}

/** Without `thread_ts`: with it, apps with the agent view are shown nothing. */
async function suggest(
  { people, clients, log }: SlackWorkspace,
  user: string,
  channel: string,
): Promise<void> {
  try {
    const { standing, locale = '' } = await people.account(user);
    if (standing !== undefined) return;
    const { examples } = botWordings[botLanguage({ text: '', locale })];
    await clients.hurried.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      prompts: examples
        .slice(0, promptsShown)
        .map((message) => ({ title: cutText(message, promptTitleCharacters), message })),
    });
  } catch (err) {
    log.debug({ err }, 'No questions could be suggested');
  }
}

/** Says in a direct message why a form did not do what it should. */
async function tell({ clients }: SlackWorkspace, user: string, reply: Reply): Promise<void> {
  const { text, blocks } = renderBlocks(reply);
  await clients.reader.chat.postMessage({ channel: user, text, blocks: [...blocks] });
}

/** Says that a form or the home could not be shown, as the trigger of a form counts three seconds. */
async function tellFailure(workspace: SlackWorkspace, user: string, err: unknown): Promise<void> {
  const id = randomUUID().slice(0, 8);
  workspace.log.error({ err, failure: id }, 'Slack did not show a form or the home');
  const { locale = '' } = await workspace.people.account(user).catch(() => ({ locale: '' }));
  const { notShown } = botWordings[botLanguage({ text: '', locale })].failures;
  await tell(workspace, user, { kind: 'failure', id, text: notShown });
}

/** The home belongs to one person, as direct messages do. */
const directOf = (user: string): string => `D:${user}`;
