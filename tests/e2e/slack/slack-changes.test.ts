import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { untilSaid } from './harness.ts';
import { buttonOf, channel, john, nora, textOf, useSlackCompany } from './slack-company.ts';
import { type FakeMessage, nextTs } from './workspace.ts';

const running = useSlackCompany('http');

const first = 'How many tasks are assigned to John Doe?';
const second = 'Who leads the Platform team?';
const mention = (text: string): string => `<@UBOT> ${text}`;

async function ask(text: string): Promise<FakeMessage> {
  const { delivered, ...message } = running.slack.mention(nora, channel, text);
  await untilSaid(() => running.slack.repliesTo(message.ts));
  await delivered;
  return message;
}

/** Waits until nothing is being answered. */
async function untilQuiet(): Promise<void> {
  const { slack } = running;
  const { ts } = slack.mention(john, channel, 'help');
  await untilSaid(() => slack.repliesTo(ts));
  await sleep(60);
}

describe.each(['change', 'mention'] as const)('an edit that Slack tells of twice, the %s first', (order) => {
  it('is answered once, in the place of the answer', async () => {
    const { slack } = running;
    const question = await ask(first);
    await slack.edit(question, mention(second), order);
    await vi.waitFor(() => expect(textOf(slack.repliesTo(question.ts)[0])).toContain('Platform'));
    await untilQuiet();
    expect(slack.repliesTo(question.ts)).toHaveLength(1);
  });

  it('is answered where it adds the mention', async () => {
    const { slack } = running;
    const words = slack.write(nora, channel, second);
    await slack.edit(words, mention(second), order);
    const [said] = await untilSaid(() => slack.repliesTo(words.ts));
    expect(textOf(said)).toContain('Platform');
    await untilQuiet();
    expect(slack.repliesTo(words.ts)).toHaveLength(1);
  });

  it('is answered once where it adds the mention to what was left be in a thread', async () => {
    const { slack } = running;
    const { ts } = slack.write(nora, channel, 'good morning');
    const { delivered, ...words } = slack.replyInThread(nora, channel, second, ts);
    await delivered;
    await slack.edit(words, mention(second), order);
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(textOf(said)).toContain('Platform');
    await untilQuiet();
    expect(slack.repliesTo(ts)).toHaveLength(1);
  });
});

describe('a question that was answered in private in Slack', () => {
  const privately = (text: string) =>
    running.slack.workspace.messages.filter((one) => one.ephemeralFor === john && textOf(one).includes(text));

  it('is answered in private anew where it is edited, and once', async () => {
    const { slack } = running;
    const { id } = slack.command(john, channel, '/orgwise', 'settings private on');
    await untilSaid(() => slack.responsesTo(id));
    const { delivered, ...question } = slack.mention(john, channel, `${first} `);
    await untilSaid(() => privately('12 tasks'));
    await delivered;
    await slack.edit(question, mention(second));
    await untilSaid(() => privately('Platform'));
    await sleep(150);
    expect(privately('Platform')).toHaveLength(1);
    expect(slack.repliesTo(question.ts).filter((one) => one.ephemeralFor === undefined)).toEqual([]);
    await slack.remove({ ...question, text: mention(second) });
    const off = slack.command(john, channel, '/orgwise', 'settings private off');
    await untilSaid(() => slack.responsesTo(off.id));
  });
});

describe('questions that are edited or deleted in Slack', () => {
  it('are answered anew in a direct message, also while they are answered', async () => {
    const { slack } = running;
    const { delivered, ...question } = slack.directMessage(nora, first);
    await delivered;
    await slack.edit(question, second);
    await vi.waitFor(() => expect(textOf(slack.messages(`D${nora}`)[0])).toContain('Platform'));
    expect(slack.messages(`D${nora}`)).toHaveLength(1);
  });

  it('are answered anew where they went on in the thread without a mention', async () => {
    const { slack } = running;
    const question = await ask(second);
    const { delivered, ...followUp } = slack.replyInThread(nora, channel, first, question.ts);
    await delivered;
    await untilSaid(() => slack.repliesTo(question.ts), 2);
    await slack.edit(followUp, 'How many tasks does Ben have?');
    await vi.waitFor(() => expect(textOf(slack.repliesTo(question.ts)[1])).toContain('Ben'));
    await slack.remove(followUp);
    await vi.waitFor(() => expect(slack.repliesTo(question.ts)).toHaveLength(1));
  });

  it('lose their answer when they are deleted, or are no longer for the bot', async () => {
    const { slack } = running;
    const turned = await ask(second);
    await slack.edit(turned, 'never mind');
    await vi.waitFor(() => expect(slack.repliesTo(turned.ts)).toEqual([]));
    const { delivered, ...direct } = slack.directMessage(john, first);
    await delivered;
    await untilSaid(() => slack.messages(`D${john}`));
    await slack.remove(direct);
    await vi.waitFor(() => expect(slack.messages(`D${john}`)).toEqual([]));
  });

  it('stay as they are where a link gets its preview, and where others talk', async () => {
    const { slack, company } = running;
    const question = await ask(first);
    const [said] = slack.repliesTo(question.ts);
    const talk = slack.write(john, channel, 'between us');
    const before = slack.calls.length;
    await slack.edit(question, question.text);
    await slack.edit(talk, 'between you and me');
    await slack.remove(talk);
    expect(slack.repliesTo(question.ts)).toEqual([said]);
    expect(slack.calls.slice(before)).toEqual([]);
    expect(await company.orgwise.state.takeOverEvents('x', 1, 10)).toEqual([]);
  });

  it('are answered once where an edit is delivered twice', async () => {
    const { slack } = running;
    const question = await ask(first);
    const text = mention(second);
    const event = {
      type: 'message',
      subtype: 'message_changed',
      channel,
      channel_type: 'channel',
      ts: nextTs(),
      message: { ts: question.ts, user: nora, text },
      previous_message: { ts: question.ts, user: nora, text: question.text },
    };
    const updates = (): number => slack.calls.filter((one) => one.method === 'chat.update').length;
    const before = updates();
    await slack.deliverEvent(event, 'EvEdit');
    await slack.deliverEvent(event, 'EvEdit');
    await vi.waitFor(() => expect(textOf(slack.repliesTo(question.ts)[0])).toContain('Platform'));
    await ask(first);
    expect(updates()).toBe(before + 1);
  });
});

/** As after the time for which it is kept where answers stand. */
async function forgetAnswers(): Promise<void> {
  const { state } = running;
  await sleep(60);
  for (const { id } of await state.listRecords('posted', 1000)) await state.deleteRecord('posted', id);
}

describe('a question whose answer is long ago', () => {
  it.each(['change', 'mention'] as const)(
    'is answered anew in the place of its answer, which goes with it: the %s first',
    async (order) => {
      const { slack } = running;
      const question = await ask(first);
      await forgetAnswers();
      await slack.edit(question, mention(second), order);
      await vi.waitFor(() => expect(textOf(slack.repliesTo(question.ts)[0])).toContain('Platform'), {
        timeout: 5_000,
      });
      await untilQuiet();
      expect(slack.repliesTo(question.ts)).toHaveLength(1);
      await forgetAnswers();
      await slack.remove({ ...question, text: mention(second) });
      await vi.waitFor(() => expect(slack.repliesTo(question.ts)).toEqual([]), { timeout: 5_000 });
    },
  );

  it('is so in a direct message, and answered below where its answer cannot be found', async () => {
    const { slack } = running;
    const own = `D${nora}`;
    const before = slack.messages(own).length;
    const { delivered, ...question } = slack.directMessage(nora, first);
    await untilSaid(() => slack.messages(own).slice(before));
    await delivered;
    await forgetAnswers();
    await slack.edit(question, second);
    await vi.waitFor(() => expect(textOf(slack.messages(own)[before])).toContain('Platform'), {
      timeout: 5_000,
    });
    await forgetAnswers();
    slack.fail({ method: 'conversations.history', error: 'internal_error' });
    await slack.edit({ ...question, text: second }, first);
    const [, said] = await untilSaid(() => slack.messages(own).slice(before), 2);
    expect(textOf(said)).toContain('12 tasks');
  });
});

describe('a thread in Slack', () => {
  it('is read before a question in it is answered', async () => {
    const { slack } = running;
    const { ts } = slack.write(john, channel, first);
    slack.write(john, channel, 'no idea, maybe it knows', ts);
    slack.mention(nora, channel, 'and how many of those are overdue?', ts);
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(textOf(said)).toMatch(/\b1\b.*John Doe/);
  });

  it('is read to its end where it is long', async () => {
    const { slack } = running;
    const { ts } = slack.write(john, channel, 'good morning');
    for (let at = 0; at < 450; at++) slack.write(john, channel, `remark ${at}`, ts);
    slack.write(john, channel, first, ts);
    slack.mention(nora, channel, 'and how many of those are overdue?', ts);
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(textOf(said)).toMatch(/\b1\b.*John Doe/);
  });

  it('is done without where it cannot be read', async () => {
    const { slack, bot } = running;
    const { ts } = slack.write(john, channel, first);
    slack.fail({ method: 'conversations.replies', error: 'internal_error' });
    slack.mention(nora, channel, second, ts);
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(textOf(said)).toContain('Platform');
    expect(bot.lines.some((line) => line.message.includes('thread could not be read'))).toBe(true);
  });
});

describe('shortcuts on a message in Slack', () => {
  it('answer what it asks, for whoever chose it alone, who may share it', async () => {
    const { slack } = running;
    const message = slack.write(john, channel, 'does anybody know: who leads the Platform team?');
    const { id, delivered } = slack.shortcut(nora, message, 'ask_about_message');
    const [said] = await untilSaid(() => slack.responsesTo(id));
    expect((await delivered).acknowledgedAfterMs).toBeLessThan(1_000);
    expect(said?.ephemeralFor).toBe(nora);
    if (said === undefined) throw new Error('no answer');
    expect(buttonOf(said, 'Share in channel')).toBeDefined();
  });

  it('name who should answer it', async () => {
    const { slack } = running;
    const message = slack.write(john, channel, 'the SSO runbook');
    const { id } = slack.shortcut(nora, message, 'who_should_answer');
    const [said] = await untilSaid(() => slack.responsesTo(id));
    expect(said?.ephemeralFor).toBe(nora);
    expect(textOf(said)).toMatch(/SSO runbook.*Elena Petrova Identity Engineer/);
  });
});
