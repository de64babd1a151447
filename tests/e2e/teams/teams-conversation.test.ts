import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConversationDriver, channelMembers, conversation, playStep } from '../conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import type { FakeMember, SentActivity } from './fake-connector.ts';
import { type Delivery, type FakeTeams, type Place, startFakeTeams } from './fake-teams.ts';
import { buttonOf, wordsOf } from './read-reply.ts';
import { appSettings, startBotAt } from './start-bot.ts';

let company: ConversationCompany;
let teams: FakeTeams;
let bot: Awaited<ReturnType<typeof startBotAt>>;
let channel: Place;
let latest: { readonly place: Place; readonly reply: SentActivity } | undefined;
const people = new Map<string, FakeMember>();

beforeAll(async () => {
  company = await openConversationCompany();
  teams = await startFakeTeams();
  bot = await startBotAt(teams, company.handleMessage, {
    state: company.orgwise.state,
    settings: { ...appSettings, followsThreads: true },
  });
  channel = teams.channel(channelMembers.map(personOf));
});
afterAll(async () => {
  await bot?.stop();
  await teams?.stop();
  await company?.close();
});

function personOf(email: string): FakeMember {
  const person = people.get(email) ?? teams.person(email.split('@')[0] ?? email, { email });
  people.set(email, person);
  return person;
}

/** Waits for the answer, and keeps it as the latest with the thread that it stands in. */
async function answerTo(asked: Delivery, place: Place): Promise<SentActivity> {
  expect(asked.status).toBe(200);
  const reply = await teams.answerTo(asked);
  const conversationOfReply = { ...place.conversation, id: reply.conversationId };
  latest = { place: { ...place, conversation: conversationOfReply }, reply };
  return reply;
}

function latestAnswer(): NonNullable<typeof latest> {
  if (latest === undefined) throw new Error('nothing was answered yet');
  return latest;
}

const driver: ConversationDriver = {
  async mention(email, text) {
    const person = personOf(email);
    return wordsOf(await answerTo(await teams.mention(person, channel, text), channel));
  },
  async followUp(email, text) {
    const { place } = latestAnswer();
    return wordsOf(await answerTo(await teams.mention(personOf(email), place, text), place));
  },
  async goOn(email, text) {
    const { place } = latestAnswer();
    const said = teams.activity(personOf(email), place, { text, textFormat: 'plain' });
    return wordsOf(await answerTo(await teams.deliver(said), place));
  },
  async direct(email, text) {
    const person = personOf(email);
    return wordsOf(await answerTo(await teams.direct(person, text), teams.personal(person)));
  },
  async command(email, command, text) {
    const person = personOf(email);
    return wordsOf(await answerTo(await teams.command(person, command, text), teams.personal(person)));
  },
  async choose(email, label) {
    const { place, reply } = latestAnswer();
    const pressed = await teams.click(personOf(email), place, reply, buttonOf(reply, label));
    return wordsOf(await answerTo(pressed, place));
  },
};

describe('the conversation in Teams', () => {
  it.each(conversation)('$shows', async (step) => {
    await playStep(driver, step);
  });
});

describe('what Teams alone has', () => {
  const john = 'john.doe@voltmoor.example';

  it('cites the sources and says how old they are', async () => {
    const asked = await teams.mention(personOf(john), channel, 'How many days of holiday do I get?');
    const reply = await answerTo(asked, channel);
    expect(reply.conversationId).toContain(`;messageid=${asked.activity.id}`);
    expect(wordsOf(reply)).toMatch(/\[1\] /);
    expect(wordsOf(reply)).toMatch(/As of directory.* GMT\+[12]/);
    expect(reply.entities?.[0]).toMatchObject({ '@type': 'Message' });
    expect(reply.entities?.[0]?.citation).toContainEqual(expect.objectContaining({ position: 1 }));
  });

  it('tells nothing to a guest, though the directory has that address', async () => {
    const guest = teams.person('Nora', { email: 'nora.weiss@voltmoor.example', userRole: 'guest' });
    const reply = await teams.answerTo(await teams.direct(guest, 'Who leads the Platform team?'));
    expect(wordsOf(reply)).toContain('your account is that of a guest');
  });

  it('explains its commands, and speaks Chinese around a Chinese answer', async () => {
    expect(await driver.command(john, 'help', '')).toContain('/whois NAME');
    expect(await driver.mention(john, '谁负责 Platform 团队？')).toContain('数据截至');
  });
});
