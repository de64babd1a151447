import { answeredFromId, bookkeepingDigest } from '../graph/bookkeeping.ts';
import type { NodeRecord, RelationshipRecord } from '../graph/changes.ts';
import type { FindQuery } from '../graph/graph-query.ts';
import type { GraphReader, GraphWriter } from '../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import type { StateStore } from '../state/state-store.ts';

/** What opinions on answers are put down with, and read by. */
export type RatedGraph = Pick<GraphReader, 'query' | 'readNodes'> &
  Pick<GraphWriter, 'apply' | 'keys' | 'relationshipsOf'>;

/** An answer of which somebody has said what they think. */
export interface RatedAnswer {
  readonly replyId: string;
  /** Instant. */
  readonly askedAt: string;
  readonly abstained: boolean;
  /** Ids of the articles and passages that it cited. */
  readonly cited: readonly string[];
}

export type Opinion = 'up' | 'down';

/** A page with what people thought of the answers that cited it. */
export interface RatedPage {
  readonly title: string;
  readonly url: string | null;
  readonly helpful: number;
  readonly unhelpful: number;
}

/** No configured source can have this name, so that no sync takes these nodes for its own. */
const source = '_questions';

/** As long as the opinions themselves, in ms. */
const lifeMs = 92 * 24 * 3_600_000;

/** A second opinion is put down again where another one came in between. */
const attempts = 3;

/**
 * Puts an opinion down in the graph: a `Question` with how many found its answer helpful and how many did not, joined to the
 * articles that it was answered from. It holds no words, nobody's name, and is no change of any article.
 *
 * @param former what the same person had said of the same answer before.
 */
export async function rateAnswer(
  { graph, state, today }: { readonly graph: RatedGraph; readonly state: StateStore; readonly today: string },
  answer: RatedAnswer,
  opinion: Opinion,
  former: Opinion | null,
): Promise<void> {
  const add = (which: Opinion, amount: number): Promise<number> =>
    state.addToSum(`opinions ${which} ${answer.replyId}`, amount, lifeMs);
  const changeOf = (which: Opinion): number => (opinion === which ? 1 : 0) - (former === which ? 1 : 0);
  let helpful = await add('up', changeOf('up'));
  let unhelpful = await add('down', changeOf('down'));
  const articles = await articlesOf(graph, answer.cited, today);
  const { old } = await expired(graph);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const node = questionNode(answer, helpful, unhelpful);
    await graph.apply({
      changedAt: new Date().toISOString(),
      upsertNodes: [node],
      upsertRelationships: articles.map((to) => answeredFrom(node.id, to)),
      deleteNodes: old,
    });
    // Two opinions at once: whichever was written last may have been counted first.
    const [up, down] = [await add('up', 0), await add('down', 0)];
    if (up === helpful && down === unhelpful) return;
    [helpful, unhelpful] = [up, down];
  }
}

/**
 * Pages whose answers were not found helpful, the worst first, of those that the viewer may read.
 *
 * @param since instant from which on the questions were asked; as long as opinions are kept where absent.
 */
export async function unhelpfulPages(
  graph: RatedGraph,
  viewer: Viewer,
  limit: number,
  since = '',
): Promise<readonly RatedPage[]> {
  const { fresh } = await expired(graph, since);
  const nodes = await graph.readNodes(fresh, operatorViewer);
  const counts = new Map(
    nodes.map(({ id, properties: { helpful, unhelpful } }) => [
      id,
      { helpful: Number(helpful ?? 0), unhelpful: Number(unhelpful ?? 0) },
    ]),
  );
  const pages = new Map<string, { helpful: number; unhelpful: number }>();
  for (const { type, from, to } of await graph.relationshipsOf([...counts.keys()])) {
    const counted = counts.get(from);
    if (type !== 'ANSWERED_FROM' || counted === undefined) continue;
    const page = pages.get(to) ?? { helpful: 0, unhelpful: 0 };
    page.helpful += counted.helpful;
    page.unhelpful += counted.unhelpful;
    pages.set(to, page);
  }
  const rated = [...pages].filter(([, { unhelpful }]) => unhelpful > 0);
  const articles = await graph.readNodes(
    rated.map(([id]) => id),
    viewer,
  );
  return articles
    .map(({ id, key, sourceUrl, properties }) => ({
      title: String(properties.title ?? key),
      url: sourceUrl,
      helpful: pages.get(id)?.helpful ?? 0,
      unhelpful: pages.get(id)?.unhelpful ?? 0,
    }))
    .sort((a, b) => b.unhelpful - a.unhelpful || a.helpful - b.helpful || a.title.localeCompare(b.title))
    .slice(0, limit);
}

/** Articles that were cited, or whose passages were; those that are gone since are left out. */
async function articlesOf(
  graph: RatedGraph,
  cited: readonly string[],
  today: string,
): Promise<readonly string[]> {
  if (cited.length === 0) return [];
  const isCited = { property: 'id', op: 'in', values: cited } as const;
  const query: FindQuery = {
    find: 'Article',
    where: {
      any: [
        isCited,
        { related: { type: 'HAS_PASSAGE', direction: 'out', label: 'Passage' }, where: isCited },
      ],
    },
    return: { kind: 'list', fields: [{ property: 'id' }], limit: 100 },
  };
  const result = await graph.query(query, operatorViewer, today);
  return result.kind === 'list' ? result.rows.map((row) => row.id) : [];
}

/** Questions by whether their time is over; the key begins with the instant. */
async function expired(
  graph: RatedGraph,
  from = '',
): Promise<{ readonly old: readonly string[]; readonly fresh: readonly string[] }> {
  const since = new Date(Date.now() - lifeMs).toISOString();
  const all = (await graph.keys('Question')).filter((one) => one.source === source);
  const isOld = ({ key }: { readonly key: string }): boolean => key < since;
  return {
    old: all.filter(isOld).map(({ id }) => id),
    fresh: all.filter((one) => !isOld(one) && one.key >= from).map(({ id }) => id),
  };
}

function questionNode(
  { replyId, askedAt, abstained }: RatedAnswer,
  helpful: number,
  unhelpful: number,
): NodeRecord {
  // Whoever knows a reply's id may press its buttons.
  const id = `question:${bookkeepingDigest(replyId)}`;
  return {
    id,
    label: 'Question',
    source,
    key: `${askedAt} ${bookkeepingDigest(replyId)}`,
    properties: { askedAt, abstained, helpful, unhelpful },
    fingerprint: `${helpful} ${unhelpful}`,
  };
}

function answeredFrom(from: string, to: string): RelationshipRecord {
  const id = answeredFromId(from, to);
  return { id, type: 'ANSWERED_FROM', from, to, source, fingerprint: id };
}
