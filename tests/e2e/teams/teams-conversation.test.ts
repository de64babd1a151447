import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementsOf } from '../../unit/bot/teams/check-card.ts';
import { channelMembers, conversation } from '../conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import { type ConversationDriver, playStep } from '../conversation-driver.ts';
import type { FakeMember, SentActivity } from './fake-connector.ts';
import { type Delivery, type FakeTeams, type Place, startFakeTeams } from './fake-teams.ts';
import { buttonOf, cardOf, pressAnswer, wordsOf, wordsOfCard } from './read-reply.ts';
import { appSettings, startBotAt } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

let company: ConversationCompany;
let teams: FakeTeams;
let bot: Awaited<ReturnType<typeof startBotAt>>;
let channel: Place;
/** The latest answer, where it stands, and the card that one person alone sees in its place. */
let latest: { readonly place: Place; readonly reply: SentActivity; readonly card: unknown } | undefined;
let question: { readonly asked: Delivery; readonly reply: SentActivity } | undefined;
const people = new Map<string, FakeMember>();

beforeAll(async () => {
  company = await openConversationCompany(channelMembers.slice(0, 1));
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
  latest = { place: { ...place, conversation: conversationOfReply }, reply, card: cardOf(reply) };
  return reply;
}

function latestAnswer(): NonNullable<typeof latest> {
  if (latest === undefined) throw new Error('nothing was answered yet');
  return latest;
}

function asked(): NonNullable<typeof question> {
  if (question === undefined) throw new Error('nothing was asked yet');
  return question;
}

async function press(email: string, label: string): Promise<Delivery> {
  const { place, reply, card } = latestAnswer();
  return await teams.click(personOf(email), place, reply, buttonOf({ card }, label));
}

/** What stands there now in the place of an answer; undefined where it is gone. */
const shownNow = ({ id }: SentActivity): SentActivity | undefined =>
  teams.connector.shown.find((one) => one.id === id);

const driver: ConversationDriver = {
  async mention(email, text) {
    const delivered = await teams.mention(personOf(email), channel, text);
    const reply = await answerTo(delivered, channel);
    question = { asked: delivered, reply };
    return wordsOf(reply);
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
  home: (email) => driver.direct(email, 'home'),
  async choose(email, label) {
    const { place } = latestAnswer();
    const pressed = await press(email, label);
    expect(pressAnswer(pressed)).toEqual({ text: 'On it.' });
    return wordsOf(await answerTo(pressed, place));
  },
  async alone(email, label) {
    const before = teams.connector.sent.length;
    const { text = '', card } = pressAnswer(await press(email, label));
    expect(teams.connector.sent).toHaveLength(before);
    if (card === undefined) return text;
    latest = { ...latestAnswer(), card };
    return wordsOfCard(card);
  },
  how: async () => wordsOfCard(latestAnswer().card),
  async rate(email, opinion, reason) {
    const { place, reply } = latestAnswer();
    await teams.react(personOf(email), place, reply, opinion === 'Helpful' ? 'like' : 'dislike', reason);
  },
  async edit(email, text) {
    const { asked: delivered, reply } = asked();
    const count = teams.connector.shown.length;
    await teams.edit(delivered, personOf(email), channel, text);
    const edited = await waitFor(() => {
      const now = shownNow(reply);
      return now === undefined || wordsOf(now) === wordsOf(reply) ? undefined : now;
    });
    expect(teams.connector.shown).toHaveLength(count);
    return wordsOf(edited);
  },
  async remove(email) {
    const { asked: delivered, reply } = asked();
    await teams.remove(delivered, personOf(email), channel);
    await waitFor(() => (shownNow(reply) === undefined ? true : undefined));
    return '';
  },
  rows() {
    const parts = elementsOf(latestAnswer().card);
    expect(parts.filter((one) => one.type === 'Table').length).toBeLessThanOrEqual(1);
    return parts
      .filter((one) => one.type === 'TableRow')
      .slice(1)
      .map((row) => JSON.stringify(row));
  },
  offers: (label) =>
    elementsOf(latestAnswer().card).some(
      (one) => one.type === 'Action.Execute' && String(one.title).includes(label),
    ),
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

  it('explains its commands', async () => {
    expect(await driver.command(john, 'help', '')).toContain('/whois NAME');
  });
});
