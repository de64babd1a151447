import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/bot/reply.ts';
import { answerOf } from '../../fixtures/answer-of.ts';
import { failed, type SentActivity } from './fake-connector.ts';
import type { FakeTeams } from './fake-teams.ts';
import { buttonOf, pressAnswer } from './read-reply.ts';
import { type OnMessage, startBot } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const lines = Array.from({ length: 900 }, (_, at) => `Line ${at} of a long page`);
const long = lines.join('\n');
const source = { kind: 'task', id: 't', key: 'T-1', title: 'Page', url: 'https://wiki.example/a' } as const;
const written = (text: string): Reply => answerOf(text, { sources: [source], model: 'wrote' });
const textOf = (text: string): Reply => ({ kind: 'text', text });

const linesOf = (messages: readonly SentActivity[]): string[] =>
  messages
    .flatMap((one) => (one.text ?? '').split('\n'))
    .map((line) => line.replace(/ +$/, '').replace(/ \[1\]$/, ''))
    .filter((line) => line.startsWith('Line '));

const shownIn = (teams: FakeTeams) => teams.connector.shown;
const parts = (teams: FakeTeams, count: number) =>
  waitFor(() => (shownIn(teams).length >= count ? [...shownIn(teams)] : undefined));

describe.each([
  ['words', textOf],
  ['an answer', answerOf],
] as const)('%s too long for one message of Teams', (_, say) => {
  const handle: OnMessage = async ({ text, change }) =>
    change === 'deleted' ? { kind: 'nothing', text: '' } : say(text === 'long' ? long : `${text}.`);

  it('go on in further ones of the thread, in order, with nothing lost, which change and go with the question', async () => {
    const { teams, adapter } = await startBot(handle);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    const asked = await teams.mention(ana, channel, 'long');
    const said = await parts(teams, 3);
    expect(linesOf(said)).toEqual(lines);
    expect(said.every((one) => one.replyToId === asked.activity.id)).toBe(true);
    expect(new Set(said.map((one) => one.conversationId)).size).toBe(1);
    for (const one of said.slice(0, -1)) expect(one.text).toMatch(/This goes on below\._?$/);
    expect(said.at(-1)?.text).not.toContain('goes on below');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await teams.edit(asked, ana, channel, 'short');
    await waitFor(() => (shownIn(teams).length === 1 ? true : undefined));
    expect(shownIn(teams)[0]).toMatchObject({ id: said[0]?.id });
    expect(shownIn(teams)[0]?.text).toMatch(/^short\./);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await teams.edit(asked, ana, channel, 'long');
    await parts(teams, 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(linesOf(shownIn(teams))).toEqual(lines);
    await teams.remove(asked, ana, channel);
    await waitFor(() => (shownIn(teams).length === 0 ? true : undefined));
    await adapter.stop();
  });

  it('end after five messages with the word that there is more', async () => {
    const { teams, adapter } = await startBot(async () => say('word '.repeat(20_000)));
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    await teams.direct(ana, 'endless');
    const said = await parts(teams, 5);
    await adapter.stop();
    expect(shownIn(teams)).toHaveLength(5);
    expect(said.at(-1)?.text).toMatch(/The rest does not fit here\. Ask for a part of it\._?$/);
  });

  it('are posted whole before the next answer of the place, through the limit of seven a second', async () => {
    const { teams, adapter } = await startBot(async ({ text }) =>
      say(long.replaceAll('Line', `Line ${text}`)),
    );
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const chat = teams.groupChat([ana]);
    await Promise.all(['A', 'B', 'C'].map((text) => teams.mention(ana, chat, text)));
    await parts(teams, 9);
    await adapter.stop();
    const letters = shownIn(teams).map(({ text }) => /Line (\w)/.exec(text ?? '')?.[1]);
    expect(letters.join('')).toMatch(/^(AAA|BBB|CCC){3}$/);
  });

  it('say with an id where their rest is not taken, and follow their question all the same', async () => {
    const { teams, adapter, logged } = await startBot(handle);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    // The second message, and its words where it has more than those.
    const taken = { respond: 0 };
    const respond = teams.connector.respond.bind(teams.connector);
    teams.connector.respond = (method, url, body) => {
      const isRefused =
        method === 'POST' && url.pathname.includes('/activities') && body.includes('Line 500');
      taken.respond += isRefused ? 1 : 0;
      return isRefused ? failed(403, 'Forbidden', 'No more here.') : respond(method, url, body);
    };
    const asked = await teams.mention(ana, channel, 'long');
    const said = await parts(teams, 2);
    expect(taken.respond).toBeGreaterThan(0);
    const [, id] = /could not be sent.*\(id (\w{8})\)/.exec(said[1]?.text ?? '') ?? [];
    expect(logged.some(({ details }) => (details as { failure?: string }).failure === id)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await teams.remove(asked, ana, channel);
    await waitFor(() => (shownIn(teams).length === 0 ? true : undefined));
    await adapter.stop();
  });
});

describe('an answer for one person alone, too long for a card', () => {
  it('is given whole in their own chat, and whoever pressed is told so', async () => {
    const fuller = { kind: 'show_privately', label: 'Show me privately', ref: 'a-ref.0' } as const;
    const { teams, adapter } = await startBot(async ({ kind }) =>
      kind === 'action'
        ? { ...written(long), visibleTo: 'asker' }
        : { ...written('Little.'), actions: [fuller] },
    );
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const own = teams.personal(ana);
    const channel = teams.channel([ana]);
    const said = await teams.answerTo(await teams.mention(ana, channel, 'Hm?'));
    const pressed = await teams.click(ana, channel, said, buttonOf(said, 'Show me privately'));
    expect(pressAnswer(pressed).text).toContain('in our own chat');
    const there = shownIn(teams).filter((one) => one.conversationId === own.conversation.id);
    expect(linesOf(there)).toEqual(lines);
    expect(shownIn(teams)).toHaveLength(1 + there.length);
    await adapter.stop();
  });
});

describe('an answer that was streamed, too long for one message', () => {
  it('ends its stream with the first, and goes on below', async () => {
    const { teams, adapter } = await startBot(async (_, watch) => {
      watch?.onProgress?.('Reading a long page…');
      await new Promise((resolve) => setTimeout(resolve, 700));
      return written(long);
    });
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    await teams.direct(ana, 'long');
    const said = await parts(teams, 3);
    await adapter.stop();
    expect(linesOf(said)).toEqual(lines);
    const endings = said.map(({ entities = [] }) => entities.find((one) => one.type === 'streaminfo'));
    expect(endings).toMatchObject([{ streamType: 'final' }, undefined, undefined]);
    const labels = said.map(({ entities = [] }) => entities.find((one) => '@type' in one)?.additionalType);
    expect(labels).toEqual([['AIGeneratedContent'], ['AIGeneratedContent'], ['AIGeneratedContent']]);
  });
});
