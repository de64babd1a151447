import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { channelMembers, conversation } from '../conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import { type ConversationDriver, playStep } from '../conversation-driver.ts';
import { buttonsOf } from './buttons.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';
import { buttonOf } from './slack-company.ts';
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
      company = await openConversationCompany(channelMembers.slice(0, 1));
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

const waits = { timeout: 10_000, interval: 5 };

function createDriver(slack: FakeSlack): ConversationDriver {
  let question: FakeMessage | undefined;
  let latest: FakeMessage | undefined;
  const idOf = (email: string): string =>
    slack.workspace.users.find((user) => user.email === email)?.id ?? '';
  const asked = (): FakeMessage => there(question);
  const thread = (): string => asked().ts;

  /** @param before messages that were there, of those that `read` gives. */
  async function answered(read: () => readonly FakeMessage[], before = 0): Promise<FakeMessage> {
    const said = there((await untilSaid(read, before + 1)).at(-1));
    if (buttonsOf(said).length > 0) latest = said;
    return said;
  }

  async function press(email: string, label: string): Promise<FakeMessage> {
    const read = (): readonly FakeMessage[] => slack.messages(channel);
    const before = read().length;
    const { delivered } = slack.click(idOf(email), there(latest), buttonOf(there(latest), label).action_id);
    const said = await answered(read, before);
    expect((await delivered).acknowledgedAfterMs).toBeLessThan(1_000);
    expect(said.threadTs).toBe(thread());
    return said;
  }

  async function choose(email: string, label: string): Promise<string> {
    const said = await press(email, label);
    expect(said.ephemeralFor).toBeUndefined();
    return visibleText(said);
  }

  return {
    async mention(email, text) {
      question = slack.mention(idOf(email), channel, text);
      return visibleText(await answered(() => slack.repliesTo(thread())));
    },
    async followUp(email, text) {
      const before = slack.repliesTo(thread()).length;
      slack.mention(idOf(email), channel, text, thread());
      return visibleText(await answered(() => slack.repliesTo(thread()), before));
    },
    async goOn(email, text) {
      const before = slack.repliesTo(thread()).length;
      slack.replyInThread(idOf(email), channel, text, thread());
      return visibleText(await answered(() => slack.repliesTo(thread()), before));
    },
    async direct(email, text) {
      const place = `D${idOf(email)}`;
      const before = slack.messages(place).length;
      slack.directMessage(idOf(email), text);
      return visibleText(await answered(() => slack.messages(place), before));
    },
    async command(email, command, text) {
      const { id } = slack.command(idOf(email), channel, `/${command}`, text);
      return visibleText(await answered(() => slack.responsesTo(id)));
    },
    async home(email) {
      const { homes } = slack.workspace;
      homes.delete(idOf(email));
      await slack.openApp(idOf(email), 'home');
      const home = await vi.waitFor(() => there(homes.get(idOf(email))), waits);
      return visibleText({ text: '', blocks: home.blocks as FakeMessage['blocks'] });
    },
    choose,
    async alone(email, label) {
      const said = await press(email, label);
      expect(said.ephemeralFor).toBe(idOf(email));
      return visibleText(said);
    },
    how: (email) => choose(email, 'How did you get this?'),
    async rate(email, opinion, reason) {
      const read = (): readonly FakeMessage[] => slack.messages(channel);
      const before = read().length;
      const { views } = slack.workspace;
      const forms = views.length;
      slack.click(idOf(email), there(latest), buttonOf(there(latest), opinion).action_id);
      if (opinion === 'Not helpful') {
        const form = await vi.waitFor(() => there(views[forms]), waits);
        await slack.submit(idOf(email), form, { reason: { reason: { value: reason } } });
      }
      const thanks = await answered(read, before);
      expect(thanks.ephemeralFor).toBe(idOf(email));
      expect(visibleText(thanks)).toContain('Thank you');
    },
    async edit(_email, text) {
      await slack.edit(asked(), `<@${slack.workspace.botUser}> ${text}`);
      const edited = await vi.waitFor(
        () => there(slack.repliesTo(thread()).find((one) => one.isEdited)),
        waits,
      );
      expect(slack.repliesTo(thread())).toEqual([edited]);
      return visibleText(edited);
    },
    async remove() {
      await slack.remove(asked());
      await vi.waitFor(() => expect(slack.repliesTo(thread())).toEqual([]), waits);
      return '';
    },
    rows() {
      const tables = there(latest).blocks.filter((block) => block.type === 'table');
      expect(tables.length).toBeLessThanOrEqual(1);
      return tables.flatMap((table) => (table.rows as object[]).slice(1).map((row) => JSON.stringify(row)));
    },
    offers: (label) => buttonsOf(there(latest)).some((one) => one.text.text.includes(label)),
  };
}

/** @throws Error where it is not there yet. */
function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing was said yet');
  return value;
}
