import { expect, test } from 'vitest';
import { restrictionsOf } from '../../../../src/access/field-policy.ts';
import type { BotAdapter } from '../../../../src/bot/bot-adapter.ts';
import type { MovementsReport } from '../../../../src/bot/reports/movements-report.ts';
import { postMovements } from '../../../../src/bot/reports/post-movements.ts';
import { tellMovements } from '../../../../src/bot/reports/tell-movements.ts';
import { botWordings } from '../../../../src/bot/wording/bot-wordings.ts';
import type { Viewer } from '../../../../src/graph/viewer.ts';
import type { AuditEntry } from '../../../../src/operations/audit.ts';

const anybody: Viewer = { acls: new Set() };
const withoutTitles: Viewer = { ...anybody, hidden: { Employee: new Set(['title']) } };

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
  const english = tellMovements(movements, 'hr', botWordings.en, anybody)?.split('\n') ?? [];
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
  expect(tellMovements(movements, 'hr', botWordings.zh, anybody)).toContain(
    '- Ana Silva：职位：Engineer → Team Lead；团队：Search；负责：不再是 Platform',
  );
});

test('titles that not everybody may read are left out, and who changed in nothing else with them', () => {
  const text = tellMovements(movements, 'hr', botWordings.en, withoutTitles) ?? '';
  expect(text).not.toMatch(/Analyst|Engineer|Lead\b|Ben Okafor/);
  expect(text).toContain('Moved: 1\n- Ana Silva: team Search; leads Platform no longer');
  const onlyTitles = { ...movements, joined: { total: 0, first: [] }, left: { total: 0, first: [] } };
  const [, ben] = movements.moved.first;
  expect(
    tellMovements(
      { ...onlyTitles, moved: { total: 1, first: ben === undefined ? [] : [ben] } },
      'hr',
      botWordings.en,
      withoutTitles,
    ),
  ).toBeNull();
});

test('who has a last day is not named where last days are kept from somebody, and no total counts them', () => {
  const left = {
    total: 3,
    first: [
      { name: 'Ben Okafor', lastDay: '2099-12-31' },
      { name: 'Chen Li', lastDay: '2026-11-01' },
      { name: 'Gone Girl', lastDay: null },
    ],
  };
  const policies = [{ Employee: { endDate: ['hr'] } }, { Employee: { endDate: 'nobody' } }] as const;
  for (const policy of policies) {
    const viewer = { ...anybody, ...restrictionsOf(policy, null) };
    const text = tellMovements({ ...movements, left }, 'hr', botWordings.en, viewer) ?? '';
    expect(text).not.toMatch(/Ben Okafor, last|Ben Okafor$|2099|Chen Li|2026-11/m);
    expect(text).toContain('Left: 1\n- Gone Girl');
  }
  expect(tellMovements({ ...movements, left }, 'hr', botWordings.en, anybody)).toContain('2099-12-31');
});

test('changes of relationships that somebody may not follow are left out', () => {
  const policy = { relations: { HELD: 'hr', MEMBER_OF: 'hr', LEADS: 'nobody', REPORTS_TO: 'hr' } } as const;
  const viewer = { ...anybody, ...restrictionsOf(policy, null) };
  const text = tellMovements(movements, 'hr', botWordings.en, viewer) ?? '';
  expect(text).not.toMatch(/Moved|Search|Platform|Team Lead|Analyst/);
  expect(text).toContain('- Noor Haddad');
});

test('a channel is told what all of it may read, and each post is audited', async () => {
  const posted: string[] = [];
  const noted: AuditEntry[] = [];
  const slack: BotAdapter = {
    name: 'slack',
    start: async () => {},
    stop: async () => {},
    post: async (_, text) => void posted.push(text),
    listeners: async () => [
      { accountId: 'U1', email: 'hr@acme.example' },
      { accountId: 'U2', standing: 'guest' },
    ],
  };
  const asked: (readonly string[])[] = [];
  const options = {
    channels: { slack: 'C1' },
    wording: botWordings.en,
    audit: { record: (entry: AuditEntry) => void noted.push(entry) },
    log: { warn: () => {} },
    access: {
      audience: async (emails: readonly string[]) => {
        asked.push(emails);
        return withoutTitles;
      },
    },
  };
  await postMovements([{ source: 'hr', movements }], { ...options, adapters: [slack] });
  expect(asked).toEqual([['hr@acme.example', '']]);
  expect(posted[0]).not.toContain('Analyst');
  expect(noted).toMatchObject([
    {
      who: 'schedule',
      platform: 'slack',
      place: 'C1',
      what: 'sync',
      act: 'post_movements',
      audience: 2,
      about: ['hr'],
    },
  ]);
  const refusing = { ...slack, post: () => Promise.reject(new Error('not_in_channel')) };
  await postMovements([{ source: 'hr', movements }], { ...options, adapters: [refusing] });
  expect(noted[1]).toMatchObject({ what: 'failure', why: 'not_posted' });
  // Whose members are not known is told what anybody may read.
  const { listeners: _, ...unknown } = slack;
  await postMovements([{ source: 'hr', movements }], { ...options, adapters: [unknown] });
  expect(asked[2]).toEqual([]);
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
    access: { audience: async () => anybody },
    audit: { record: () => {} },
    log: { warn: (_, message) => void warned.push(message) },
  });
  expect(posted).toEqual(['19:x News of people, from hr']);
  expect(warned).toEqual(['Who joined, moved and left could not be posted; orgwise runs tells it']);
});
