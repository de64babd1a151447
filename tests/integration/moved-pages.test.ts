import { describe, expect, it } from 'vitest';
import type { ArticleRecord } from '../../connectors/connector.ts';
import { rateAnswer, unhelpfulPages } from '../../src/bot/rated-questions.ts';
import type { ChangeBatch } from '../../src/graph/changes.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { type Company, hasChanges, knowledgeOf, memoryConnector, openCompany } from './sync-harness.ts';

const textOf = (at: number): string =>
  `# Runbook ${at}\n\nBen Okafor keeps the valve number ${at} of the northern line.\n\n## If it leaks\n\nClose it, then call the data team; see [the next](r${at + 1}.md).\n`;
const folderOf = (folder: string, count = 12): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`wiki/${folder}/r${at}.md`, textOf(at)]));

/** A wiki that has a folder `ops`. */
async function openWiki(): Promise<Company> {
  const company = await openCompany();
  company.write(folderOf('ops'));
  await company.sync();
  return company;
}

function renameFolder(company: Company, from: string, to: string): void {
  const pages = folderOf(from);
  company.write(Object.fromEntries(Object.keys(pages).map((path) => [path, null])));
  company.write(folderOf(to));
}

/** A store that is lost once pages have their new ids, before the rest is written. */
function breakingAfterMove({ graph }: Company): Company['graph'] {
  let isDown = false;
  return new Proxy(graph, {
    get(store, name) {
      const found = Reflect.get(store, name);
      if (name !== 'apply') return typeof found === 'function' ? found.bind(store) : found;
      return async (batch: ChangeBatch) => {
        if (isDown) throw new Error('The store is gone.');
        await store.apply(batch);
        isDown = batch.deleteNodes?.some((id) => id.startsWith('article:')) === true;
      };
    },
  });
}

const wikiOf = ({ sources }: Awaited<ReturnType<Company['sync']>>) =>
  sources.find(({ source }) => source === 'wiki');

describe('pages whose folder has another name', () => {
  it('are the same pages: nothing is deleted, and no brake stops it', async () => {
    const company = await openWiki();
    renameFolder(company, 'ops', 'operations/plant');
    const wiki = wikiOf(await company.sync());
    expect([wiki?.outcome, wiki?.counts.Article]).toEqual([
      'done',
      { created: 0, changed: 12, deleted: 0, unchanged: 2 },
    ]);
    expect(wiki?.counts.Passage).toMatchObject({ created: 0, deleted: 0 });
    expect(await company.graph.readNodes(['article:wiki:ops/r1.md'], operatorViewer)).toEqual([]);
    const [page] = await company.graph.readNodes(['article:wiki:operations/plant/r1.md'], operatorViewer);
    expect(page).toMatchObject({ key: 'operations/plant/r1.md', properties: { title: 'Runbook 1' } });
  });

  it('leave the graph as if it had been read anew, and the next run nothing to do', async () => {
    const company = await openWiki();
    renameFolder(company, 'ops', 'plant');
    await company.sync();
    const anew = await openCompany();
    anew.write(folderOf('plant'));
    await anew.sync();
    expect(await knowledgeOf(company)).toEqual(await knowledgeOf(anew));
    expect(hasChanges(await company.sync())).toBe(false);
    expect(hasChanges(await company.sync({ full: true }))).toBe(false);
  });

  it('are completed by the next run where one broke off after they were moved', async () => {
    const company = await openWiki();
    renameFolder(company, 'ops', 'plant');
    await expect(company.sync({ graph: breakingAfterMove(company) })).rejects.toThrow('gone');
    expect(await company.graph.readNodes(['article:wiki:plant/r1.md'], operatorViewer)).toHaveLength(1);
    await company.sync();
    const anew = await openCompany();
    anew.write(folderOf('plant'));
    await anew.sync();
    expect(await knowledgeOf(company)).toEqual(await knowledgeOf(anew));
  });

  it('keep what people thought of answers from them', async () => {
    const company = await openWiki();
    const answer = {
      ...{ replyId: 'r', askedAt: '2026-11-20T07:00:00.000Z', abstained: false },
      cited: ['article:wiki:ops/r1.md'],
    };
    await rateAnswer(company, answer, 'down', null);
    renameFolder(company, 'ops', 'plant');
    await company.sync();
    const pages = await unhelpfulPages(company.graph, operatorViewer, 10);
    expect(pages).toMatchObject([{ title: 'Runbook 1', unhelpful: 1 }]);
    // A second opinion of the same answer finds the same links.
    await rateAnswer(company, { ...answer, cited: ['article:wiki:plant/r1.md'] }, 'up', 'down');
    const after = await unhelpfulPages(company.graph, operatorViewer, 10);
    expect(after.filter(({ unhelpful }) => unhelpful > 0)).toEqual([]);
    expect(await company.graph.keys('Question')).toHaveLength(1);
  });
});

describe('a page that stands elsewhere', () => {
  const long = 'The pump is primed by hand before the first shift of the week begins.';
  const page = (key: string, more: Partial<ArticleRecord> = {}): ArticleRecord => ({
    ...{ kind: 'article', key, path: key, place: key, title: 'Pump', body: long, readers: [['everyone']] },
    ...more,
  });
  async function follow(before: readonly ArticleRecord[], after: readonly ArticleRecord[], failure?: Error) {
    const company = await openCompany();
    company.connectors = [memoryConnector('wiki', { records: before })];
    await company.sync();
    company.connectors = [
      memoryConnector('wiki', { records: after, ...(failure !== undefined && { failure }) }),
    ];
    const counts = wikiOf(await company.sync({ acceptDeletions: true }))?.counts.Article;
    return { company, counts };
  }
  const same = { created: 0, changed: 1, deleted: 0, unchanged: 0 };
  const another = { created: 1, changed: 0, deleted: 1, unchanged: 0 };

  it('with other text is the same where the source says what it was called, as a repository does', async () => {
    const edited = { body: 'By hand.', identifier: 'b' };
    const told = page('b.md', { ...edited, formerKeys: ['z.md', 'a.md'] });
    const { company, counts } = await follow([page('a.md', { identifier: 'a' })], [told]);
    expect(counts).toEqual(same);
    const passages = await company.graph.keys('Passage');
    expect(passages.map(({ key }) => key)).toEqual(['b.md#0']);
    expect(hasChanges(await company.sync())).toBe(false);
  });

  it('with fewer passages than before loses those alone', async () => {
    const parts = (count: number) =>
      Array.from({ length: count }, (_, at) => `## Part ${at}\n\n${`${long} `.repeat(20)}`).join('\n\n');
    const { company, counts } = await follow(
      [page('a.md', { body: parts(4) })],
      [page('b.md', { body: parts(2), formerKeys: ['a.md'] })],
    );
    expect(counts).toEqual(same);
    const keys = (await company.graph.keys('Passage')).map(({ key }) => key);
    expect(keys.toSorted()).toEqual(['b.md#0', 'b.md#1']);
    expect(hasChanges(await company.sync())).toBe(false);
  });

  it('with text where it had none has all of it, though the run breaks off once it moved', async () => {
    const company = await openCompany();
    company.connectors = [memoryConnector('wiki', { records: [page('a.md', { body: '' })] })];
    await company.sync();
    const body = [long, long].map((text, at) => `## Part ${at}\n\n${`${text} `.repeat(20)}`).join('\n\n');
    const records = [page('b.md', { body, formerKeys: ['a.md'] })];
    company.connectors = [memoryConnector('wiki', { records })];
    await expect(company.sync({ graph: breakingAfterMove(company) })).rejects.toThrow('gone');
    await company.sync();
    const keys = (await company.graph.keys('Passage')).map(({ key }) => key);
    expect(keys.toSorted()).toEqual(['b.md#0', 'b.md#1']);
  });

  it('is another one where only its title is the same', async () => {
    const { counts } = await follow(
      [page('a.md', { identifier: 'a' })],
      [page('b.md', { identifier: 'b', body: `${long} Twice.` })],
    );
    expect(counts).toEqual(another);
  });

  it('is another one where several have its text, before or now', async () => {
    const twice = [page('a.md', { identifier: 'a' }), page('b.md', { identifier: 'a' })];
    expect((await follow(twice, [page('c.md', { identifier: 'a' })])).counts).toMatchObject({ created: 1 });
    const { counts } = await follow([page('c.md', { identifier: 'a' })], twice);
    expect(counts).toMatchObject({ created: 2, deleted: 1 });
  });

  it('is another one where the former one is there still, or was not looked for', async () => {
    const before = page('a.md', { identifier: 'a' });
    const copy = page('b.md', { identifier: 'a', formerKeys: ['a.md'] });
    expect((await follow([before], [before, copy])).counts).toMatchObject({ created: 1, unchanged: 1 });
    const unfinished = await follow([before], [copy], new Error('The disk broke.'));
    expect(unfinished.counts).toMatchObject({ created: 1, deleted: 0 });
    const keys = (await unfinished.company.graph.keys('Article')).map(({ key }) => key);
    expect(keys.toSorted()).toEqual(['a.md', 'b.md']);
  });
});
