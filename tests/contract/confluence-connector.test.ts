import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConfluenceConnectorOptions } from '../../connectors/confluence/confluence-connector.ts';
import type { ArticleRecord, Fetched } from '../../connectors/connector.ts';
import { pdfOf } from '../fixtures/documents.ts';
import {
  confluenceSpecifications,
  type FakeConfluence,
  secondSpaceId,
  startFakeConfluence,
} from '../fixtures/vendors/fake-confluence.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole, inOrder } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";
const isSpecified = confluenceSpecifications.every(hasSpecification) || isDemanded('specifications');

describe.runIf(isSpecified)(`confluence ${title}`, () => {
  describeServiceConnector('confluence', {
    start: startFakeConfluence,
    perPage: 50,
    listing: /body-format=storage/,
    keyOf: String,
    textOf: (record) => (record.kind === 'article' ? record.body : undefined),
    breakItem: (service, id) => (service as FakeConfluence).changes.set(id, { title: 7 }),
    move: {
      run(service, id) {
        const { second, accounts, changes, restrictions } = service as FakeConfluence;
        accounts.set('c3', { accountId: 'c3', displayName: 'Cy', email: 'cy@acme.example' });
        second.permissions = [{ type: 'user', id: 'c3' }];
        const version = { createdAt: new Date().toISOString(), number: 8 };
        const place = { spaceId: secondSpaceId, version };
        changes.set(1, place);
        changes.set(id, { ...place, parentId: '1', parentType: 'page' });
        restrictions.set('1', { users: ['a1', 'c3'] });
      },
      after: {
        ...{ parent: '1', path: 'Operations/Thing 1/Thing 2', extra: { space: 'Operations' } },
        readers: [['user:cy@acme.example'], ['user:ana@acme.example', 'user:cy@acme.example']],
      },
    },
    tellsReaders: true,
  });

  let wiki: FakeConfluence;
  beforeEach(async () => {
    wiki = await startFakeConfluence();
    wiki.items.set(1, { id: 1, title: 'On-call', text: 'Who is awake.' });
  });
  afterEach(async () => {
    await wiki.server.close();
    expect(wiki.server.breaches).toEqual([]);
  });
  const read = (options: Partial<ConfluenceConnectorOptions> = {}) =>
    fetchAll(wiki.connect({ spaces: ['ENG'], ...options }));
  const readPages = async (options: Partial<ConfluenceConnectorOptions> = {}) =>
    (await read(options)).records as ArticleRecord[];
  const readersOf = async (key: string, options: Partial<ConfluenceConnectorOptions> = {}) =>
    (await readPages(options)).find((page) => page.key === key)?.readers;
  const ana = 'user:ana@acme.example';

  describe('what changed since the last time', () => {
    const changed = (id: number, fields: object = {}) =>
      wiki.changes.set(id, { ...fields, version: { createdAt: new Date().toISOString(), number: 8 } });
    const follow = async (options: Partial<ConfluenceConnectorOptions> = {}) => {
      for (let id = 2; id <= 60; id++) wiki.items.set(id, { id, title: `Page ${id}`, text: 'Text' });
      for (const id of [3, 4]) wiki.changes.set(id, { parentId: '2', parentType: 'page' });
      const connect = () => wiki.connect({ spaces: ['ENG'], ...options });
      const follower = createFollower();
      await follower.follow(connect());
      return { follower, read: () => expectSameAsWhole(follower, connect, wiki.server) };
    };

    test('is read alone; what was deleted or moved away shows by the list of all', async () => {
      const { follower, read } = await follow();
      expect(await read()).toEqual([]);
      wiki.items.set(5, { id: 5, title: 'Page 5', text: 'Other' });
      changed(5);
      wiki.items.delete(6);
      wiki.items.set(61, { id: 61, title: 'New', text: '' });
      expect(await read()).toEqual(expect.arrayContaining(['5', '61']));
      expect(follower.records.has('6')).toBe(false);
      wiki.items.set(6, { id: 6, title: 'Page 6', text: 'Restored' });
      expect(await read()).toContain('6');
    });

    test('is what a restriction was put on or taken from, above it too, though no page changed', async () => {
      const { follower, read } = await follow();
      wiki.restrictions.set('2', { users: ['a1'] });
      expect(await read()).toEqual(expect.arrayContaining(['2', '3', '4']));
      expect(follower.records.get('3')).toMatchObject({ readers: [[ana], [ana]] });
      wiki.restrictions.set('3', null);
      await read();
      expect(follower.records.has('3')).toBe(false);
      wiki.restrictions.clear();
      expect(await read()).toEqual(expect.arrayContaining(['2', '3', '4']));
    });

    test('is what stands below a page of another name, and all of a space that others may view', async () => {
      const { follower, read } = await follow({ labels: true });
      wiki.items.set(2, { id: 2, title: 'Renamed', text: 'Text' });
      changed(2);
      expect(await read()).toEqual(expect.arrayContaining(['2', '3', '4']));
      expect(follower.records.get('4')).toMatchObject({ path: 'Engineering/Renamed/Page 4' });
      wiki.groups.set('staff', ['a1', 'b2']);
      await follower.follow(wiki.connect({ spaces: ['ENG'], labels: true }));
      expect(inOrder(follower.records.values())).toEqual(
        inOrder((await fetchAll(wiki.connect({ spaces: ['ENG'], labels: true }))).records),
      );
      const all = await follower.follow(wiki.connect({ spaces: ['ENG'] }));
      expect(all).toMatchObject({ isWhole: true });
    });
  });

  test('a page becomes an article with its text, place, links, people and labels', async () => {
    wiki.items.set(2, { id: 2, title: 'SSO / login', text: '' });
    wiki.labels.set(2, ['runbook', 'sso']);
    wiki.changes.set(2, {
      parentId: '1',
      parentType: 'page',
      body: {
        storage: {
          representation: 'storage',
          value:
            '<h2>Steps</h2><p>See <ac:link><ri:page ri:content-title="On-call" /></ac:link>, ask <ac:link><ri:user ri:account-id="a1" /></ac:link>.</p>',
        },
      },
    });
    const { records, problems } = await read({ labels: true });
    expect(problems).toEqual([]);
    expect(records[1]).toEqual({
      kind: 'article',
      key: '2',
      title: 'SSO / login',
      path: 'Engineering/On-call/SSO - login',
      body: '## Steps\n\nSee [On-call](https://acme.atlassian.net/wiki/spaces/ENG/pages/1), ask Ana Lima.',
      url: 'https://acme.atlassian.net/wiki/spaces/ENG/pages/2',
      place: 'https://acme.atlassian.net/wiki/spaces/ENG/pages/2',
      author: 'ana@acme.example',
      writtenOn: '2026-01-02',
      updatedAt: '2026-01-02T03:04:05.678Z',
      language: 'en',
      parent: '1',
      links: ['1'],
      tags: ['runbook', 'sso'],
      readers: [[ana]],
      extra: { space: 'Engineering' },
    });
  });

  describe('what fails for one page', () => {
    /** Reads as it did before, save that the first such request fails. */
    const readFailing = async (
      request: RegExp,
      status: number,
      options: Partial<ConfluenceConnectorOptions>,
    ) => {
      const from = wiki.server.log.length;
      await read(options);
      const after = wiki.server.log.slice(from).findIndex((one) => request.test(one.request));
      wiki.server.inject({ status }, 1, after);
      const given: Fetched[] = [];
      const connector = wiki.connect({ ...options, limits: { retries: 0 } });
      for await (const one of connector.fetch({ signal: new AbortController().signal })) given.push(one);
      const since = given.find((one) => 'cursor' in one)?.cursor ?? '';
      const again: Fetched[] = [];
      const next = { since, isKnown: () => true, signal: new AbortController().signal };
      for await (const one of wiki.connect(options).fetch(next)) again.push(one);
      return { given, again };
    };

    test.each([404, 500])(
      'its labels, with %i: it stays, the others go in, and it is read again',
      async (status) => {
        wiki.items.set(2, { id: 2, title: 'Other', text: '' });
        const { given, again } = await readFailing(/\/labels/, status, { labels: true });
        const aside = given.find((one) => 'problem' in one);
        expect(aside).toMatchObject({ setAside: { kind: 'article' }, readers: [[ana]] });
        expect(given.filter((one) => 'record' in one)).toHaveLength(1);
        const { key = '' } = aside !== undefined && 'setAside' in aside ? (aside.setAside ?? {}) : {};
        expect(again).toContainEqual({ record: expect.objectContaining({ key }) });
      },
    );

    test('a document of it: the page goes in without, and is read again', async () => {
      const pdf = { id: 'att1', name: 'Travel rules.pdf', mediaType: 'application/pdf' };
      wiki.attachments.set(1, [{ ...pdf, bytes: pdfOf(['Book early.']) }]);
      const { given, again } = await readFailing(/\/download/, 500, { attachments: {} });
      expect(given).toContainEqual({
        problem: {
          place: 'page 1',
          message: expect.stringMatching(/rules\.pdf' is left out: Confluence fails/),
        },
      });
      expect(given).toContainEqual({
        record: expect.not.objectContaining({ attachments: expect.anything() }),
      });
      expect(again).toContainEqual({ record: expect.objectContaining({ attachments: [expect.anything()] }) });
    });
  });

  describe('documents that are attached', () => {
    const pdf = { id: 'att1', name: 'Travel rules.pdf', mediaType: 'application/pdf' };
    beforeEach(() => {
      const bytes = pdfOf(['Book early.'], ['Ask Ana.']);
      wiki.attachments.set(1, [
        { ...pdf, bytes },
        { id: 'att2', name: 'photo.png', mediaType: 'image/png', bytes: new Uint8Array([1]) },
      ]);
    });
    const attached = async (options: Partial<ConfluenceConnectorOptions> = {}) => {
      const { records, problems } = await read(options);
      return { attachments: (records[0] as ArticleRecord).attachments, problems };
    };

    test('are not asked for unless they are wanted', async () => {
      expect((await attached()).attachments).toBeUndefined();
      expect(wiki.server.log.filter(({ request }) => request.includes('attachment'))).toEqual([]);
    });

    test('come as text with their address, and the credential stays with Confluence', async () => {
      expect(await attached({ attachments: {} })).toEqual({
        attachments: [
          {
            name: 'Travel rules.pdf',
            url: 'https://acme.atlassian.net/wiki/download/attachments/1/Travel%20rules.pdf',
            parts: [
              { text: 'Book early.', fragment: 'page=1' },
              { text: 'Ask Ana.', fragment: 'page=2' },
            ],
          },
        ],
        problems: [],
      });
      expect(wiki.downloads).toEqual([{ path: '/file/att1', hasCredential: false }]);
    });

    test('are asked for again only where they changed', async () => {
      const connector = wiki.connect({ attachments: {} });
      const first = await fetchAll(connector);
      expect(await fetchAll(connector)).toEqual(first);
      expect(wiki.downloads).toHaveLength(1);
      wiki.attachments.set(1, [{ ...pdf, bytes: pdfOf(['New rules.']), version: 2 }]);
      const { records } = await fetchAll(connector);
      expect((records[0] as ArticleRecord).attachments?.[0]?.parts[0]?.text).toBe('New rules.');
    });

    test('that are too large, bad or gone are said, and the page goes in', async () => {
      const bad = { ...pdf, id: 'att3', name: 'bad.pdf', bytes: new Uint8Array([1, 2]) };
      const gone = { ...pdf, id: 'att4', name: 'gone.pdf', bytes: new Uint8Array([1]), isGone: true };
      wiki.attachments.set(1, [{ ...pdf, bytes: new Uint8Array(2_000) }, bad, gone]);
      const { attachments, problems } = await attached({ attachments: { maxBytes: 1_000 } });
      expect(attachments).toBeUndefined();
      expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
        "page 1: The attached document 'Travel rules.pdf' has 2000 bytes, more than the 1000 of attachments.maxBytes; it is left out.",
        expect.stringMatching(
          /^page 1: The attached document 'bad\.pdf' cannot be read \(.+\); it is left out\.$/,
        ),
        expect.stringMatching(
          /^page 1: The attached document 'gone\.pdf' is left out: Confluence has nothing there.*\.$/,
        ),
      ]);
    });
  });

  describe('pages that are no longer listed', () => {
    const gone = Array.from({ length: 6 }, (_, at) => ({ kind: 'article' as const, key: String(at + 2) }));
    const ask = async () => {
      const options = { signal: new AbortController().signal };
      return await wiki.connect().findWithheld?.(gone, options);
    };

    test('are gone where they are in the trash, or few', async () => {
      for (let id = 2; id <= 7; id++) wiki.trash.set(id, { id, title: 'Old', text: '' });
      expect(await ask()).toBeNull();
      for (let id = 2; id <= 5; id++) wiki.trash.delete(id);
      expect(await ask()).toBeNull();
      // One that stands in a space that is not read.
      wiki.items.set(2, { id: 2, title: 'Moved', text: '' });
      wiki.trash.delete(6);
      expect(await ask()).toBeNull();
    });

    test('are purged or withheld where they are nowhere', async () => {
      wiki.trash.set(7, { id: 7, title: 'Old', text: '' });
      expect(await ask()).toMatch(/^Confluence shows 5 of 6 pages .* neither in the trash .*'View'.*\.$/);
    });
  });

  test('more spaces than one request may name are asked for in several', async () => {
    for (let at = 1; at <= 260; at++) wiki.furtherSpaces.push(`S${at}`);
    const spaces = [...wiki.furtherSpaces, 'ENG', 'ENG'];
    expect(await readPages({ spaces })).toHaveLength(1);
    const asked = wiki.server.log.filter(({ request }) => /\/api\/v2\/spaces\?/.test(request));
    expect(asked).toHaveLength(3);
    await expect(readPages({ spaces: [...spaces, 'OLD'] })).rejects.toMatchObject({ failure: 'forbidden' });
  });

  test('personal spaces are read where they are wanted', async () => {
    expect(await readPages({ spaces: [] })).toHaveLength(1);
    expect(await readPages({ spaces: [], personalSpaces: true })).toHaveLength(2);
  });

  test.each([
    [['ENG', 'OLD'], 'OLD'],
    [[], 'no spaces'],
  ])('spaces %j that the account does not see are an error, not an empty source', async (spaces, named) => {
    if (spaces.length === 0) wiki.space.isVisible = false;
    await expect(read({ spaces })).rejects.toMatchObject({
      code: 'source_unreadable',
      failure: 'forbidden',
      message: expect.stringMatching(new RegExp(`${named}.*'View'`)),
    });
  });

  describe('who may see', () => {
    beforeEach(() => {
      wiki.accounts.set('c3', { accountId: 'c3', displayName: 'Cy', email: 'cy@acme.example' });
      wiki.accounts.set('bot', { accountId: 'bot', displayName: 'Bot', email: '', accountType: 'app' });
      wiki.groups.set('leads', ['c3', 'bot']);
      wiki.items.set(2, { id: 2, title: 'Below', text: '' });
      wiki.items.set(3, { id: 3, title: 'Further below', text: '' });
      wiki.changes.set(2, { parentId: '1', parentType: 'page' });
      wiki.changes.set(3, { parentId: '2', parentType: 'page' });
    });

    test('people and groups of the space, apps left out', async () => {
      wiki.space.permissions = [
        { type: 'group', id: 'leads' },
        { type: 'user', id: 'a1' },
      ];
      expect(await readersOf('1')).toEqual([[ana, 'user:cy@acme.example']]);
    });

    test('groups of more than a page', async () => {
      const members = Array.from({ length: 450 }, (_, at) => `u${at}`);
      for (const id of members)
        wiki.accounts.set(id, { accountId: id, displayName: id, email: `${id}@acme.example` });
      wiki.groups.set('staff', members);
      expect((await readersOf('1'))?.[0]).toHaveLength(450);
    });

    test('on sites with roles, whoever is assigned one', async () => {
      wiki.space.roles = [
        { type: 'USER', id: 'c3', role: 'viewer' },
        { type: 'GROUP', id: 'staff', role: 'other' },
      ];
      wiki.space.permissions = [{ type: 'role', id: 'viewer' }];
      expect(await readersOf('1')).toEqual([['user:cy@acme.example']]);
      wiki.space.permissions = [];
      expect(await readersOf('1')).toEqual([[ana, 'user:cy@acme.example']]);
      wiki.space.roles = [{ type: 'ACCESS_CLASS', id: 'all-licensed-users', role: 'viewer' }];
      expect(await readersOf('1')).toEqual([['everyone']]);
    });

    test('a restriction narrows a page and all below it, together with theirs', async () => {
      wiki.restrictions.set('1', { groups: ['leads'], users: ['a1'] });
      wiki.restrictions.set('3', { users: ['a1'] });
      expect(await readersOf('1')).toEqual([[ana], [ana, 'user:cy@acme.example']]);
      expect(await readersOf('2')).toEqual([[ana], [ana, 'user:cy@acme.example']]);
      expect(await readersOf('3')).toEqual([[ana], [ana, 'user:cy@acme.example'], [ana]]);
    });

    test('so does that of a folder, which is no page', async () => {
      wiki.folders.set('77', []);
      wiki.changes.set(2, { parentId: '77', parentType: 'folder' });
      wiki.restrictions.set('77', { groups: ['leads'] });
      expect(await readersOf('3')).toEqual([[ana], ['user:cy@acme.example']]);
      expect((await readPages()).map(({ path }) => path)).toEqual([
        'Engineering/On-call',
        'Engineering/Below',
        'Engineering/Below/Further below',
      ]);
    });

    test('restrictions of more people than a page has', async () => {
      const users = Array.from({ length: 130 }, (_, at) => `u${at}`);
      for (const id of users)
        wiki.accounts.set(id, { accountId: id, displayName: id, email: `${id}@acme.example` });
      wiki.restrictions.set('1', { users, groups: ['leads'] });
      expect((await readersOf('1'))?.[1]).toHaveLength(131);
    });

    test.each([[null], [{ groups: ['bots'] }]])(
      'a restriction that is not told (%j) leaves the page and all below it out, which is said once',
      async (restriction) => {
        wiki.groups.set('bots', ['bot']);
        wiki.restrictions.set('2', restriction);
        const { records, problems } = await read();
        expect(records.map(({ key }) => key)).toEqual(['1']);
        expect(problems).toEqual([
          {
            place: "ENG: 'Below'",
            message: expect.stringMatching(/'Below' may not be read.*left out\.$/),
            lacksRight: true,
          },
        ]);
      },
    );

    test('readers in the configuration stand for the space; restrictions still narrow', async () => {
      wiki.restrictions.set('1', { users: ['a1'] });
      wiki.groups.delete('staff');
      await expect(read()).rejects.toMatchObject({
        code: 'source_unreadable',
        failure: 'forbidden',
        message: expect.stringMatching(/the space ENG.*name readers in the configuration\.$/),
      });
      expect(await readersOf('2', { readers: ['team:web'] })).toEqual([['group:web'], [ana]]);
    });

    test('where nobody is known who may view the space, it is not read', async () => {
      wiki.space.permissions = [];
      await expect(read()).rejects.toThrow(/Nobody is known who may view the space ENG/);
    });

    test('people without a visible address read by the configured map alone', async () => {
      wiki.accounts.set('a1', { accountId: 'a1', displayName: 'Ana Lima' });
      expect(await readersOf('1', { matchNames: true })).toEqual([['account:a1']]);
      expect(await readersOf('1', { accounts: { a1: 'e1' } })).toEqual([['user:e1']]);
      const { problems } = await read();
      expect(problems).toMatchObject([
        { place: 'wiki: account a1', message: expect.stringContaining('Ana Lima') },
      ]);
    });
  });
});
