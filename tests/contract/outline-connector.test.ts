import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArticleRecord } from '../../connectors/connector.ts';
import type { OutlineConnectorOptions } from '../../connectors/outline/outline-connector.ts';
import { pdfOf } from '../fixtures/documents.ts';
import {
  collectionId,
  documentId,
  documentUrlId,
  type FakeOutline,
  keyAccount,
  outlineSpecification,
  secondCollectionId,
  startFakeOutline,
} from '../fixtures/vendors/fake-outline.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";
const isSpecified = hasSpecification(outlineSpecification) || isDemanded('specifications');

describe.runIf(isSpecified)(`outline ${title}`, () => {
  describeServiceConnector('outline', {
    start: startFakeOutline,
    isUnpaged: true,
    perPage: 100,
    listing: /documents\.list/,
    keyOf: documentId,
    textOf: (record) => (record.kind === 'article' ? record.body : undefined),
    breakItem: (service, id) => (service as FakeOutline).changes.set(id, { title: 7 }),
    move: {
      run(service, id) {
        const { second, sharing, changes } = service as FakeOutline;
        second.name = 'Board';
        sharing.set(secondCollectionId, { users: ['a1'] });
        const updatedAt = new Date().toISOString();
        changes.set(1, { collectionId: secondCollectionId, updatedAt });
        changes.set(id, { collectionId: secondCollectionId, parentDocumentId: documentId(1), updatedAt });
      },
      after: {
        ...{ parent: documentId(1), path: 'Board/Thing 1/Thing 2', readers: [['user:ana@acme.example']] },
      },
    },
  });

  let outline: FakeOutline;
  beforeEach(async () => {
    outline = await startFakeOutline();
    outline.items.set(1, { id: 1, title: 'On-call', text: 'Who is awake.' });
  });
  afterEach(async () => {
    await outline.server.close();
    expect(outline.server.breaches).toEqual([]);
  });
  const read = (options: Partial<OutlineConnectorOptions> = {}) => fetchAll(outline.connect(options));
  const readPages = async (options: Partial<OutlineConnectorOptions> = {}) =>
    (await read(options)).records as ArticleRecord[];

  test('a document becomes an article with its text, place, links and people', async () => {
    // The one above comes later than the one below it.
    outline.items.set(2, { id: 2, title: 'Nights / weekends', text: '' });
    outline.items.set(3, { id: 3, title: 'Rota', text: '' });
    outline.changes.set(2, {
      parentDocumentId: documentId(3),
      text: `## Steps\n\n\\\nAsk @[Ana Lima](mention://9/user/a1), see [on-call](/doc/on-call-${documentUrlId(1)}) and [gone](/doc/gone-zzzzzzzzzz).\n`,
    });
    const [, document] = await readPages({ collections: ['Handbook'] });
    const site = outline.server.url;
    expect(document).toEqual({
      kind: 'article',
      key: documentId(2),
      title: 'Nights / weekends',
      path: 'Handbook/Rota/Nights - weekends',
      body: `## Steps\n\nAsk @Ana Lima, see [on-call](${site}/doc/on-call-${documentUrlId(1)}) and [gone](${site}/doc/gone-zzzzzzzzzz).`,
      url: `${site}/doc/thing-${documentUrlId(2)}`,
      place: `${site}/doc/thing-${documentUrlId(2)}`,
      author: 'ana@acme.example',
      writtenOn: '2026-01-02',
      updatedAt: '2026-01-02T03:04:05.678Z',
      language: 'en',
      parent: documentId(3),
      links: [documentId(1)],
      readers: [['everyone']],
      extra: { collection: 'Handbook' },
    });
  });

  describe('documents that are attached', () => {
    const fileId = (at: number) => documentId(9_000 + at);
    const link = (name: string, at: number, size: number | '' = '') =>
      `[${`${name} ${size}`.trim()}](/api/attachments.redirect?id=${fileId(at)})`;
    const attached = async (options: Partial<OutlineConnectorOptions> = {}) => {
      const { records, problems } = await read(options);
      return { attachments: (records[0] as ArticleRecord).attachments, problems };
    };
    const text = `See ${link('Travel rules.pdf', 1, 900)} and ${link('photo.png', 2)}.`;
    beforeEach(() => {
      outline.items.set(1, { id: 1, title: 'Travel', text });
      outline.files.set(fileId(1), pdfOf(['Book early.'], ['Ask Ana.']));
    });

    test('are not asked for unless they are wanted', async () => {
      expect((await attached()).attachments).toBeUndefined();
      expect(outline.downloads).toEqual([]);
    });

    test('come as text with their address, once, and the credential stays with Outline', async () => {
      outline.items.set(2, { id: 2, title: 'Too', text });
      const connector = outline.connect({ attachments: {} });
      const { records, problems } = await fetchAll(connector);
      expect(problems).toEqual([]);
      expect((records[0] as ArticleRecord).attachments).toEqual([
        {
          name: 'Travel rules.pdf',
          url: `${outline.server.url}/api/attachments.redirect?id=${fileId(1)}`,
          parts: [
            { text: 'Book early.', fragment: 'page=1' },
            { text: 'Ask Ana.', fragment: 'page=2' },
          ],
        },
      ]);
      await fetchAll(connector);
      expect(outline.downloads).toEqual([{ path: `/file/${fileId(1)}`, hasCredential: false }]);
    });

    test('that are too large, bad or gone are said, and the page goes in', async () => {
      outline.files.set(fileId(3), new Uint8Array([1, 2]));
      const links = [link('large.pdf', 1, 2_000), link('bad.pdf', 3), link('gone.docx', 4)];
      outline.items.set(1, { id: 1, title: 'Travel', text: links.join(' ') });
      const { attachments, problems } = await attached({ attachments: { maxBytes: 1_000 } });
      expect(attachments).toBeUndefined();
      expect(problems).toEqual([
        { place: 'Travel', message: expect.stringContaining("'large.pdf' has 2000 bytes, more than") },
        { place: 'Travel', message: expect.stringContaining("'bad.pdf' cannot be read") },
        {
          place: 'Travel',
          message: expect.stringMatching(/'gone\.docx' is left out: Outline has nothing there/),
        },
      ]);
    });
  });

  describe('what changed since the last time', () => {
    const now = () => ({ updatedAt: new Date().toISOString() });
    const follow = async (options: Partial<OutlineConnectorOptions> = {}, count = 510) => {
      for (let id = 2; id <= count; id++) outline.items.set(id, { id, title: `Page ${id}`, text: 'Text' });
      for (const [id, parent] of [
        [3, 2],
        [4, 3],
        [10, 2],
      ] as const)
        outline.changes.set(id, { parentDocumentId: documentId(parent) });
      const follower = createFollower();
      await follower.follow(outline.connect(options));
      const read = () => expectSameAsWhole(follower, () => outline.connect(options), outline.server);
      return { follower, read };
    };

    test('is read alone, with what is below it; what is published no more is gone', async () => {
      const { follower, read } = await follow();
      expect(await read()).toEqual([]);
      outline.items.set(2, { id: 2, title: 'Renamed', text: 'Other' });
      outline.changes.set(2, now());
      outline.items.set(511, { id: 511, title: 'New', text: '' });
      outline.changes.set(511, now());
      outline.changes.set(6, { deletedAt: '2026-03-01T00:00:00.000Z' });
      outline.changes.set(7, { archivedAt: '2026-03-01T00:00:00.000Z' });
      outline.changes.set(8, { ...now(), publishedAt: null });
      outline.changes.set(9, { ...now(), collectionId: documentId(99) });
      expect(await read()).toEqual([2, 3, 4, 10, 511].map(documentId));
      expect(follower.records.get(documentId(4))).toMatchObject({ path: 'Handbook/Renamed/Page 3/Page 4' });
      outline.items.set(2, { id: 2, title: 'Renamed', text: 'Yet another' });
      expect(await read()).toEqual([2, 511].map(documentId));
      for (const id of [6, 7]) outline.changes.set(id, now());
      expect(await read()).toEqual(expect.arrayContaining([6, 7].map(documentId)));
    });

    test('is a document that is no longer shared by itself, and all of a collection that others may see', async () => {
      outline.collection.permission = null;
      outline.sharing.set(collectionId, { users: ['a1'] });
      outline.users.set('b2', { name: 'Bo', email: 'bo@acme.example' });
      outline.sharing.set(documentId(5), { users: ['b2'] });
      // Each document of a private collection takes two requests more.
      const { follower, read } = await follow({}, 110);
      expect(await read()).toEqual([documentId(5)]);
      outline.sharing.delete(documentId(5));
      await read();
      expect(follower.records.get(documentId(5))).toMatchObject({ readers: [['user:ana@acme.example']] });
      expect(await read()).toEqual([]);
      outline.sharing.set(collectionId, { users: ['a1', 'b2'] });
      expect((await follower.follow(outline.connect())).read).toHaveLength(110);
    });

    test('is everything under other settings', async () => {
      const { follower } = await follow();
      const connector = outline.connect({ readers: ['group:staff'] });
      expect(await follower.follow(connector)).toMatchObject({ isWhole: true });
    });

    test('is gone where it moved out of sight, or was taken out of the bin; a request for each collection tells', async () => {
      const { follower, read } = await follow();
      outline.hidden.add(5);
      outline.items.delete(6);
      outline.changes.set(7, { publishedAt: null });
      const before = outline.server.log.length;
      expect((await follower.follow(outline.connect())).read).toEqual([]);
      for (const id of [5, 6, 7]) expect(follower.records.has(documentId(id))).toBe(false);
      expect(
        outline.server.log
          .slice(before)
          .filter(({ request }) => request === 'POST /api/collections.documents'),
      ).toHaveLength(1);
      // Seen again, though it was changed long ago.
      outline.hidden.delete(5);
      expect(await read()).toEqual([documentId(5)]);
    });

    test('has what is published below a draft, which is in no tree', async () => {
      for (let id = 2; id <= 510; id++) outline.items.set(id, { id, title: `Page ${id}`, text: 'Text' });
      outline.changes.set(2, { publishedAt: null });
      for (const [id, parent] of [
        [3, 2],
        [4, 3],
        [10, 2],
      ] as const)
        outline.changes.set(id, { parentDocumentId: documentId(parent) });
      const follower = createFollower();
      await follower.follow(outline.connect());
      const read = () => expectSameAsWhole(follower, () => outline.connect(), outline.server);
      expect(follower.records.get(documentId(4))).toMatchObject({ path: 'Handbook/Page 3/Page 4' });
      // They are asked for by themselves.
      expect(await read()).toEqual([3, 4, 10].map(documentId));
      outline.items.delete(10);
      outline.changes.set(4, { parentDocumentId: documentId(3), publishedAt: null });
      expect(await read()).toEqual([documentId(3)]);
      // Published again, the draft has a tree for what is below it.
      outline.changes.set(2, now());
      expect(await read()).toEqual([2, 3].map(documentId));
      expect(await read()).toEqual([documentId(2)]);
    });

    test('is read too where the key may not list the documents of collections, which is said', async () => {
      const { follower } = await follow();
      outline.changes.set(5, now());
      outline.server.inject({ status: 403 }, 1, 2);
      expect(await follower.follow(outline.connect())).toMatchObject({
        read: [documentId(5)],
        problems: [expect.stringContaining('collections.documents')],
      });
    });
  });

  test.each([
    ['a draft of the account of the key', { publishedAt: null, createdBy: { id: keyAccount } }],
    ['one in the archive', { archivedAt: '2026-01-02T03:04:05.678Z' }],
    ['one of another collection', { collectionId: documentId(99) }],
  ])('%s is left out', async (_, change) => {
    outline.changes.set(1, change);
    expect(await read()).toEqual({ records: [], problems: [] });
  });

  test.each([
    [['Handbook', 'Old'], 'Old'],
    [[], 'no collections'],
  ])(
    'collections %j that the key does not see are an error, not an empty source',
    async (collections, named) => {
      if (collections.length === 0) outline.collection.isVisible = false;
      await expect(read({ collections })).rejects.toMatchObject({
        code: 'source_unreadable',
        failure: 'forbidden',
        message: expect.stringContaining(named),
      });
    },
  );

  test('documents that are no longer listed are withheld where Outline still has them, gone where it has not', async () => {
    const gone = Array.from({ length: 6 }, (_, at) => ({
      kind: 'article' as const,
      key: documentId(at + 20),
    }));
    const ask = async () =>
      await outline.connect().findWithheld?.(gone, { signal: new AbortController().signal });
    outline.items.set(20, { id: 20, title: 'Old', text: '' });
    outline.changes.set(20, { deletedAt: '2026-03-01T00:00:00.000Z' });
    expect(await ask()).toBeNull();
    for (let id = 21; id <= 25; id++) {
      outline.items.set(id, { id, title: 'Closed', text: '' });
      outline.hidden.add(id);
    }
    expect(await ask()).toMatch(/^Outline still has 5 of 6 documents .* does not show them to the key.*\.$/);
    outline.hidden.delete(25);
    expect(await ask()).toBeNull();
  });

  test('a document that was passed over while another was deleted is there, for whom it is now', async () => {
    for (let id = 2; id <= 110; id++) outline.items.set(id, { id, title: `Page ${id}`, text: '' });
    outline.server.after(/documents\.list/, () => outline.items.delete(1));
    const connector = outline.connect();
    const { records } = await fetchAll(connector);
    expect(records.some(({ key }) => key === documentId(101))).toBe(false);
    for (const [id, change] of [
      [102, { archivedAt: '2026-01-02T03:04:05.678Z' }],
      [103, { deletedAt: '2026-01-02T03:04:05.678Z' }],
      [104, { collectionId: documentId(99) }],
    ] as const)
      outline.changes.set(id, change);
    const gone = [1, 101, 102, 103, 104].map((id) => ({ kind: 'article' as const, key: documentId(id) }));
    expect(await connector.findWithheld?.(gone, { signal: new AbortController().signal })).toEqual({
      still: [{ kind: 'article', key: documentId(101), readers: [['everyone']] }],
      message: expect.stringMatching(/^Outline still has 1 of 5 documents .*passed over.* They stay/),
    });
  });

  test('a document that comes again on the next page is read once', async () => {
    for (let id = 2; id <= 110; id++) outline.items.set(id, { id, title: `Page ${id}`, text: '' });
    outline.changes.set(1, { deletedAt: '2026-01-02T03:04:05.678Z' });
    // Out of the bin, where it was made before all others.
    outline.server.after(/documents\.list/, () => outline.changes.delete(1));
    expect((await readPages()).map(({ key }) => key)).toEqual(
      Array.from({ length: 109 }, (_, at) => documentId(at + 2)),
    );
  });

  describe('a private collection', () => {
    beforeEach(() => {
      outline.collection.permission = null;
      outline.users.set('c3', { name: 'Cy', email: 'cy@acme.example' });
      outline.users.set('d4', { name: 'Di' });
      outline.groups.set('leads', ['c3']);
    });
    const readers = async (options: Partial<OutlineConnectorOptions> = {}) =>
      (await readPages(options))[0]?.readers;

    test('is for its members and groups', async () => {
      outline.sharing.set(collectionId, { users: ['a1'], groups: ['leads'] });
      expect(await readers()).toEqual([['user:ana@acme.example', 'user:cy@acme.example']]);
    });

    test('its documents are also for whom they are shared with', async () => {
      outline.sharing.set(collectionId, { users: ['a1'] });
      outline.sharing.set(documentId(1), { groups: ['leads'] });
      expect(await readers()).toEqual([['user:ana@acme.example', 'user:cy@acme.example']]);
    });

    test('of more members than a page has', async () => {
      const ids = Array.from({ length: 230 }, (_, at) => `u${at}`);
      for (const id of ids) outline.users.set(id, { name: id, email: `${id}@acme.example` });
      outline.groups.set('leads', ids);
      outline.sharing.set(collectionId, { groups: ['leads'] });
      expect((await readers())?.[0]).toHaveLength(230);
    });

    test('people without a visible address read by the configured map alone, which is said', async () => {
      outline.sharing.set(collectionId, { users: ['d4'] });
      expect(await readers({ matchNames: true })).toEqual([['account:d4']]);
      expect(await readers({ accounts: { d4: 'e4' } })).toEqual([['user:e4']]);
      expect((await read()).problems).toMatchObject([{ place: 'wiki: account d4' }]);
    });

    test('nobody who is known leaves the document out, which is said', async () => {
      expect(await read()).toEqual({
        records: [],
        problems: [{ place: 'On-call', message: 'Nobody is known who may see the document; left out.' }],
      });
    });

    test('whose members may not be read stops the source, unless the configuration says who', async () => {
      outline.sharing.set(collectionId, null);
      await expect(read()).rejects.toMatchObject({
        code: 'source_unreadable',
        failure: 'forbidden',
        message: expect.stringMatching(/collection 'Handbook'.*administrator, or name readers/),
      });
      expect(await readers({ readers: ['team:web'] })).toEqual([['group:web']]);
    });
  });
});
