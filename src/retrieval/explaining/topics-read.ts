import { analyzeText } from '../../graph/analyze-text.ts';
import type { Condition, GraphQuery, Row } from '../../graph/graph-query.ts';
import type { AnswerTable } from '../answer.ts';
import { splitSentences } from '../articles/split-sentences.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { ExplainedTopic } from './explanation.ts';

const mostTopics = 3;
const mostPassages = 5;
const longestSentence = 240;

/**
 * What a language model read that an answer rests on: of topics that a query names, the passages that bear them out, within what the
 * asker may read. A passage is linked to a topic by a model alone; what authors tag is the whole page.
 *
 * @param rows of the answer: where these are pages, passages of others are left out.
 */
export async function topicsRead(
  query: GraphQuery,
  rows: AnswerTable | undefined,
  context: Pick<AnswerContext, 'graph' | 'viewer' | 'today'>,
): Promise<ExplainedTopic[]> {
  const pages = (rows?.rows ?? []).flatMap(({ ref }) => (ref?.label === 'Article' ? [ref.id] : []));
  const told: ExplainedTopic[] = [];
  for (const id of topicsOf(query).slice(0, mostTopics)) told.push(...(await read(id, pages, context)));
  return told.slice(0, mostPassages);
}

/** Ids of topics that a query names, each once. */
function topicsOf(query: GraphQuery): string[] {
  const ids = new Set<string>();
  JSON.stringify(query, (_key, value: unknown) => {
    if (typeof value === 'string' && value.startsWith('topic:')) ids.add(value);
    return value;
  });
  return [...ids];
}

async function read(
  id: string,
  pages: readonly string[],
  { graph, viewer, today }: Pick<AnswerContext, 'graph' | 'viewer' | 'today'>,
): Promise<ExplainedTopic[]> {
  const [topic] = await graph.readNodes([id], viewer);
  if (topic?.label !== 'Topic') return [];
  const about: Condition = {
    related: { type: 'MENTIONS', direction: 'out', label: 'Topic' },
    where: { property: 'id', op: 'eq', value: id },
  };
  const within: Condition = {
    related: { type: 'HAS_PASSAGE', direction: 'in', label: 'Article' },
    where: { property: 'id', op: 'in', values: pages },
  };
  const where: Condition = pages.length === 0 ? about : { all: [about, within] };
  const page = { type: 'HAS_PASSAGE', direction: 'in', label: 'Article' } as const;
  const result = await graph.query(
    {
      find: 'Passage',
      where,
      return: {
        kind: 'list',
        fields: [{ related: page, property: 'title', as: 'page' }],
        orderBy: [{ by: 'id' }],
        limit: mostPassages,
      },
    },
    viewer,
    today,
  );
  if (result.kind !== 'list') return [];
  const nodes = new Map(
    (
      await graph.readNodes(
        result.rows.map((row) => row.id),
        viewer,
      )
    ).map((node) => [node.id, node]),
  );
  const name = String(topic.properties.name ?? '');
  return result.rows.flatMap((row): ExplainedTopic[] => {
    const passage = nodes.get(row.id);
    if (passage === undefined) return [];
    const { heading, text } = passage.properties;
    return [
      {
        name,
        title: nameOf(row.values.page),
        heading: typeof heading === 'string' && heading !== '' ? heading : null,
        quote: sentenceOn(name, String(text ?? '')),
      },
    ];
  });
}

function nameOf(page: Row['values'][string] | undefined): string {
  const [one = ''] = Array.isArray(page) ? page : [];
  return typeof one === 'string' ? one : one.name;
}

/** The sentence with most of the topic's words, else the beginning of the text. */
function sentenceOn(name: string, text: string): string {
  const wanted = analyzeText(name.replace(/[-/]/g, ' '));
  const count = (sentence: string): number => {
    const terms = new Set(analyzeText(sentence.replace(/[-/]/g, ' ')));
    return wanted.filter((term) => terms.has(term)).length;
  };
  const [best = ''] = splitSentences(text, longestSentence)
    .map((sentence) => ({ sentence, words: count(sentence) }))
    .sort((one, other) => other.words - one.words)
    .map(({ sentence }) => sentence.trim());
  return best;
}
