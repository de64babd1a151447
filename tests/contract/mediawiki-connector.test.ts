import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArticleRecord, Fetched } from '../../connectors/connector.ts';
import { pdfOf } from '../fixtures/documents.ts';
import { type FakeMediaWiki, startFakeMediaWiki } from '../fixtures/vendors/fake-mediawiki.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

describeServiceConnector('mediawiki', {
  start: startFakeMediaWiki,
  perPage: 500,
  listing: /action=parse/,
  detail: /action=parse/,
  perListing: 1,
  keyOf: (id) => String(id + 1),
  textOf: (record) => (record.kind === 'article' ? record.body : undefined),
  breakItem: (service, id) => (service as FakeMediaWiki).changes.set(id, { title: 7 }),
  move: {
    run: (service, id) =>
      (service as FakeMediaWiki).changes.set(id, {
        ...{ title: `Handbook/Thing ${id}`, lastrevid: 8, touched: '2026-03-02T03:04:05Z' },
      }),
    after: { path: 'Handbook/Thing 2', readers: [['everyone']] },
  },
  tellsReaders: true,
  isFree: true,
});

let wiki: FakeMediaWiki;
beforeEach(async () => {
  wiki = await startFakeMediaWiki();
});
afterEach(async () => await wiki.server.close());

test('parts of pages that come in several answers are put together', async () => {
  for (let id = 1; id <= 90; id++) wiki.items.set(id, { id, title: `Page ${id}`, text: '' });
  const { records } = await fetchAll(wiki.connect());
  expect(records).toHaveLength(90);
  for (const record of records) expect(record).toMatchObject({ tags: [expect.stringMatching(/^C[012]$/)] });
});

test.each(['ratelimited', 'maxlag'])('%s, which comes with status 200, is waited for', async (code) => {
  wiki.items.set(1, { id: 1, title: 'Travel', text: '' });
  const body = { errors: [{ code, text: 'Wait.' }] };
  wiki.server.inject(
    { status: 200, body, headers: { 'mediawiki-api-error': code, 'retry-after': '1' } },
    1,
    3,
  );
  const began = Date.now();
  expect((await fetchAll(wiki.connect())).records).toHaveLength(1);
  expect(Date.now() - began).toBeGreaterThan(900);
});

test('an error that comes with status 200 is told with its code', async () => {
  wiki.server.inject({ status: 200, body: { errors: [{ code: 'unknown_thing', text: 'Something.' }] } });
  await expect(fetchAll(wiki.connect())).rejects.toThrow(
    /^Orgwise is refused \(unknown_thing: Something, at 127\.0\.0\.1:\d+\/w\/api\.php\)\.$/,
  );
});

test('a page that the account may not read stays, for nobody, and the others go in', async () => {
  for (let id = 1; id <= 2; id++) wiki.items.set(id, { id, title: `Page ${id}`, text: '' });
  await fetchAll(wiki.connect());
  const before = wiki.server.log.findIndex(({ request }) => request.includes('action=parse'));
  wiki.server.inject(
    { status: 200, body: { errors: [{ code: 'permissiondenied', text: 'No.' }] } },
    1,
    before,
  );
  const given: Fetched[] = [];
  for await (const one of wiki.connect().fetch({ signal: new AbortController().signal })) given.push(one);
  expect(given.filter((one) => 'problem' in one)).toEqual([
    {
      problem: {
        place: expect.stringMatching(/^Page/),
        message: expect.stringMatching(/may not read it.*\.$/),
        lacksRight: true,
      },
      setAside: { kind: 'article', key: expect.any(String) },
    },
  ]);
  expect(given.filter((one) => 'record' in one)).toHaveLength(1);
});

test('pages that the wiki touched since the last time are read alone; the list of all tells what is gone', async () => {
  for (let id = 1; id <= 9; id++) wiki.items.set(id, { id, title: `Page ${id}`, text: 'Text' });
  const follower = createFollower();
  await follower.follow(wiki.connect());
  const read = () => expectSameAsWhole(follower, () => wiki.connect(), wiki.server);
  expect(await read()).toEqual([]);
  wiki.items.set(2, { id: 2, title: 'Page 2', text: 'Other' });
  wiki.changes.set(2, { touched: new Date(Date.now() - 9 * 60_000).toISOString() });
  const item = { id: 3, title: 'Page 3', text: 'Text' };
  wiki.items.delete(3);
  wiki.items.set(10, { id: 10, title: 'Page 2/Below', text: '' });
  expect(await read()).toEqual(['11', '3']);
  wiki.items.set(3, item);
  // A page between is new, so that the page below it has another one above it.
  wiki.items.set(11, { id: 11, title: 'Page 4/A/B', text: '' });
  wiki.items.set(12, { id: 12, title: 'Page 4/A', text: '' });
  expect(await read()).toContain('4');
  expect(follower.records.get('12')).toMatchObject({ parent: '13' });
  wiki.items.delete(12);
  await read();
  expect(follower.records.get('12')).not.toHaveProperty('parent');
  expect(await follower.follow(wiki.connect({ accounts: { Ana: 'e1' } }))).toMatchObject({ isWhole: true });
});

describe('documents that pages link to', () => {
  beforeEach(() => {
    wiki.items.set(1, { id: 1, title: 'Travel', text: 'See the rules.' });
    wiki.files.set('Travel_rules.pdf', pdfOf(['Book early.'], ['Ask Ana.']));
    wiki.links.set(1, ['Travel_rules.pdf', 'Photo.png', 'Missing.pdf']);
  });

  test('are not asked for unless they are wanted', async () => {
    const { records } = await fetchAll(wiki.connect());
    expect(records[0]).not.toHaveProperty('attachments');
    expect(wiki.downloads).toEqual([]);
  });

  test('come as text with their address, once, and the session does not go to another host', async () => {
    const connector = wiki.connect({ attachments: {} });
    const { records, problems } = await fetchAll(connector);
    expect(problems).toEqual([]);
    expect((records[0] as ArticleRecord).attachments).toEqual([
      {
        name: 'Travel rules.pdf',
        url: expect.stringMatching(/\/file\/Travel_rules\.pdf$/),
        parts: [
          { text: 'Book early.', fragment: 'page=1' },
          { text: 'Ask Ana.', fragment: 'page=2' },
        ],
      },
    ]);
    await fetchAll(connector);
    expect(wiki.downloads).toEqual([{ path: '/file/Travel_rules.pdf', hasCredential: false }]);
  });

  test('that are too large, bad or gone are said, and the page goes in', async () => {
    wiki.files.set('large.pdf', new Uint8Array(2_000));
    wiki.files.set('bad.pdf', new Uint8Array([1, 2]));
    wiki.links.set(1, ['large.pdf', 'bad.pdf', 'gone.pdf']);
    const { records, problems } = await fetchAll(wiki.connect({ attachments: { maxBytes: 1_000 } }));
    expect(records).toHaveLength(1);
    expect(problems).toEqual([
      { place: 'Travel', message: expect.stringContaining("'large.pdf' has 2000 bytes, more than") },
      { place: 'Travel', message: expect.stringContaining("'bad.pdf' cannot be read") },
      { place: 'Travel', message: expect.stringMatching(/'gone\.pdf' is left out: MediaWiki has nothing/) },
    ]);
  });
});
