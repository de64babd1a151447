import { analyzeText } from '../../graph/analyze-text.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { TitleMatches } from '../planning/question-item.ts';
import { asCandidate } from './node-candidate.ts';

const listed = 12;
/** Characters; longer stretches of unknown words are no title. */
const longestTitle = 300;

/** Tasks and pages whose title has all of these words, for words that no table knows. */
export async function matchWords(
  reader: GraphReader,
  viewer: Viewer,
  words: string,
  today: string,
): Promise<TitleMatches> {
  if (words.length > longestTitle || analyzeText(words).length === 0)
    return { tasks: [], taskTotal: 0, articles: [], articleTotal: 0, written: false };
  const find = async (label: 'Task' | 'Article') => {
    const result = await reader.query(
      {
        find: label,
        where: { property: 'title', op: 'words', value: words },
        return: { kind: 'list', fields: [{ property: 'key' }], limit: listed },
      },
      viewer,
      today,
    );
    if (result.kind !== 'list') return { candidates: [], total: 0 };
    const nodes = await reader.readNodes(
      result.rows.map((row) => row.id),
      viewer,
    );
    return { candidates: nodes.map(asCandidate), total: result.total };
  };
  const [tasks, articles] = [await find('Task'), await find('Article')];
  return {
    tasks: tasks.candidates,
    taskTotal: tasks.total,
    articles: articles.candidates,
    articleTotal: articles.total,
    written: await isWritten(reader, viewer, words),
  };
}

async function isWritten(reader: GraphReader, viewer: Viewer, words: string): Promise<boolean> {
  const terms = new Map(analyzeText(words).map((term) => [term, 1] as const));
  const found = await reader.searchText({ label: 'Article', terms, limit: 5 }, viewer);
  const vectors = await reader.readTermVectors(
    found.map((one) => one.id),
    viewer,
  );
  return [...vectors.values()].some((vector) => [...terms.keys()].every((term) => vector.count(term) > 0));
}
