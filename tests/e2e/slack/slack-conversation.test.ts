import { afterAll, beforeAll, describe, it } from 'vitest';
import { type ConversationDriver, channelMembers, conversation, playStep } from '../conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import { buttonsOf } from './buttons.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';
import { type FakeMessage, visibleText } from './workspace.ts';

const channel = 'C1';

describe.each(['socket', 'http'] as const)(
  'a conversation with the sample company in Slack over %s',
  (kind) => {
    let company: ConversationCompany;
    let slack: FakeSlack;
    let bot: Bot;
    let driver: ConversationDriver;

    beforeAll(async () => {
      company = await openConversationCompany();
      const emails = new Set([...channelMembers, ...conversation.map((step) => step.who)]);
      const users = [...emails].map((email, at) => ({
        id: `U${at}`,
        name: email.split('@')[0] ?? '',
        email,
      }));
      const members = users.filter((user) => channelMembers.includes(user.email)).map((user) => user.id);
      slack = await startCompanySlack({
        users,
        channels: [{ id: channel, name: 'general', members: [...members, 'UBOT'] }],
      });
      bot = await startBot(slack, kind, company.handleMessage, await openState());
      driver = createDriver(slack);
    });
    afterAll(async () => {
      await bot.stop();
      await slack.stop();
      await company.close();
    });

    it.each(conversation)('$shows', async (step) => {
      await playStep(driver, step);
    });
  },
);

function createDriver(slack: FakeSlack): ConversationDriver {
  let thread = '';
  let latest: FakeMessage | undefined;
  const idOf = (email: string): string =>
    slack.workspace.users.find((user) => user.email === email)?.id ?? '';

  async function answered(read: () => readonly FakeMessage[], before = 0): Promise<string> {
    const said = await untilSaid(read, before + 1);
    latest = said.at(-1);
    return latest === undefined ? '' : visibleText(latest);
  }

  return {
    async mention(email, text) {
      thread = slack.mention(idOf(email), channel, text).ts;
      return await answered(() => slack.repliesTo(thread));
    },
    async followUp(email, text) {
      const before = slack.repliesTo(thread).length;
      slack.mention(idOf(email), channel, text, thread);
      return await answered(() => slack.repliesTo(thread), before);
    },
    async goOn(email, text) {
      const before = slack.repliesTo(thread).length;
      slack.replyInThread(idOf(email), channel, text, thread);
      return await answered(() => slack.repliesTo(thread), before);
    },
    async direct(email, text) {
      const place = `D${idOf(email)}`;
      const before = slack.messages(place).length;
      slack.directMessage(idOf(email), text);
      return await answered(() => slack.messages(place), before);
    },
    async command(email, command, text) {
      const { id } = slack.command(idOf(email), channel, `/${command}`, text);
      return await answered(() => slack.responsesTo(id));
    },
    async choose(email, label) {
      if (latest === undefined) throw new Error('nothing was answered yet');
      const button = buttonsOf(latest).find((one) => one.text.text.includes(label));
      const before = slack.repliesTo(thread).length;
      slack.click(idOf(email), latest, button?.action_id ?? label);
      return await answered(() => slack.repliesTo(thread), before);
    },
  };
}
