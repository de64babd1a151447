import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPreviewLinks } from '../../../src/bot/links/preview-links.ts';
import { createSearchThings } from '../../../src/bot/links/search-things.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import { createOrgwise, type Orgwise } from '../../../src/main.ts';
import { sampleWithAddresses } from '../../fixtures/sample-with-addresses.ts';
import { elementsOf } from '../../unit/bot/teams/check-card.ts';
import { type FakeMember, failed } from './fake-connector.ts';
import type { ComposeAnswer, Place } from './fake-teams.ts';
import { wordsOfCard } from './read-reply.ts';
import { startBot } from './start-bot.ts';
import { useTeamsCompany } from './teams-company.ts';
import { waitFor } from './wait-for.ts';

const at = useTeamsCompany(({ orgwise }) => ({
  previewLinks: createPreviewLinks(orgwise),
  searchThings: createSearchThings(orgwise),
}));

const queryOf = (commandId: string, text: string, queryOptions = {}) => ({
  commandId,
  parameters: [{ name: 'query', value: text }],
  queryOptions,
});

/** Titles of what was found; each card is one that Teams takes. */
function titlesOf({ composeExtension }: ComposeAnswer): readonly string[] {
  return (composeExtension?.attachments ?? []).map(({ content, preview }) => {
    expect(wordsOfCard(content)).toContain(preview.content.title);
    return preview.content.title;
  });
}

/** What can be read in a dialog that shows a card. */
function wordsOfDialog(task: ComposeAnswer['task']): string {
  const { card } = (task?.value ?? {}) as { readonly card: { readonly content: unknown } };
  return wordsOfCard(card.content);
}

/** Pages about pay, of which Nora may read some that John may not. */
const salaryPages = queryOf('searchArticles', 'salary bands');

describe('searching from the compose box', () => {
  it('finds people by parts of their names, with what tells them apart', async () => {
    const found = await at.teams.compose(
      at.john,
      at.teams.personal(at.john),
      'query',
      queryOf('searchPeople', 'silva ana'),
    );
    expect(titlesOf(found)).toEqual(['Ana Silva', 'Ana Silva']);
    const details = found.composeExtension?.attachments?.map((one) => one.preview.content.text) ?? [];
    expect(details.join()).toContain('Senior Data Engineer');
    expect(details.join()).toContain('Account Executive, Iberia');
  });

  it('finds tasks by key and by words, the whole key first, a page at a time', async () => {
    const own = at.teams.personal(at.john);
    const byKey = await at.teams.compose(at.john, own, 'query', queryOf('searchTasks', 'WEB-57'));
    expect(byKey.composeExtension?.attachments?.[0]?.preview.content.text).toContain('WEB-57');
    const all = titlesOf(await at.teams.compose(at.john, own, 'query', queryOf('searchTasks', 'page')));
    const second = queryOf('searchTasks', 'page', { skip: 1, count: 2 });
    expect(all.length).toBeGreaterThan(3);
    expect(titlesOf(await at.teams.compose(at.john, own, 'query', second))).toEqual(all.slice(1, 3));
  });

  it('offers the own open tasks before a word is written', async () => {
    const first = { commandId: 'searchTasks', parameters: [{ name: 'initialRun', value: 'true' }] };
    const found = await at.teams.compose(at.john, at.teams.personal(at.john), 'query', first);
    const details = found.composeExtension?.attachments?.map((one) => one.preview.content.text) ?? [];
    expect(details).toHaveLength(4);
    for (const one of details) expect(one).toContain('John Doe');
  });

  it('finds in a channel only what all of its members may read', async () => {
    const alone = titlesOf(await at.teams.compose(at.nora, at.teams.personal(at.nora), 'query', salaryPages));
    const both = titlesOf(
      await at.teams.compose(at.nora, at.teams.channel([at.nora, at.john]), 'query', salaryPages),
    );
    const his = titlesOf(await at.teams.compose(at.john, at.teams.personal(at.john), 'query', salaryPages));
    expect(alone.length).toBeGreaterThan(both.length);
    expect(both).toEqual(his);
  });

  it('finds no page that is kept from anybody for a chat whose members it cannot know', async () => {
    const chat = at.teams.chatOfOthers();
    await at.teams.answerTo(await at.teams.direct(at.nora, 'help'));
    const found = await at.teams.compose(at.nora, chat, 'query', salaryPages);
    expect(titlesOf(found)).toEqual([]);
    const people = await at.teams.compose(at.nora, chat, 'query', queryOf('searchPeople', 'John Doe'));
    expect(titlesOf(people)).toContain('John Doe');
  });

  it('says what is in the way of somebody whom it has not met, or does not answer', async () => {
    const unmet = at.teams.person('Ines', { email: 'ines@voltmoor.example' });
    const ask = async (one: FakeMember, place = at.teams.personal(one)) =>
      (await at.teams.compose(one, place, 'query', salaryPages)).composeExtension;
    expect((await ask(unmet, at.teams.chatOfOthers()))?.text).toContain('Write to me once in my own chat');
    expect((await ask(unmet))?.text).toContain('could not find you there');
    const guest = at.teams.person('Gil', { email: at.nora.email ?? '', userRole: 'guest' });
    expect((await ask(guest))?.text).toContain('that of a guest');
  });

  it('refuses a search that it has not', async () => {
    await expect(
      at.teams.compose(at.john, at.teams.personal(at.john), 'query', queryOf('searchPlanets', 'x')),
    ).rejects.toThrow('501');
  });
});

describe('a link to the company’s own tasks and pages', () => {
  const task = 'https://tracker.example/browse/WEB-57';
  const bands = 'https://wiki.example/people/salary-bands.md';
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-links-'));
  let orgwise: Orgwise;
  beforeAll(async () => {
    orgwise = await createOrgwise(sampleWithAddresses(folder));
    await orgwise.sync();
  });
  afterAll(async () => {
    await orgwise.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is shown as what it leads to, where all who read it may see that', async () => {
    const running = await startBot(orgwise.handleMessage, { previewLinks: createPreviewLinks(orgwise) });
    const [her, him] = [at.nora, at.john].map((one) =>
      running.teams.person(one.name, { email: one.email ?? '' }),
    );
    if (her === undefined || him === undefined) throw new Error('nobody there');
    const shown = async (place: Place, url: string) =>
      titlesOf(await running.teams.compose(her, place, 'queryLink', { url }));
    const [channel, own] = [running.teams.channel([her, him]), running.teams.personal(her)];
    expect(await shown(channel, task)).toHaveLength(1);
    expect(await shown(own, bands)).toHaveLength(1);
    expect(await shown(channel, bands)).toEqual([]);
    expect(await shown(running.teams.chatOfOthers(), task)).toEqual([]);
    expect(await shown(own, 'https://tracker.example/browse/X-1')).toEqual([]);
  });
});

describe('a question about a message', () => {
  const message = (commandId: string, content: string) => ({
    commandId,
    commandContext: 'message',
    messagePayload: { id: '1', body: { contentType: 'html', content } },
  });

  it('is answered in a dialog, to the asker alone', async () => {
    const place = at.teams.channel([at.nora, at.john]);
    const question = '<p>What is the gross salary band for a senior engineer in <b>Berlin</b>?</p>';
    const { task } = await at.teams.compose(
      at.nora,
      place,
      'fetchTask',
      message('askAboutMessage', question),
    );
    const { card } = (task?.value ?? {}) as { readonly card: { readonly content: unknown } };
    expect(task?.type).toBe('continue');
    expect(wordsOfCard(card.content)).toContain('70,000');
    expect(JSON.stringify(card)).not.toContain('Action.Execute');
    expect(
      at.teams.connector.sent
        .filter((one) => one.type === 'message')
        .map((one) => JSON.stringify(one))
        .join(),
    ).not.toContain('70,000');
  });

  it('goes on in its dialog by its buttons: who is meant, and what one thinks of it', async () => {
    const place = at.teams.channel([at.nora, at.john]);
    const asked = message('askAboutMessage', 'What is Ana Silva working on?');
    const before = at.teams.connector.sent.length;
    const opened = await at.teams.compose(at.john, place, 'fetchTask', asked);
    expect(wordsOfDialog(opened.task)).toContain('Which one do you mean?');
    const press = (task: ComposeAnswer['task'], words: string) => {
      const { card } = (task?.value ?? {}) as { readonly card: { readonly content: unknown } };
      const button = elementsOf(card.content).find(
        (one) => one.type === 'Action.Submit' && String(one.title).includes(words),
      );
      if (button === undefined) throw new Error(`no button "${words}"`);
      return at.teams.compose(at.john, place, 'submitAction', { ...asked, data: button.data });
    };
    const meant = await press(opened.task, 'Account Executive, Iberia');
    expect(wordsOfDialog(meant.task)).toMatch(/assigned to|working on/);
    expect(wordsOfDialog(meant.task)).not.toContain('Share in channel');
    const thanked = await press(meant.task, 'Helpful');
    expect(thanked.task).toEqual({ type: 'message', value: expect.stringContaining('Thank you') });
    const { card } = (meant.task?.value ?? {}) as { readonly card: { readonly content: unknown } };
    const data = elementsOf(card.content).find((one) => one.type === 'Action.Submit')?.data;
    const stolen = await at.teams.compose(at.nora, place, 'submitAction', { ...asked, data });
    expect(JSON.stringify(stolen.task)).toContain('somebody else’s answer');
    expect(at.teams.connector.sent).toHaveLength(before);
  });

  it('shows what a button asks for in its dialog, where that takes long', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(
      async ({ kind }) =>
        kind === 'action'
          ? await slow.promise
          : {
              kind: 'text',
              text: 'x',
            },
      { pressMs: 100 },
    );
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const place = running.teams.channel([ana]);
    const asked = message('askAboutMessage', 'Hm?');
    await running.teams.compose(ana, place, 'fetchTask', asked);
    const press = { ...asked, data: { ref: 'a-ref.0' } };
    const early = await running.teams.compose(ana, place, 'submitAction', press);
    expect(wordsOfDialog(early.task)).toContain('This takes a while');
    slow.resolve({ kind: 'text', text: 'At last.' });
    const again = { ...asked, data: { ref: 'a-ref.0', again: true } };
    const late = await running.teams.compose(ana, place, 'submitAction', again);
    expect(late.task).toEqual({ type: 'message', value: 'At last.' });
    expect(running.messages.map((one) => one.action?.ref)).toEqual([undefined, 'a-ref.0']);
  });

  it('tells who may know the answer', async () => {
    const place = at.teams.channel([at.nora, at.john]);
    const { task } = await at.teams.compose(
      at.nora,
      place,
      'fetchTask',
      message('whoShouldAnswer', '<div>the VPN</div>'),
    );
    expect(JSON.stringify(task)).toMatch(/Who knows|VPN/);
    expect(at.bot.messages.at(-1)).toMatchObject({
      kind: 'shortcut',
      shortcut: 'who_should_answer',
      text: 'the VPN',
    });
  });

  it('is answered in the asker’s own chat where it takes longer than Teams waits', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(() => slow.promise, { pressMs: 100 });
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const own = running.teams.personal(ana);
    const place = running.teams.channel([ana]);
    const { task } = await running.teams.compose(ana, place, 'fetchTask', message('askAboutMessage', 'Hm?'));
    expect(wordsOfDialog(task)).toContain('in our own chat');
    slow.resolve({ kind: 'text', text: 'At last.' });
    const sent = await waitFor(() => running.teams.connector.sent.find((one) => one.text === 'At last.'));
    expect(sent.conversationId).toBe(own.conversation.id);
  });

  it.each([
    ['a picture', { contentType: 'html', content: '<div><img src="https://x.example/a.png"></div>' }],
    ['a card', { contentType: 'html', content: '<attachment id="1"></attachment>' }],
    ['nothing', { contentType: 'html', content: null }],
  ])('says in a dialog that a message has no words where it is %s', async (_, body) => {
    const running = await startBot(async () => ({ kind: 'text', text: 'x' }));
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const asked = { commandId: 'askAboutMessage', messagePayload: { id: '7', body } };
    const { task } = await running.teams.compose(ana, running.teams.channel([ana]), 'fetchTask', asked);
    expect(task).toMatchObject({ type: 'message', value: expect.stringContaining('no words') });
    expect(running.messages).toEqual([]);
  });

  it('is shown in its dialog all the same, once it is there, to whoever asks for it', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(() => slow.promise, { pressMs: 100 });
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const place = running.teams.channel([ana]);
    const asked = message('askAboutMessage', 'Hm?');
    const submit = { ...asked, data: { again: true } };
    const { task } = await running.teams.compose(ana, place, 'fetchTask', asked);
    expect(wordsOfDialog(task)).toContain('Show it here');
    await running.teams.compose(ana, place, 'fetchTask', asked);
    const early = await running.teams.compose(ana, place, 'submitAction', submit);
    expect(wordsOfDialog(early.task)).toContain('This takes a while');
    slow.resolve({ kind: 'text', text: 'At last.' });
    const late = await running.teams.compose(ana, place, 'submitAction', submit);
    expect(late.task).toEqual({ type: 'message', value: 'At last.' });
    expect(running.messages).toHaveLength(1);
  });

  it('opens within the five seconds that Teams waits, however long the answer takes', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(() => slow.promise);
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const place = running.teams.channel([ana]);
    const asked = message('askAboutMessage', 'Hm?');
    const { task } = await running.teams.compose(ana, place, 'fetchTask', asked);
    slow.resolve({ kind: 'text', text: 'At last.' });
    expect(wordsOfDialog(task)).toContain('This takes a while');
  });

  it('says with an id where it cannot be answered in private as it was promised', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(() => slow.promise, { pressMs: 100 });
    const ines = running.teams.person('Ines', { email: 'ines@acme.example' });
    const place = running.teams.channel([ines]);
    await running.teams.compose(ines, place, 'fetchTask', message('askAboutMessage', 'Hm?'));
    slow.resolve({ kind: 'text', text: 'At last, for you alone.' });
    const said = await waitFor(() =>
      running.teams.connector.sent.find((one) =>
        JSON.stringify(one).includes('could not write to you there'),
      ),
    );
    const [, id] = /\(id (\w{8})\)/.exec(JSON.stringify(said)) ?? [];
    expect(running.logged.some(({ details }) => (details as { failure?: string }).failure === id)).toBe(true);
    expect(JSON.stringify(running.teams.connector.sent)).not.toContain('for you alone.');
  });

  it.each(['in a message', 'in the next dialog'] as const)(
    'tells %s of an answer that could be given nowhere, once',
    async (where) => {
      const slow = Promise.withResolvers<Reply>();
      const running = await startBot(
        async ({ text }) => (text === 'Hm?' ? await slow.promise : { kind: 'text', text: `Well: ${text}` }),
        { pressMs: 100 },
      );
      const ines = running.teams.person('Ines', { email: 'ines@acme.example' });
      const own = running.teams.personal(ines);
      await running.teams.answerTo(await running.teams.direct(ines, 'Hi'));
      const others = running.teams.chatOfOthers();
      await running.teams.compose(ines, others, 'fetchTask', message('askAboutMessage', 'Hm?'));
      running.teams.connector.failSends(failed(403, 'BotNotInConversationRoster', 'Not there.'));
      slow.resolve({ kind: 'text', text: 'For you alone.' });
      const line = await waitFor(() =>
        running.logged.find((one) => one.message.includes('as soon as it can be')),
      );
      expect(line.message).toContain('could not be given');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const ask = async (text: string): Promise<string> => {
        if (where === 'in the next dialog') {
          const asked = message('askAboutMessage', text);
          return JSON.stringify(await running.teams.compose(ines, others, 'fetchTask', asked));
        }
        const asked = await running.teams.direct(ines, text);
        return await waitFor(() => {
          const said = running.teams.repliesTo(asked.activity.id).map((one) => one.text ?? '');
          return said.some((one) => one.includes(`Well: ${text}`)) ? said.join('\n') : undefined;
        });
      };
      const told = await ask('Still there?');
      expect(told).toContain('Well: Still there?');
      const [, id] = /could show it to you nowhere.*\(id (\w{8})\)/.exec(told) ?? [];
      expect(running.logged.some(({ details }) => (details as { failure?: string }).failure === id)).toBe(
        true,
      );
      expect(await ask('And now?')).not.toContain('nowhere');
      expect(JSON.stringify(running.teams.connector.sent)).not.toContain('For you alone.');
      expect(own.conversation.id).toMatch(/^a:/);
    },
  );

  it.each([
    ['fails', () => Promise.reject(new Error('secret detail'))],
    ['takes longer than Teams waits', () => new Promise<never>(() => {})],
  ])('is said to have failed, with the id of the log line, where it %s', async (_, searchThings) => {
    const running = await startBot(async () => ({ kind: 'text', text: 'x' }), { searchThings, pressMs: 300 });
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const answer = await running.teams.compose(ana, running.teams.personal(ana), 'query', salaryPages);
    const [, id] = /\(id (\w{8})\)$/.exec(answer.composeExtension?.text ?? '') ?? [];
    expect(running.logged).toMatchObject([{ details: { failure: id } }]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });
});
