import { labels, type NodeLabel, relationships, relationshipTypes } from '../../graph-schema/index.ts';
import { letsEveryoneIn, parseClauses } from '../../src/graph/acl-clauses.ts';
import type { NodeRecord } from '../../src/graph/changes.ts';
import type {
  DistinctValue,
  GraphReader,
  NameRecord,
  RelationshipRole,
  StoredNode,
  StoredPassage,
  TermStatistics,
} from '../../src/graph/graph-store.ts';
import { namePropertyOf, ownProperties, searchableOf } from '../../src/graph/label-properties.ts';
import { roundScore } from '../../src/graph/round-score.ts';
import { buildVector, entriesOf, readVector, termsOf } from '../../src/graph/term-vector.ts';
import { operatorViewer, type Viewer } from '../../src/graph/viewer.ts';
import { interpretQuery } from './interpret-query.ts';
import { compareText, type ReferenceGraph, ReferenceView } from './reference-graph.ts';
import { foldText } from './remembered-text.ts';

/** Counts that are shared by all viewers: what DESIGN.md lets ranking know of texts that a viewer may not read. */
export interface SharedStatistics {
  terms(terms: readonly string[]): TermStatistics;
  /** Words of an average text of a label. */
  averageLength(label: NodeLabel): number;
}

/** Of the whole graph: in how many of the articles that everyone may read a term stands, and how long texts are. */
export function sharedStatistics(graph: ReferenceGraph): SharedStatistics {
  const open = new Set(
    graph.nodes
      .filter((node) => node.label === 'Acl' && letsEveryoneIn(String(node.properties.clauses)))
      .map((node) => node.id),
  );
  const articles = graph.nodes.filter((node) => node.label === 'Article' && open.has(node.acl ?? ''));
  const frequency = new Map<string, number>();
  let length = 0;
  for (const article of articles) {
    const vector = buildVector(termsOf(article.properties.title), termsOf(article.properties.body));
    length += vector.length;
    for (const [term] of entriesOf(vector.vector)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const averages = new Map<NodeLabel, number>();
  return {
    terms: (terms) => ({
      documents: articles.length,
      averageLength: articles.length === 0 ? 0 : length / articles.length,
      documentFrequency: new Map(terms.map((term) => [term, frequency.get(term) ?? 0])),
    }),
    averageLength(label) {
      const known = averages.get(label);
      if (known !== undefined) return known;
      const texts = graph.nodes.filter((node) => node.label === label);
      const average = texts.reduce((sum, node) => sum + wordsOf(node).flat().length, 0) / texts.length;
      averages.set(label, average);
      return average;
    },
  };
}

const analysed = new WeakMap<NodeRecord, readonly (readonly string[])[]>();

/** The terms of each searchable property. */
function wordsOf(node: NodeRecord): readonly (readonly string[])[] {
  const known = analysed.get(node);
  if (known !== undefined) return known;
  const words = searchableOf(node.label).map((name) => termsOf(node.properties[name]));
  analysed.set(node, words);
  return words;
}

const numbered = new WeakMap<NodeRecord, readonly ReadonlyMap<string, number>[]>();

/** How often each term stands in each searchable property. */
function countsOf(node: NodeRecord): readonly ReadonlyMap<string, number>[] {
  const known = numbered.get(node);
  if (known !== undefined) return known;
  const counts = wordsOf(node).map((words) => {
    const found = new Map<string, number>();
    for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
    return found;
  });
  numbered.set(node, counts);
  return counts;
}

/** BM25 with the title counting four times, as both stores have it. */
const [titleWeight, k1, b] = [4, 1.2, 0.75];

/**
 * Reads a graph by what reads mean; whoever reads sees all of it, so that it must hold nothing that they may not.
 *
 * @param kept fields of which some records or all were deleted: values are listed of no such field, not even those that are left.
 */
export function createReferenceReader(
  graph: ReferenceGraph,
  shared: SharedStatistics,
  kept: Pick<Viewer, 'hidden' | 'ofSome'> = {},
): GraphReader {
  const view = new ReferenceView(graph, operatorViewer, { from: '', to: '' });
  const byLabel = Map.groupBy(view.nodes, (node) => node.label);
  const of = (label: NodeLabel): readonly NodeRecord[] => byLabel.get(label) ?? [];
  let values: DistinctValue[] | undefined;
  const passagesOf = (article: NodeRecord): readonly NodeRecord[] =>
    view.neighbours(article, { type: 'HAS_PASSAGE', direction: 'out', label: 'Passage' });
  const articleOf = (passage: NodeRecord): string | undefined =>
    view.neighbours(passage, { type: 'HAS_PASSAGE', direction: 'in', label: 'Article' })[0]?.id;
  return {
    query: async (query, _viewer, today) => interpretQuery(graph, query, operatorViewer, today),
    explain: async () => [],
    async searchText({ label, terms, titleOnly, articles, limit }) {
      const columns = titleOnly === true ? [0] : searchableOf(label).map((_, index) => index);
      const weighed = [...terms].filter(([term]) => term !== '');
      return of(label)
        .flatMap((node) => {
          const counts = countsOf(node);
          if (!weighed.some(([term]) => columns.some((column) => counts[column]?.has(term)))) return [];
          const relative = wordsOf(node).flat().length / shared.averageLength(label);
          let score = 0;
          for (const [term, weight] of weighed) {
            let frequency = 0;
            for (const column of columns) {
              const count = counts[column]?.get(term) ?? 0;
              frequency += count * (column === 0 ? titleWeight : 1);
            }
            score += (weight * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * relative));
          }
          const articleId = label === 'Passage' ? articleOf(node) : undefined;
          const within = label === 'Article' ? node.id : articleId;
          if (articles !== undefined && (within === undefined || !articles.includes(within))) return [];
          return [
            { id: node.id, score: roundScore(score), ...(articleId === undefined ? {} : { articleId }) },
          ];
        })
        .sort((one, other) => other.score - one.score || compareText(one.id, other.id))
        .slice(0, limit);
    },
    readNodes: async (ids) => ids.flatMap((id) => view.node(id) ?? []).map(storedNode),
    readPassages: async (ids) =>
      [...new Set(ids)].flatMap((id) => {
        const article = view.node(id);
        if (article?.label !== 'Article') return [];
        return passagesOf(article)
          .map((node) => storedPassage(node, id))
          .sort((one, other) => one.ordinal - other.ordinal || compareText(one.id, other.id));
      }),
    readTermVectors: async (ids) =>
      new Map(
        [...new Set(ids)].flatMap((id) => {
          const article = view.node(id);
          if (article?.label !== 'Article') return [];
          const [title = [], body = []] = wordsOf(article);
          return [[id, readVector(buildVector(title, body))] as const];
        }),
      ),
    termStatistics: async (terms) => shared.terms(terms),
    names: async (label) => of(label).flatMap((node) => nameRecord(view, node) ?? []),
    distinctValues: async () => {
      values ??= Object.entries(labels)
        .flatMap(([label, { queryable }]) =>
          queryable ? valuesOf(label as NodeLabel, of(label as NodeLabel)) : [],
        )
        .filter(
          ({ label, property }) =>
            kept.hidden?.[label]?.has(property) !== true && kept.ofSome?.[label]?.has(property) !== true,
        );
      return values;
    },
    relationshipRoles: async () => rolesOf(graph),
    findByKeys: async (label, keys) => {
      const wanted = new Set(keys.map(foldText));
      const present = of(label).filter((node) => wanted.has(foldText(node.key)));
      for (const { key } of present) wanted.delete(foldText(key));
      const moved = of(label).filter((node) =>
        [node.properties.formerKeys ?? []].flat().some((key) => wanted.has(foldText(String(key)))),
      );
      return [...present, ...moved].map(storedNode);
    },
    acls: async () =>
      of('Acl').map((node) => ({ id: node.id, clauses: parseClauses(String(node.properties.clauses)) })),
    sources: async () => [],
    revision: async () => 1,
  };
}

function storedNode({
  id,
  label,
  source,
  key,
  sourceUrl,
  updatedAt,
  properties,
  extra,
}: NodeRecord): StoredNode {
  const own = ownProperties(label).map(([name]) => [name, properties[name] ?? null] as const);
  return {
    id,
    label,
    source,
    key,
    sourceUrl: sourceUrl ?? null,
    updatedAt: updatedAt ?? null,
    properties: Object.fromEntries(own),
    extra: extra ?? {},
  };
}

function storedPassage({ id, properties }: NodeRecord, articleId: string): StoredPassage {
  const { anchor } = properties;
  return {
    id,
    articleId,
    ordinal: Number(properties.ordinal ?? 0),
    heading: String(properties.heading ?? ''),
    text: String(properties.text ?? ''),
    anchor: typeof anchor === 'string' ? anchor : null,
  };
}

function nameRecord(view: ReferenceView, node: NodeRecord): NameRecord | null {
  const name = view.name(node);
  if (name === null) return null;
  const { aliases, email, title, kind } = node.properties;
  const detail = node.label === 'Employee' ? title : node.label === 'Team' ? kind : null;
  return {
    id: node.id,
    label: node.label,
    source: node.source,
    key: node.key,
    name,
    aliases: Array.isArray(aliases) ? aliases : [],
    email: typeof email === 'string' ? email : null,
    detail: typeof detail === 'string' ? detail : null,
  };
}

/** These name things one by one. */
const names: ReadonlySet<string> = new Set(['name', 'title', 'email', 'aliases', 'heading', 'formerKeys']);
const perProperty = 2000;

function valuesOf(label: NodeLabel, nodes: readonly NodeRecord[]): DistinctValue[] {
  const short = ownProperties(label).filter(
    ([name, { type, long }]) =>
      (type === 'text' || type === 'texts') &&
      long !== true &&
      namePropertyOf(label) !== name &&
      !names.has(name),
  );
  const own = short.flatMap(([property]) =>
    counted(nodes.map((node) => [node.properties[property] ?? []].flat().map(String))).map((one) => ({
      label,
      property,
      ...one,
    })),
  );
  const extraNames = [...new Set(nodes.flatMap((node) => Object.keys(node.extra ?? {})))].sort(compareText);
  const extra = extraNames.flatMap((name) =>
    counted(nodes.map((node) => [node.extra?.[name] ?? []].flat())).map((one) => ({
      label,
      property: `extra.${name}`,
      ...one,
    })),
  );
  return [...own, ...extra];
}

/** The most frequent values first, each under its smallest spelling; what stands twice in one node counts once. */
function counted(lists: readonly (readonly string[])[]): { value: string; count: number }[] {
  const found = new Map<string, { value: string; count: number }>();
  for (const list of lists) {
    const keys = new Set<string>();
    for (const value of list) {
      const key = foldText(value);
      const known = found.get(key);
      const count = (known?.count ?? 0) + (keys.has(key) ? 0 : 1);
      const smallest = known === undefined || compareText(value, known.value) < 0 ? value : known.value;
      keys.add(key);
      found.set(key, { value: smallest, count });
    }
  }
  return [...found]
    .sort(([one, mine], [other, theirs]) => theirs.count - mine.count || compareText(one, other))
    .slice(0, perProperty)
    .map(([, value]) => value);
}

function rolesOf(graph: ReferenceGraph): RelationshipRole[] {
  return relationshipTypes
    .filter((type) => 'role' in relationships[type].properties)
    .sort(compareText)
    .flatMap((type) => {
      const roles = graph.relationships.flatMap((one) =>
        one.type === type && one.properties?.role !== undefined ? [[String(one.properties.role)]] : [],
      );
      return counted(roles).map(({ value, count }) => ({ type, role: value, count }));
    });
}
