import { expect, test } from 'vitest';
import type { BotAdapter } from '../../../../src/bot/bot-adapter.ts';
import type { MovementsReport } from '../../../../src/bot/reports/movements-report.ts';
import { postMovements } from '../../../../src/bot/reports/post-movements.ts';
import { tellMovements } from '../../../../src/bot/reports/tell-movements.ts';
import { botWordings } from '../../../../src/bot/wording/bot-wordings.ts';

const movements: MovementsReport = {
  joined: { total: 1, first: [{ name: 'Noor Haddad', title: 'Analyst' }] },
  moved: {
    total: 2,
    first: [
      {
        name: 'Ana Silva',
        changes: [
          { what: 'title', from: ['Engineer'], to: ['Team Lead'] },
          { what: 'team', from: [], to: ['Search'] },
          { what: 'lead', from: ['Platform'], to: [] },
        ],
      },
      { name: 'Ben Okafor', changes: [{ what: 'title', from: ['Analyst'], to: ['Engineer'] }] },
    ],
  },
  left: {
    total: 25,
    first: Array.from({ length: 25 }, (_, at) => ({
      name: `Leaver ${at}`,
      lastDay: at === 0 ? '2026-11-30' : null,
    })),
  },
};

test('who joined, moved and left is told in both languages, the first of each by name', () => {
  const english = tellMovements(movements, 'hr', botWordings.en, false)?.split('\n') ?? [];
  expect(english.slice(0, 7)).toEqual([
    'News of people, from hr',
    'Joined: 1',
    '- Noor Haddad, Analyst',
    'Moved: 2',
    '- Ana Silva: title Engineer → Team Lead; team Search; leads Platform no longer',
    '- Ben Okafor: title Analyst → Engineer',
    'Left: 25',
  ]);
  expect(english.slice(7, 9)).toEqual(['- Leaver 0, last day 2026-11-30', '- Leaver 1']);
  expect(english.at(-1)).toBe('- and 5 more');
  expect(tellMovements(movements, 'hr', botWordings.zh, false)).toContain(
    '- Ana Silva：职位：Engineer → Team Lead；团队：Search；负责：不再是 Platform',
  );
});

test('titles that not everybody may read are left out, and who changed in nothing else with them', () => {
  const text = tellMovements(movements, 'hr', botWordings.en, true) ?? '';
  expect(text).not.toMatch(/Analyst|Engineer|Lead\b|Ben Okafor/);
  expect(text).toContain('Moved: 1\n- Ana Silva: team Search; leads Platform no longer');
  const onlyTitles = { ...movements, joined: { total: 0, first: [] }, left: { total: 0, first: [] } };
  const [, ben] = movements.moved.first;
  expect(
    tellMovements(
      { ...onlyTitles, moved: { total: 1, first: ben === undefined ? [] : [ben] } },
      'hr',
      botWordings.en,
      true,
    ),
  ).toBeNull();
});

test('they go to the channel of each platform, and one that refuses keeps no other from it', async () => {
  const posted: string[] = [];
  const warned: string[] = [];
  const adapter = (name: string, post?: BotAdapter['post']): BotAdapter => ({
    name,
    start: async () => {},
    stop: async () => {},
    ...(post === undefined ? {} : { post }),
  });
  const adapters = [
    adapter('slack', async () => {
      throw new Error('not_in_channel');
    }),
    adapter('teams', async (channel, text) => void posted.push(`${channel} ${text.split('\n')[0]}`)),
    adapter('web'),
  ];
  await postMovements([{ source: 'hr', movements }, { source: 'wiki' }], {
    adapters,
    channels: { slack: 'C1', teams: '19:x', web: 'page' },
    wording: botWordings.en,
    isTitleHidden: false,
    log: { warn: (_, message) => void warned.push(message) },
  });
  expect(posted).toEqual(['19:x News of people, from hr']);
  expect(warned).toEqual(['Who joined, moved and left could not be posted; orgwise runs tells it']);
});
