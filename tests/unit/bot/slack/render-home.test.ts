import { expect, it } from 'vitest';
import type { HomeView } from '../../../../src/bot/home/home-view.ts';
import { renderHome } from '../../../../src/bot/slack/render-home.ts';
import { settingsForm } from '../../../../src/bot/slack/settings-form.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';
import { checkView } from '../../../e2e/slack/check-blocks.ts';
import { textsOf } from '../../../e2e/slack/workspace.ts';

const long = '<!channel> & '.repeat(2_000);
const answer: Answer = {
  language: 'en',
  text: long,
  claims: [],
  asOf: [],
  followUps: [],
  sources: [],
};
const at = '2026-11-20T01:00:00.000Z';
const home: HomeView = {
  language: 'en',
  commands: Array.from({ length: 50 }, () => ({ usage: long, description: long })),
  myTasks: answer,
  myTeam: answer,
  sources: Array.from({ length: 200 }, () => ({ name: long, syncedAt: at })),
  admin: {
    sync: Array.from({ length: 200 }, () => ({ source: long, syncedAt: null, failure: long })),
    counts: { days: 30, helpful: 1, unhelpful: 50, unanswered: 50, isCut: false },
    unanswered: Array.from({ length: 50 }, () => ({ question: long, reason: 'no_data', asker: null, at })),
    feedback: [{ opinion: 'down', reason: long, question: null, answerDigest: '', by: null, at }],
    pages: Array.from({ length: 50 }, () => ({ title: long, url: null, helpful: 1, unhelpful: 2 })),
  },
};

it('draws any home within the limits, and calls nobody', () => {
  const view = renderHome({ kind: 'home', text: '', home, timeZone: 'Asia/Tokyo' });
  expect(checkView(view)).toBeNull();
  expect(textsOf(view.blocks).join('')).not.toMatch(/[<>]/);
});

it.each(['auto', 'Europe/Berlin', 'Asia/Calcutta', 'Etc/GMT+5'])(
  'offers the time zone %s that is set',
  (value) => {
    const options = [{ value: 'auto', label: 'automatic' }];
    const form = settingsForm({
      fields: [
        { name: 'language', label: 'Language', value: 'auto', options },
        { name: 'timezone', label: 'Time zone', value },
      ],
    });
    expect(checkView(form)).toBeNull();
    expect(JSON.stringify(form.blocks[1])).toContain(`"initial_option":{"value":"${value}"`);
  },
);
