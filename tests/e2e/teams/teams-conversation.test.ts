import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../../teams-app/manifest.json' with { type: 'json' };
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

const [nora = '', john = ''] = channelMembers;

describe('what Teams alone has', () => {
  it('tells times in the zone of whoever asks: of the sources, and of how it came about', async () => {
    const said = await driver.direct(john, 'How many tasks are assigned to Nora Weiss?');
    expect(said).toMatch(/As of .* GMT\+[12]/);
    expect(said).toMatch(/tracker: last synced \S+ \S+ GMT\+[12]/);
    expect(said).not.toContain('UTC');
  });

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

describe('a colleague who is mentioned', () => {
  const asked = (text: string, ...people: readonly FakeMember[]) => {
    const place = teams.groupChat([personOf(nora), personOf(john), ...people]);
    const bots = '<at>Orgwise</at>';
    const { recipient } = teams.activity(personOf(nora), place, {}) as unknown as {
      readonly recipient: { readonly id: string };
    };
    return teams.deliver(
      teams.activity(personOf(nora), place, {
        text: `${bots} ${text}`,
        textFormat: 'plain',
        entities: [
          { type: 'mention', mentioned: recipient, text: bots },
          ...people.map(({ id, name }) => ({
            type: 'mention',
            mentioned: { id, name },
            text: `<at>${name}</at>`,
          })),
        ],
      }),
    );
  };

  it('is the one who is meant, whoever else has the name', async () => {
    const engineer = teams.person('Ana Silva', { email: 'ana.silva@voltmoor.example' });
    const said = await teams.answerTo(await asked('who is <at>Ana Silva</at>?', engineer));
    expect(wordsOf(said)).toContain('Senior Data Engineer');
    expect(wordsOf(said)).not.toContain('Account Executive');
  });

  it('is each of two namesakes, in their order', async () => {
    const engineer = teams.person('Ana Silva', { email: 'ana.silva@voltmoor.example' });
    const seller = teams.person('Ana Silva', { email: 'ana.m.silva@voltmoor.example' });
    await teams.answerTo(
      await asked('is <at>Ana Silva</at> the manager of <at>Ana Silva</at>?', seller, engineer),
    );
    expect(bot.messages.at(-1)?.mentioned).toEqual([
      { words: 'Ana Silva', email: 'ana.m.silva@voltmoor.example' },
      { words: 'Ana Silva', email: 'ana.silva@voltmoor.example' },
    ]);
  });

  it('stays a name where the directory does not know the address', async () => {
    const marta = teams.person('Marta Kowalczyk', { email: 'm.k@elsewhere.example' });
    const said = await teams.answerTo(await asked('who is <at>Marta Kowalczyk</at>?', marta));
    expect(wordsOf(said)).toContain('Marta Kowalczyk');
    expect(wordsOf(said)).not.toContain('No answer in the data');
  });
});

/** All of it in the own chat; elsewhere, where it is the same, what is drawn in other ways. */
const menu = manifest.bots.flatMap(({ commandLists }) =>
  commandLists.flatMap(({ scopes, commands }) =>
    scopes.flatMap((scope) =>
      commands
        .filter(({ title }) => scope === 'personal' || ['home', 'whois'].includes(title))
        .map(({ title }) => [scope, title] as const),
    ),
  ),
);

it.each(menu)('answers what the command menu puts into a message in %s: %s', async (scope, title) => {
  const places = {
    // Each in a chat of its own, which takes only so many messages a second.
    personal: () => teams.direct(teams.person('Nora Weiss', { email: nora }), title),
    team: () => teams.mention(personOf(nora), teams.channel([personOf(nora), personOf(john)]), title),
    groupChat: () => teams.mention(personOf(nora), teams.groupChat([personOf(nora), personOf(john)]), title),
  };
  const asked = await places[scope as keyof typeof places]();
  const said = wordsOf(await teams.answerTo(asked));
  expect(said.trim()).not.toBe('');
  expect(said).not.toMatch(/did not understand|No answer in the data|Something went wrong/);
  expect(bot.messages.at(-1)).toMatchObject(title === 'home' ? { kind: 'home' } : { command: title });
});
