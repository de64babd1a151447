import { describe, expect, it } from 'vitest';
import type { Action, Reply } from '../../../src/bot/reply.ts';
import type { TeamsSettings } from '../../../src/bot/teams/teams-settings.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';
import { answerOf } from '../../fixtures/answer-of.ts';
import type { SentActivity } from './fake-connector.ts';
import { buttonOf, pressAnswer, wordsOf, wordsOfCard } from './read-reply.ts';
import { appSettings, startBot } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const opinions: readonly Action[] = [
  { kind: 'feedback_up', label: 'Helpful', ref: 'up-ref' },
  { kind: 'feedback_down', label: 'Not helpful', ref: 'down-ref', reasonLabel: 'Why?' },
];
const answer = (more: Partial<Answer> = {}): Reply => ({
  ...answerOf('Ben leads it.', more),
  actions: opinions,
});

async function ask(reply: Reply, settings: TeamsSettings = appSettings) {
  const running = await startBot(
    async ({ kind }) => (kind === 'action' ? { kind: 'text', text: 'Thanks.', visibleTo: 'asker' } : reply),
    { settings },
  );
  const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
  const place = running.teams.personal(ana);
  const sent: SentActivity = await running.teams.answerTo(await running.teams.direct(ana, 'Who leads it?'));
  return { ...running, ana, place, sent };
}

const markOf = ({ entities = [] }: SentActivity) =>
  entities.find((one) => one.type === 'https://schema.org/Message');

describe('feedback', () => {
  it('is taken by the buttons of Teams, with its words, as the buttons of the reply', async () => {
    const { teams, ana, place, sent, messages } = await ask(answer());
    expect(JSON.stringify(sent)).not.toContain('Helpful');
    const liked = await teams.react(ana, place, sent, 'like', '');
    expect(liked.status).toBe(200);
    await teams.react(ana, place, sent, 'dislike', 'It was Cleo.');
    await waitFor(() => messages[2]);
    expect(messages.slice(1).map((one) => [one.kind, one.action, one.sender.email])).toEqual([
      ['action', { ref: 'up-ref' }, 'ana@acme.example'],
      ['action', { ref: 'down-ref', reason: 'It was Cleo.' }, 'ana@acme.example'],
    ]);
    expect(teams.connector.sent.filter((one) => one.type === 'message')).toHaveLength(1);
  });

  it('of a message that nobody knows is dropped, and logged', async () => {
    const { teams, ana, place, sent, messages, logged } = await ask(answer());
    const other = { ...sent, id: 'another' };
    expect((await teams.react(ana, place, other, 'like', '')).status).toBe(200);
    expect(messages).toHaveLength(1);
    expect(logged.map((one) => one.message)).toContain(
      'An opinion of a message that is not known was dropped',
    );
  });

  it('is not asked for where there is nothing to have an opinion of', async () => {
    const { sent } = await ask({ kind: 'text', text: 'Help.' });
    expect(sent.channelData).toBeUndefined();
  });

  it('that is none is refused', async () => {
    const { teams, ana, place } = await ask(answer());
    const invoke = { type: 'invoke', name: 'message/submitAction', value: { actionName: 'other' } };
    expect((await teams.deliver(teams.activity(ana, place, invoke))).status).toBe(501);
  });
});

describe('how an answer is marked', () => {
  it('says where a model had a part in it, and only there', async () => {
    expect(markOf((await ask(answer({ model: 'wrote' }))).sent)?.additionalType).toEqual([
      'AIGeneratedContent',
    ]);
    expect(markOf((await ask(answer())).sent)).toBeUndefined();
  });

  it('carries the label of sensitivity that is configured, in the one entity with the sources', async () => {
    const sensitivity = { name: 'Internal', description: 'Not outside.' };
    const source = { kind: 'task', id: 't', key: 'WEB-1', title: 'Fix it', url: null } as const;
    const { sent } = await ask(answer({ sources: [source], model: 'planned' }), {
      ...appSettings,
      sensitivity,
    });
    expect(sent.entities).toHaveLength(1);
    expect(markOf(sent)).toMatchObject({
      additionalType: ['AIGeneratedContent'],
      usageInfo: { '@type': 'CreativeWork', ...sensitivity },
      citation: [{ position: 1, appearance: { name: 'Fix it' } }],
    });
  });

  it('says both in the card itself, where one person alone sees it', async () => {
    const settings = { ...appSettings, sensitivity: { name: 'Internal [HR]' } };
    const fuller = { kind: 'show_privately', label: 'Show me privately', ref: 'a-ref.0' } as const;
    const { teams } = await startBot(
      async ({ kind }) =>
        kind === 'action' || kind === 'shortcut'
          ? { ...answer({ model: 'wrote' }), visibleTo: 'asker' }
          : { ...answer(), actions: [fuller] },
      { settings },
    );
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    const said = await teams.answerTo(await teams.mention(ana, channel, 'Who leads it?'));
    expect(wordsOf(said)).not.toMatch(/AI-generated|Internal/);
    const pressed = await teams.click(ana, channel, said, buttonOf(said, 'Show me privately'));
    expect(wordsOfCard(pressAnswer(pressed).card)).toContain('AI-generated · Internal [HR]');
    const body = { contentType: 'text', content: 'Hm?' };
    const asked = { commandId: 'askAboutMessage', messagePayload: { id: '1', body } };
    const { task } = await teams.compose(ana, channel, 'fetchTask', asked);
    expect(JSON.stringify(task)).toContain('AI-generated');
  });
});
