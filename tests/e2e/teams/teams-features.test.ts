import { describe, expect, it } from 'vitest';
import manifest from '../../../teams-app/manifest.json' with { type: 'json' };
import { elementsOf } from '../../unit/bot/teams/check-card.ts';
import type { FakeMember, SentActivity } from './fake-connector.ts';
import { buttonOf, cardOf, wordsOf } from './read-reply.ts';
import { useTeamsCompany } from './teams-company.ts';

const at = useTeamsCompany(undefined, ['nora.weiss@voltmoor.example']);

const rowsIn = (said: SentActivity): readonly string[] =>
  elementsOf(cardOf(said))
    .filter((one) => one.type === 'TableRow')
    .slice(1)
    .map((row) => JSON.stringify(row));

const ask = async (user: FakeMember, text: string): Promise<SentActivity> =>
  await at.teams.answerTo(await at.teams.direct(user, text));

it('shows rows as a table in Teams, every one of them', async () => {
  const said = await ask(at.nora, 'Which tasks are assigned to John Doe?');
  const [table, ...others] = elementsOf(cardOf(said)).filter((one) => one.type === 'Table');
  expect(others).toEqual([]);
  expect(table?.rows).toHaveLength(1 + 12);
  expect(JSON.stringify(table)).toContain('WEB-57');
});

it('shows administrators, and nobody else, how syncs went and what had no answer', async () => {
  await ask(at.john, 'What is the airspeed of an unladen swallow?');
  const hers = wordsOf(await ask(at.nora, 'home'));
  expect(hers).toMatch(
    /Syncs[\s\S]*Questions without an answer[\s\S]*unladen swallow[\s\S]*What people thought/,
  );
  expect(wordsOf(await ask(at.john, 'home'))).not.toMatch(/Questions without an answer|unladen swallow/);
});

it('tells times in the zone of whoever asks: of the sources, and of how it came about', async () => {
  const said = wordsOf(await ask(at.john, 'How many tasks are assigned to Nora Weiss?'));
  expect(said).toMatch(/As of .* GMT\+[12]/);
  expect(said).toMatch(/tracker: last synced \S+ \S+ GMT\+[12]/);
  expect(said).not.toContain('UTC');
});

it('pages through a long list to its end, every row once, and says the total on each page', async () => {
  const place = at.teams.personal(at.nora);
  let said = await ask(at.nora, 'Which tasks are open?');
  const total = Number(/of (\d+) are shown/.exec(wordsOf(said))?.[1]);
  const rows = [...rowsIn(said)];
  while (wordsOf(said).includes('Show the next')) {
    said = await at.teams.answerTo(
      await at.teams.click(at.nora, place, said, buttonOf(said, 'Show the next')),
    );
    expect(wordsOf(said)).toContain(`of ${total} are shown`);
    rows.push(...rowsIn(said));
  }
  expect(total).toBeGreaterThan(40);
  expect(rows).toHaveLength(total);
  expect(new Set(rows).size).toBe(total);
});

it('brings an opinion from Teams into the graph, on the pages that the answer came from', async () => {
  const said = await ask(at.john, 'How many days of holiday do I get?');
  await at.teams.react(at.john, at.teams.personal(at.john), said, 'dislike', 'too short');
  await expect
    .poll(async () => wordsOf(await ask(at.nora, 'feedback list')), { timeout: 5_000 })
    .toMatch(/Pages whose answers did not help:[\s\S]*: 1 not helpful, 0 helpful/);
});

describe('a colleague who is mentioned', () => {
  const asked = (text: string, ...people: readonly FakeMember[]) => {
    const place = at.teams.groupChat([at.nora, at.john, ...people]);
    const bots = '<at>Orgwise</at>';
    const { recipient } = at.teams.activity(at.nora, place, {}) as unknown as {
      readonly recipient: { readonly id: string };
    };
    return at.teams.deliver(
      at.teams.activity(at.nora, place, {
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
    const engineer = at.teams.person('Ana Silva', { email: 'ana.silva@voltmoor.example' });
    const said = await at.teams.answerTo(await asked('who is <at>Ana Silva</at>?', engineer));
    expect(wordsOf(said)).toContain('Senior Data Engineer');
    expect(wordsOf(said)).not.toContain('Account Executive');
  });

  it('is each of two namesakes, in their order', async () => {
    const engineer = at.teams.person('Ana Silva', { email: 'ana.silva@voltmoor.example' });
    const seller = at.teams.person('Ana Silva', { email: 'ana.m.silva@voltmoor.example' });
    await at.teams.answerTo(
      await asked('is <at>Ana Silva</at> the manager of <at>Ana Silva</at>?', seller, engineer),
    );
    expect(at.bot.messages.at(-1)?.mentioned).toEqual([
      { words: 'Ana Silva', email: 'ana.m.silva@voltmoor.example' },
      { words: 'Ana Silva', email: 'ana.silva@voltmoor.example' },
    ]);
  });

  it('stays a name where the directory does not know the address', async () => {
    const marta = at.teams.person('Marta Kowalczyk', { email: 'm.k@elsewhere.example' });
    const said = await at.teams.answerTo(await asked('who is <at>Marta Kowalczyk</at>?', marta));
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
    personal: () => at.teams.direct(at.nora, title),
    team: () => at.teams.mention(at.nora, at.teams.channel([at.nora, at.john]), title),
    groupChat: () => at.teams.mention(at.nora, at.teams.groupChat([at.nora, at.john]), title),
  };
  const asked = await places[scope as keyof typeof places]();
  const said = wordsOf(await at.teams.answerTo(asked));
  expect(said.trim()).not.toBe('');
  expect(said).not.toMatch(/did not understand|No answer in the data|Something went wrong/);
  expect(at.bot.messages.at(-1)).toMatchObject(title === 'home' ? { kind: 'home' } : { command: title });
});
