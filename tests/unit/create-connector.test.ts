import { expect, onTestFinished, test } from 'vitest';
import { sourceSchema } from '../../src/config/source-schema.ts';
import { createConnector } from '../../src/create-connector.ts';
import { startFakeMediaWiki } from '../fixtures/vendors/fake-mediawiki.ts';
import { fetchAll } from './connectors/fetch-all.ts';

test('a source asks no more often in a run than is configured', async () => {
  const wiki = await startFakeMediaWiki();
  onTestFinished(() => wiki.server.close());
  for (let id = 1; id <= 3; id++) wiki.items.set(id, { id, title: `Page ${id}`, text: '' });
  const readWith = (more: object) => {
    const apiUrl = `${wiki.server.url}/w/api.php`;
    const account = { username: 'Orgwise@sync', password: 'right', readers: ['everyone'] };
    const source = sourceSchema.parse({ name: 'wiki', type: 'mediawiki', apiUrl, ...account, ...more });
    return fetchAll(
      createConnector(source, 'UTC', () => {
        throw new Error('Nothing is pushed.');
      }),
    );
  };
  expect((await readWith({})).records).toHaveLength(3);
  await expect(readWith({ maxRequests: 5 })).rejects.toMatchObject({
    failure: 'exhausted',
    message: expect.stringContaining('MediaWiki was asked 5 times in this run'),
  });
});
