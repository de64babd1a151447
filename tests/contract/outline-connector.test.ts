import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArticleRecord } from '../../connectors/connector.ts';
import type { OutlineConnectorOptions } from '../../connectors/outline/outline-connector.ts';
import {
  collectionId,
  documentId,
  documentUrlId,
  type FakeOutline,
  outlineSpecification,
  startFakeOutline,
} from '../fixtures/vendors/fake-outline.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";
const isSpecified = hasSpecification(outlineSpecification) || isDemanded('specifications');

describe.runIf(isSpecified)(`outline ${title}`, () => {
  describeServiceConnector('outline', {
    start: startFakeOutline,
    perPage: 100,
    listing: /documents\.list/,
    keyOf: documentId,
    textOf: (record) => (record.kind === 'article' ? record.body : undefined),
    breakItem: (service, id) => (service as FakeOutline).changes.set(id, { title: 7 }),
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

  test.each([
    ['a draft', { publishedAt: null }],
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
        message: expect.stringContaining(named),
      });
    },
  );

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
      expect(await readers({ matchNames: true })).toEqual([['user:d4']]);
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
        message: expect.stringMatching(/collection 'Handbook'.*administrator, or name readers/),
      });
      expect(await readers({ readers: ['team:web'] })).toEqual([['group:web']]);
    });
  });
});
