import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overlap } from '../../connectors/changes/asked-since.ts';
import type { ArticleRecord } from '../../connectors/connector.ts';
import {
  createMediaWikiConnector,
  type MediaWikiConnectorOptions,
} from '../../connectors/mediawiki/mediawiki-connector.ts';
import { pdfOf } from '../fixtures/documents.ts';
import { botPassword, hasMediaWiki, startMediaWiki, type TestWiki } from '../fixtures/wikis/media-wiki.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, inOrder } from './follow-changes.ts';

describe.runIf(hasMediaWiki || isDemanded('mediawiki'))(
  'mediawiki on a real wiki (needs the packages mediawiki, php-cli, php-sqlite3, php-intl, php-mbstring, php-xml)',
  () => {
    let wiki: TestWiki;
    beforeAll(async () => {
      wiki = await startMediaWiki();
      const edit = (title: string, text: string) => wiki.change('edit', { title, text });
      await edit('Template:Owner', 'Owned by {{{1}}}.');
      await edit('On-call', "Who is '''awake'''.\n\n[[Category:Handbook]][[Category:Runbooks]]");
      await edit('Rota', '#REDIRECT [[On-call]]');
      await edit(
        'On-call/Nights',
        [
          '{{Owner|Ana Lima}} See [[On-call|the rota]], [[Rota]], [[Missing]] and [https://acme.example/x elsewhere].',
          '== Steps ==',
          '# Build',
          '# Ship',
          '#* twice',
          '{| class="wikitable"',
          '! Key !! Who',
          '|-',
          '| one || Bo_Chen',
          '|}',
          '<pre>\nselect a_b\n  from t\n</pre>',
        ].join('\n'),
      );
      await edit('Old name', '王小明 👩🏽‍🚀');
      await edit('Temp', 'soon gone');
    }, 120_000);
    afterAll(async () => await wiki.stop());

    const connect = (options: Partial<MediaWikiConnectorOptions> = {}) =>
      createMediaWikiConnector({
        source: 'wiki',
        apiUrl: wiki.apiUrl,
        username: 'Admin@sync',
        password: botPassword,
        readers: ['group:staff'],
        accounts: { Admin: 'ana@acme.example' },
        ...options,
      });
    const readPages = async (options: Partial<MediaWikiConnectorOptions> = {}) => {
      const { records, problems } = await fetchAll(connect(options));
      expect(problems).toEqual([]);
      return records as ArticleRecord[];
    };

    test('pages come with rendered text, links, categories and the page above them', async () => {
      const pages = await readPages();
      const [rota, nights] = ['On-call', 'On-call/Nights'].map((title) =>
        pages.find((page) => page.title === title),
      );
      expect(pages.map(({ title }) => title).toSorted()).toEqual([
        ...['Main Page', 'Old name', 'On-call', 'On-call/Nights', 'Temp'],
      ]);
      expect(rota).toMatchObject({
        body: 'Who is **awake**.',
        tags: ['Handbook', 'Runbooks'],
        author: 'ana@acme.example',
        readers: [['group:staff']],
        language: 'en',
      });
      expect(nights?.body).toBe(
        [
          `Owned by Ana Lima. See [the rota](${rota?.url}), [Rota](${rota?.url?.replace('On-call', 'Rota')}), Missing and [elsewhere](https://acme.example/x).`,
          '## Steps',
          '1. Build\n2. Ship\n   - twice',
          '| Key | Who |\n| - | - |\n| one | Bo_Chen |',
          '```\nselect a_b\n  from t\n```',
        ].join('\n\n'),
      );
      expect(nights).toMatchObject({ parent: rota?.key, links: [rota?.key], path: 'On-call/Nights' });
    }, 60_000);

    test('a renamed page keeps its key, a deleted one is gone, and comes back under its key', async () => {
      const before = await readPages();
      const keyOf = (pages: readonly ArticleRecord[], title: string) =>
        pages.find((page) => page.title === title)?.key;
      await wiki.change('move', { from: 'Old name', to: 'New name' });
      await wiki.change('delete', { title: 'Temp' });
      const after = await readPages();
      expect(keyOf(after, 'New name')).toBe(keyOf(before, 'Old name'));
      expect(after.some(({ title }) => title === 'Temp' || title === 'Old name')).toBe(false);
      expect(after.find(({ title }) => title === 'New name')?.body).toBe('王小明 👩🏽‍🚀');
      await wiki.change('undelete', { title: 'Temp' });
      expect(keyOf(await readPages(), 'Temp')).toBe(keyOf(before, 'Temp'));
    }, 60_000);

    test('pages of another namespace stand in a folder of its name', async () => {
      await wiki.change('edit', { title: 'Help:Leave', text: 'Ask first.' });
      expect(await readPages({ namespaces: [12] })).toMatchObject([
        { title: 'Leave', path: 'Help/Leave', body: 'Ask first.' },
      ]);
    }, 60_000);

    test('what was read by changes is what everything would be: edits, templates, links, moves, deletions', async () => {
      // Everything here was written within the minutes that are read again, so that those are left out.
      const follower = createFollower((cursor) => {
        const { at, ...rest } = JSON.parse(cursor);
        return JSON.stringify({ at: new Date(Date.parse(at) + overlap).toISOString(), ...rest });
      });
      const read = async () => {
        wiki.runJobs();
        const titles = new Set((await follower.follow(connect())).read);
        expect(inOrder(follower.records.values())).toEqual(inOrder(await readPages()));
        // What is written from now on is later by the wiki's clock, which has whole seconds.
        await setTimeout(1_100);
        return [...follower.records.values()].flatMap((page) =>
          page.kind === 'article' && titles.has(page.key) ? [page.title] : [],
        );
      };
      await setTimeout(1_100);
      await follower.follow(connect());
      await setTimeout(1_100);
      await wiki.change('edit', { title: 'Template:Owner', text: 'Kept by {{{1}}}.' });
      await wiki.change('edit', { title: 'Missing', text: 'Not any more.' });
      expect((await read()).toSorted()).toEqual(['Missing', 'On-call/Nights']);
      await wiki.change('move', { from: 'On-call', to: 'On duty' });
      await wiki.change('delete', { title: 'Missing' });
      await wiki.change('edit', { title: 'On duty/Days', text: 'By day.' });
      expect(await read()).not.toContain('Main Page');
    }, 60_000);

    test('documents that a page links to come as text, in their newest version', async () => {
      wiki.upload('Travel_rules.pdf', pdfOf(['Book early.'], ['Ask Ana.']));
      await wiki.change('edit', { title: 'Travel', text: 'See [[Media:Travel rules.pdf|the rules]].' });
      const connector = connect({ attachments: {} });
      const attached = async () => {
        const { records, problems } = await fetchAll(connector);
        expect(problems).toEqual([]);
        return (records as ArticleRecord[]).find(({ title }) => title === 'Travel')?.attachments;
      };
      expect(await attached()).toMatchObject([
        {
          name: 'Travel rules.pdf',
          url: expect.stringMatching(/\/Travel_rules\.pdf$/),
          parts: [
            { text: 'Book early.', fragment: 'page=1' },
            { text: 'Ask Ana.', fragment: 'page=2' },
          ],
        },
      ]);
      wiki.upload('Travel_rules.pdf', pdfOf(['Book late.']));
      expect(await attached()).toMatchObject([{ parts: [{ text: 'Book late.' }] }]);
    }, 60_000);

    test('a wrong password, and a wiki that visitors may not read, are told apart', async () => {
      await expect(fetchAll(connect({ password: `${botPassword.slice(1)}0` }))).rejects.toMatchObject({
        failure: 'unauthorized',
        message: expect.stringMatching(
          /does not accept the bot password of Admin@sync.*Special:BotPasswords\.$/,
        ),
      });
      const visitor = createMediaWikiConnector({
        source: 'wiki',
        apiUrl: wiki.apiUrl,
        readers: ['everyone'],
      });
      await expect(fetchAll(visitor)).rejects.toMatchObject({
        failure: 'forbidden',
        message: expect.stringMatching(/give the account the right 'read'/),
      });
    }, 60_000);
  },
);

test('options that do not belong together are told when the connector is made', () => {
  const options = { source: 'wiki', apiUrl: 'https://wiki.acme.example/w/api.php', readers: ['everyone'] };
  expect(() => createMediaWikiConnector({ ...options, username: 'Bot@sync' })).toThrow(
    /needs username and password/,
  );
  expect(() => createMediaWikiConnector({ ...options, readers: undefined as never })).toThrow();
});
