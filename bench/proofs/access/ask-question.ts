import { AsyncLocalStorage } from 'node:async_hooks';
import { nextPage } from '../../../src/bot/actions/offer-actions.ts';
import { pageRows } from '../../../src/bot/actions/page-rows.ts';
import type { GraphReader } from '../../../src/graph/graph-store.ts';
import type { VectorIndex } from '../../../src/graph/vector-index.ts';
import type { Viewer } from '../../../src/graph/viewer.ts';
import type { Answer, AnswerQuestion } from '../../../src/retrieval/answer.ts';
import type { ProofQuestion } from './draw-question.ts';
import { hashingEmbedder } from './hashing-embedder.ts';
import { today } from './records.ts';

/** Whom a question is put to, and on whose behalf. */
export interface Asked {
  readonly graph: GraphReader;
  readonly vectors: Pick<VectorIndex, 'search'>;
  readonly answering: AnswerQuestion;
  readonly viewer: Viewer;
  readonly employeeId: string | null;
  /** Whether others read the answers as well. */
  readonly isShared: boolean;
}

const meaning = new AsyncLocalStorage<true>();

/** Whether the question under way is of the kind whose meaning is looked at. */
export const isMeaningRead = (): boolean => meaning.getStore() === true;

/** Pages of one list that are asked for. */
const mostPages = 4;

/** Everything that a question tells whoever asks it. */
export async function askQuestion(question: ProofQuestion, asked: Asked): Promise<unknown> {
  const { graph, viewer } = asked;
  if ('query' in question) return await graph.query(question.query, viewer, today);
  if ('pages' in question)
    return await Promise.all(question.pages.map((query) => graph.query(query, viewer, today)));
  switch (question.kind) {
    case 'text':
      return await searchTexts(question, asked);
    case 'vectors':
      return await searchVectors(question, asked);
    case 'nodes':
      return {
        nodes: await graph.readNodes(question.ids, viewer),
        passages: await graph.readPassages(question.ids, viewer),
        vectors: countsOf(await graph.readTermVectors(question.ids, viewer)),
      };
    case 'keys':
      return await Promise.all(
        question.labels.map((label) => graph.findByKeys(label, question.keys, viewer)),
      );
    case 'suggestions':
      return {
        values: await graph.distinctValues(viewer),
        names: await graph.names('Project', viewer),
        roles: await graph.relationshipRoles(viewer),
      };
    case 'meaning':
      return await meaning.run(true, () => answerPages(question.words, asked));
    default:
      return await answerPages(question.words, asked);
  }
}

async function searchTexts(
  { search }: Extract<ProofQuestion, { kind: 'text' }>,
  { graph, viewer }: Asked,
): Promise<unknown> {
  const found = await graph.searchText(search, viewer);
  const articles = found.flatMap(({ id, articleId }) => articleId ?? (id.startsWith('article:') ? id : []));
  return {
    found,
    vectors: countsOf(await graph.readTermVectors(articles, viewer)),
    passages: await graph.readPassages(articles, viewer),
    statistics: [...(await graph.termStatistics([...search.terms.keys()])).documentFrequency],
  };
}

async function searchVectors(
  { text, limit }: Extract<ProofQuestion, { kind: 'vectors' }>,
  { vectors, viewer }: Asked,
): Promise<unknown> {
  return { found: await vectors.search(await hashingEmbedder.embedQuestion(text), limit, viewer) };
}

const countsOf = (vectors: Awaited<ReturnType<GraphReader['readTermVectors']>>): unknown =>
  [...vectors].map(([id, vector]) => [id, vector.length, [...vector.entries()]]);

/** The answer, and where it is a long list, the pages that "show the rest" brings after it. */
async function answerPages(
  words: string,
  { viewer, employeeId, isShared, answering }: Asked,
): Promise<unknown> {
  const request = { question: words, asker: { viewer, employeeId }, isShared };
  const answer = await answering(request);
  const told = [toldOf(answer)];
  let next = nextPage(pageRows(answer));
  while (next !== null && told.length < mostPages) {
    const { offset } = next;
    const page = pageRows(await answering({ ...request, offset }), offset);
    told.push(toldOf(page));
    next = nextPage(page);
  }
  return told;
}

/** All of an answer but how it came about, which names the engine's own statements. */
function toldOf({ explanation: _, ...answer }: Answer): unknown {
  return JSON.parse(JSON.stringify(answer));
}
