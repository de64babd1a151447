import { describe, expect, it } from 'vitest';
import type { FakeMember, SentActivity } from './fake-connector.ts';
import type { Delivery, Place } from './fake-teams.ts';
import { buttonOf, pressAnswer, wordsOf, wordsOfCard } from './read-reply.ts';
import { appSettings, startBotAt } from './start-bot.ts';
import { useTeamsCompany } from './teams-company.ts';
import { waitFor } from './wait-for.ts';

const at = useTeamsCompany(() => ({ settings: { ...appSettings, followsThreads: true } }));

/** Something that is said to nobody by name, as Teams sends it to an app that may hear it. */
const say = (user: FakeMember, place: Place, text: string): Promise<Delivery> =>
  at.teams.deliver(at.teams.activity(user, place, { text, textFormat: 'plain' }));

const threadOf = (place: Place, { activity }: Delivery): Place => ({
  ...place,
  conversation: { ...place.conversation, ...activity.conversation },
});

/** Waits until all that was delivered is answered or left be, and gives what was said to one message. */
async function repliesTo({ activity }: Delivery): Promise<readonly SentActivity[]> {
  await at.teams.answerTo(await at.teams.direct(at.john, 'help'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  return at.teams.repliesTo(activity.id);
}

async function askedInChannel(): Promise<{ readonly thread: Place; readonly asked: Delivery }> {
  const channel = at.teams.channel([at.john, at.nora]);
  const asked = await at.teams.mention(at.john, channel, 'Who leads the Platform team?');
  await at.teams.answerTo(asked);
  // The record of the thread is written right after the answer.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { thread: threadOf(channel, asked), asked };
}

describe('what is said in a thread without a mention', () => {
  it('is answered where its asker goes on below an answer, as often as they do', async () => {
    const { thread } = await askedInChannel();
    const next = await say(at.john, thread, 'And who is in it?');
    expect(wordsOf(await at.teams.answerTo(next))).toMatch(/Platform/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const again = await say(at.john, thread, 'How many tasks do they have?');
    expect(wordsOf(await at.teams.answerTo(again))).toMatch(/\d/);
  });

  it('is left be where somebody else says it, and so is all that follows', async () => {
    const { thread } = await askedInChannel();
    const other = await say(at.nora, thread, 'Who leads the Security team?');
    const after = await say(at.john, thread, 'Who leads the Security team?');
    expect(await repliesTo(other)).toEqual([]);
    expect(await repliesTo(after)).toEqual([]);
    const mention = await at.teams.mention(at.john, thread, 'Who leads the Platform team?');
    await at.teams.answerTo(mention);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await at.teams.answerTo(await say(at.john, thread, 'Who is in it?'))).toBeDefined();
  });

  it('is left be where it names somebody, is no question, or stands elsewhere', async () => {
    const { thread } = await askedInChannel();
    const named = await at.teams.deliver(
      at.teams.activity(at.john, thread, {
        text: '<at>Nora</at> who leads it?',
        entities: [{ type: 'mention', mentioned: { id: at.nora.id, name: 'Nora' }, text: '<at>Nora</at>' }],
      }),
    );
    expect(await repliesTo(named)).toEqual([]);
    const second = await askedInChannel();
    const remark = await say(at.john, second.thread, 'lunch was nice and the weather is fine');
    expect(await repliesTo(remark)).toEqual([]);
    for (const words of ['thanks!', 'Ben, can you take this?']) {
      const { thread: place } = await askedInChannel();
      expect(await repliesTo(await say(at.john, place, words))).toEqual([]);
    }
    const elsewhere = await say(
      at.john,
      at.teams.channel([at.john, at.nora]),
      'Who leads the Platform team?',
    );
    expect(await repliesTo(elsewhere)).toEqual([]);
  });

  it('is answered once, however often it is delivered', async () => {
    const { thread } = await askedInChannel();
    const next = await say(at.john, thread, 'And who is in it?');
    await at.teams.deliver(next.activity);
    await at.teams.answerTo(next);
    await at.teams.deliver(next.activity);
    expect(await repliesTo(next)).toHaveLength(1);
  });

  it('has its answer change where it is edited, and go where it is deleted', async () => {
    const { thread } = await askedInChannel();
    const next = await say(at.john, thread, 'And who is in it?');
    const answer = await at.teams.answerTo(next);
    const shown = () => at.teams.connector.shown.find((one) => one.id === answer.id);
    const before = shown()?.text;
    await at.teams.edit(next, at.john, thread, 'Who leads the Security team?');
    await waitFor(() => (shown()?.text === before ? undefined : true));
    expect(wordsOf(shown() ?? answer)).toContain('Security');
    await at.teams.remove(next, at.john, thread);
    await waitFor(() => (shown() === undefined ? true : undefined));
  });

  it('is answered in a group chat below an answer to the same person', async () => {
    const chat = at.teams.groupChat([at.john, at.nora]);
    expect(await repliesTo(await say(at.john, chat, 'Who leads the Platform team?'))).toEqual([]);
    await at.teams.answerTo(await at.teams.mention(at.john, chat, 'Who leads the Platform team?'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(wordsOf(await at.teams.answerTo(await say(at.john, chat, 'Who is in it?')))).toMatch(/Platform/);
  });
});

it('uses in a group chat only what all of its members may read, and shows more to its asker alone', async () => {
  const salary = 'What is the gross salary band for a senior engineer in Berlin?';
  const chat = at.teams.groupChat([at.john, at.nora]);
  const said = await at.teams.answerTo(await at.teams.mention(at.nora, chat, salary));
  expect(wordsOf(said)).not.toContain('70,000');
  const reads = at.teams.connector.rosterReads();
  await at.teams.answerTo(await at.teams.mention(at.nora, chat, 'Who leads the Platform team?'));
  expect(at.teams.connector.rosterReads()).toBe(reads);
  const alone = pressAnswer(await at.teams.click(at.nora, chat, said, buttonOf(said, 'Show me privately')));
  expect(wordsOfCard(alone.card)).toContain('70,000');
  const his = pressAnswer(await at.teams.click(at.john, chat, said, buttonOf(said, 'Show me privately')));
  expect(wordsOfCard(his.card)).not.toContain('70,000');
});

it('hears nothing without a mention where that is not configured', async () => {
  const other = await startBotAt(at.teams, at.company.handleMessage, { state: at.company.orgwise.state });
  const { thread } = await askedInChannel();
  const next = await say(at.john, thread, 'And who is in it?');
  expect(await repliesTo(next)).toEqual([]);
  await other.stop();
  at.teams.connect(at.bot.url);
});

describe('a mention in a thread that others began', () => {
  /** A thread of people, as Graph shows it; the mention comes after it. */
  function threadOfPeople(texts: readonly string[], hasConsent = true) {
    const channel = at.teams.channel([at.john, at.nora]);
    const { team } = channel.channelData as { readonly team: { readonly aadGroupId: string } };
    if (hasConsent) at.teams.channels.consent(team.aadGroupId);
    const root = String(Date.now() - 60_000);
    texts.forEach((content, index) => {
      const isBot = content.startsWith('BOT');
      at.teams.channels.say(channel.conversation.id, root, {
        id: String(Number(root) + index),
        from: isBot ? { user: null, application: { id: 'bot' } } : { user: { id: 'someone' } },
        body: { contentType: 'html', content: `<div>${content}</div>` },
        deletedDateTime: content.startsWith('GONE') ? '2026-01-01T00:00:00Z' : null,
      });
    });
    const conversation = { ...channel.conversation, id: `${channel.conversation.id};messageid=${root}` };
    return { ...channel, conversation };
  }
  const heard = () => at.bot.messages.at(-1)?.earlier;

  it('is answered with what they asked before in mind', async () => {
    const thread = threadOfPeople([
      'Who leads the <b>Platform</b> team?',
      'no idea',
      'BOT said what?',
      'GONE who?',
    ]);
    const answer = await at.teams.answerTo(await at.teams.mention(at.john, thread, 'And who is in it?'));
    expect(heard()).toEqual(['Who leads the Platform team?']);
    expect(wordsOf(answer)).toContain('Platform');
  });

  it('is answered by itself where nobody gave leave to read the thread', async () => {
    const thread = threadOfPeople(['Who leads the Platform team?'], false);
    const answer = await at.teams.answerTo(
      await at.teams.mention(at.john, thread, 'Who leads the Security team?'),
    );
    expect(heard()).toBeUndefined();
    expect(wordsOf(answer)).toContain('Security');
    expect(at.bot.logged.at(-1)?.message).toBe('What was said in a thread could not be read');
  });

  it('reads nothing where it began the thread, or there is none', async () => {
    const before = at.teams.channels.reads();
    await at.teams.answerTo(
      await at.teams.mention(at.john, at.teams.channel([at.john]), 'Who leads the Platform team?'),
    );
    await at.teams.answerTo(
      await at.teams.mention(at.john, at.teams.groupChat([at.john]), 'Who leads the Platform team?'),
    );
    await at.teams.answerTo(await at.teams.direct(at.john, 'Who leads the Platform team?'));
    expect(at.teams.channels.reads()).toBe(before);
  });
});
