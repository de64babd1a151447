import { describe, expect, it, vi } from 'vitest';
import { listFeedback } from '../../../src/bot/feedback.ts';
import { untilSaid } from './harness.ts';
import {
  buttonOf,
  channel,
  john,
  nora,
  startSlackCompany,
  textOf,
  useSlackCompany,
} from './slack-company.ts';
import type { FakeMessage } from './workspace.ts';

const noraMail = 'nora.weiss@voltmoor.example';
const waits = { timeout: 10_000 };

describe('what Slack shows of its own', () => {
  const running = useSlackCompany('http', {
    more: [
      { id: 'UGUEST', name: 'Nora', email: noraMail, isRestricted: true },
      { id: 'USTRANGER', name: 'Nora', email: noraMail, teamId: 'TOTHER' },
      { id: 'UNOBODY', name: 'Nora', email: noraMail, teamId: 'TOTHER', isStranger: true },
      { id: 'UNEW', name: 'Somebody', email: 'somebody@elsewhere.example' },
    ],
  });

  async function mention(question: string): Promise<FakeMessage> {
    const { ts } = running.slack.mention(nora, channel, question);
    const [said] = await untilSaid(() => running.slack.repliesTo(ts));
    if (said === undefined) throw new Error('no answer');
    return said;
  }

  async function press(user: string, message: FakeMessage, label: string): Promise<FakeMessage> {
    const before = running.slack.messages(message.channel).length;
    const { delivered } = running.slack.click(user, message, buttonOf(message, label).action_id);
    const said = await untilSaid(() => running.slack.messages(message.channel), before + 1);
    expect((await delivered).acknowledgedAfterMs).toBeLessThan(1_000);
    const last = said.at(-1);
    if (last === undefined) throw new Error('no answer');
    return last;
  }

  it('carries references alone', async () => {
    const said = await mention('Who reports to Ben?');
    for (const one of ['How did you get this?', 'Helpful', 'Not helpful', 'Show me privately'])
      expect(buttonOf(said, one).value).toMatch(/^[\w-]{22}\.\d+$/);
  });

  async function answerTo(user: string, text: string): Promise<FakeMessage> {
    const before = running.slack.messages(`D${user}`).length;
    running.slack.directMessage(user, text);
    const said = (await untilSaid(() => running.slack.messages(`D${user}`), before + 1)).at(-1);
    if (said === undefined) throw new Error('no answer');
    return said;
  }

  it('tells times in the zone of whoever asks: of the sources, and of how it came about', async () => {
    const said = await answerTo(john, 'How many tasks are assigned to Nora Weiss?');
    expect(textOf(said)).toMatch(/As of .* GMT\+[12]/);
    const how = textOf(await press(john, said, 'How did you get this?'));
    expect(how).toMatch(/tracker: last synced \S+ \S+ GMT\+[12]/);
    expect(how).not.toContain('UTC');
  });

  it.each([
    ['a guest', 'UGUEST', 'that of a guest'],
    ['a member of another workspace', 'USTRANGER', 'here from another one'],
    ['somebody of another organisation', 'UNOBODY', 'another organisation'],
    ['whom the directory does not know', 'UNEW', 'could not find you there'],
  ])('refuses %s in Slack, for what they are', async (_, user, why) => {
    const said = textOf(await answerTo(user, 'How many tasks are assigned to John Doe?'));
    expect(said).toContain(why);
    expect(said).not.toContain('12');
  });

  it('shares a private answer below its question, also from a later page of it', async () => {
    const { slack } = running;
    const set = async (words: string): Promise<void> => {
      const { id } = slack.command(nora, channel, '/orgwise', words);
      await untilSaid(() => slack.responsesTo(id));
    };
    await set('settings private on');
    try {
      const { ts } = slack.mention(nora, channel, 'Which tasks are open?');
      const alone = await vi.waitFor(() => {
        const found = slack.messages(channel).findLast((one) => one.ephemeralFor === nora);
        if (found === undefined || Number(found.ts) < Number(ts)) throw new Error('no answer yet');
        return found;
      }, waits);
      expect(alone.threadTs).toBeUndefined();
      expect(await press(nora, alone, 'Share in channel')).toMatchObject({ threadTs: ts });
      const next = await press(nora, alone, 'Show the next');
      expect(next.ephemeralFor).toBe(nora);
      expect(await press(nora, next, 'Share in channel')).toMatchObject({ threadTs: ts });
    } finally {
      await set('settings private off');
    }
  });

  it('shares the answer to a command, also where the bot is no member', async () => {
    const { slack } = running;
    slack.workspace.channels.push({ id: 'C7', name: 'without it', members: [nora, john] });
    const { id } = slack.command(nora, 'C7', '/whois', 'John Doe');
    const [said] = await untilSaid(() => slack.responsesTo(id));
    if (said === undefined) throw new Error('no answer');
    expect(said.ephemeralFor).toBe(nora);
    const { id: pressed } = slack.click(nora, said, buttonOf(said, 'Share in channel').action_id);
    const [shared] = await untilSaid(() => slack.responsesTo(pressed));
    expect(shared?.ephemeralFor).toBeUndefined();
  });

  it('takes an opinion, and a reason for it by a form', async () => {
    const { slack, company } = running;
    const { state } = company.orgwise;
    const said = await mention('Who leads the Platform team?');
    expect(textOf(await press(john, said, 'Helpful'))).toContain('Thank you');
    const before = slack.messages(channel).length;
    slack.click(nora, said, buttonOf(said, 'Not helpful').action_id);
    const view = await vi.waitFor(() => {
      const found = slack.workspace.views.at(-1);
      if (found === undefined) throw new Error('no form yet');
      return found;
    });
    await vi.waitFor(async () => expect((await listFeedback(state, 5))[0]?.opinion).toBe('down'));
    const submitted = await slack.submit(nora, view, { reason: { reason: { value: 'not any more' } } });
    expect(['', '{}']).toContain(submitted.body);
    const thanked = (await untilSaid(() => slack.messages(channel), before + 1)).at(-1);
    expect(thanked).toMatchObject({ ephemeralFor: nora, threadTs: said.threadTs });
    const [latest] = await listFeedback(state, 5);
    expect(latest).toMatchObject({ opinion: 'down', reason: 'not any more' });
  });

  it('shows people as cards, with what Slack knows of them', async () => {
    const said = await mention('Who is John Doe?');
    const card = said.blocks.find((block) => block.accessory !== undefined);
    expect(card?.accessory).toMatchObject({
      type: 'image',
      image_url: 'https://pictures.example/john.png',
      alt_text: 'John Doe',
    });
    const text = JSON.stringify(card?.text);
    expect(text).toMatch(
      /Senior Backend Engineer\\n[^\\]*Web[^\\]*\\n↑ Marta Kowalczyk\\nBerlin · \d\d:\d\d[^\\]*· active now/,
    );
    expect(text).toContain('<slack://user?team=T1&amp;id=UJOHN|Open a chat>');
  });
});

it('takes the opinion and says thanks where the form comes too late', async () => {
  const { slack, company, stop } = await startSlackCompany('socket', { triggerLifeMs: -1 });
  try {
    const { ts } = slack.mention(nora, channel, 'Who leads the Platform team?');
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    if (said === undefined) throw new Error('no answer');
    const { id } = slack.click(nora, said, buttonOf(said, 'Not helpful').action_id);
    const [thanked] = await untilSaid(() => slack.responsesTo(id));
    expect(textOf(thanked)).toContain('Thank you');
    expect(slack.workspace.views).toEqual([]);
    expect((await listFeedback(company.orgwise.state, 5))[0]?.opinion).toBe('down');
  } finally {
    await stop();
  }
});
