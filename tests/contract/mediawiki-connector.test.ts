import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeMediaWiki, startFakeMediaWiki } from '../fixtures/vendors/fake-mediawiki.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

describeServiceConnector('mediawiki', {
  start: startFakeMediaWiki,
  perPage: 500,
  listing: /action=parse/,
  perListing: 1,
  keyOf: (id) => String(id + 1),
  textOf: (record) => (record.kind === 'article' ? record.body : undefined),
  breakItem: (service, id) => (service as FakeMediaWiki).changes.set(id, { title: 7 }),
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

test('an error that comes with status 200 is told with its code', async () => {
  wiki.server.inject({ status: 200, body: { errors: [{ code: 'unknown_thing', text: 'Something.' }] } });
  await expect(fetchAll(wiki.connect())).rejects.toThrow(
    /^Orgwise is refused \(unknown_thing: Something, at 127\.0\.0\.1:\d+\/w\/api\.php\)\.$/,
  );
});
