import { isDeepStrictEqual } from 'node:util';
import { createDirectoryAccess } from '../../../src/access/directory-access.ts';
import type { GraphReader, GraphStore } from '../../../src/graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../../../src/graph/viewer.ts';
import type { Answer, AnswerQuestion } from '../../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../../src/retrieval/answer-question.ts';
import type { ReferenceGraph } from '../../../tests/reference/reference-graph.ts';
import { createReferenceReader, sharedStatistics } from '../../../tests/reference/reference-reader.ts';
import { withoutUnseen } from '../../../tests/reference/without-unseen.ts';
import { createDraw } from './draw.ts';
import { drawQuestion, type ProofQuestion, questionKinds } from './draw-question.ts';
import { type CompanySize, generateCompany, type ProofCompany } from './generate-company.ts';
import { ownCompany, type Person } from './people-and-groups.ts';
import { readersOf } from './reading-rules.ts';
import { today } from './records.ts';

export interface AccessProofOptions {
  readonly size: CompanySize;
  /** Pairs of a viewer and a question. */
  readonly questions: number;
  /** Questions that each viewer asks, in private or in a channel. */
  readonly perViewer: number;
  readonly seed: number;
  /** Whether to compute as well what somebody who sees all would be answered: it takes as long again. */
  readonly countsNarrowed?: boolean;
  /** Stops after so long, in ms, with the questions that were asked by then. */
  readonly limitMs?: number;
  readonly onAsked?: (asked: number) => void;
}

export interface AccessProofResult {
  readonly asked: number;
  /** By kind: those whose answer says something, and those to which whoever sees all would get another answer. */
  readonly byKind: Readonly<
    Record<string, { readonly asked: number; readonly telling: number; readonly narrowed: number }>
  >;
  readonly viewers: { readonly people: number; readonly channels: number };
  readonly differences: readonly string[];
}

/** Fills an empty store, in batches. */
export async function writeGraph(store: GraphStore, { nodes, relationships }: ReferenceGraph): Promise<void> {
  const changedAt = `${today}T00:00:00.000Z`;
  const size = 5_000;
  for (let at = 0; at < nodes.length; at += size)
    await store.apply({ changedAt, upsertNodes: nodes.slice(at, at + size) });
  for (let at = 0; at < relationships.length; at += size)
    await store.apply({ changedAt, upsertRelationships: relationships.slice(at, at + size) });
}

/**
 * Asks a generated company on behalf of people and of channels, and demands each answer to be the one that the reference
 * computes on a graph from which all that they may not see was deleted.
 *
 * @param store an empty one whose migrations have run.
 */
export async function proveAccess(
  store: GraphStore,
  options: AccessProofOptions,
): Promise<AccessProofResult> {
  const { size, seed, questions, perViewer } = options;
  const company = generateCompany(size, seed);
  await writeGraph(store, company.graph);
  const draw = createDraw(seed + 1);
  const access = createDirectoryAccess({ graph: store, today: () => today, company: ownCompany });
  const deleting = createDeleting(company);
  const shared = sharedStatistics(company.graph);
  const answering = createAnswerQuestion({ graph: store, today: () => today, company: ownCompany });
  const everything = createReferenceReader(company.graph, shared);
  const whole = {
    graph: everything,
    viewer: operatorViewer,
    answering: createAnswerQuestion({ graph: everything, today: () => today, company: ownCompany }),
  };
  const counts = new Map(
    questionKinds.map((kind) => [kind as string, { asked: 0, telling: 0, narrowed: 0 }]),
  );
  const viewers = { people: 0, channels: 0 };
  const differences: string[] = [];
  let asked = 0;
  const started = performance.now();
  const isOver = (): boolean =>
    asked >= questions || performance.now() - started > (options.limitMs ?? Number.POSITIVE_INFINITY);
  while (!isOver()) {
    const channel = draw.chance(0.5) ? draw.some(company.people, 2 + draw.below(5)) : null;
    const members = channel ?? [draw.pick(company.people)];
    const viewer =
      channel === null
        ? (await access.person(members[0]?.email ?? ''))?.viewer
        : await access.audience(members.map((one) => one.email));
    if ((viewer !== undefined) !== (channel !== null || members[0]?.mayAsk === true))
      differences.push(`${members[0]?.email} ${viewer === undefined ? 'may not ask' : 'may ask'}`);
    if (viewer === undefined) continue;
    viewers[channel === null ? 'people' : 'channels'] += 1;
    const visible = deleting(members);
    const reader = createReferenceReader(visible, shared);
    const reference = createAnswerQuestion({ graph: reader, today: () => today, company: ownCompany });
    for (let turn = 0; turn < perViewer && !isOver(); turn++) {
      const kind = questionKinds[asked % questionKinds.length] ?? 'rows';
      const question = drawQuestion(draw, kind, company);
      const found = await ask(question, { graph: store, viewer, answering });
      const expected = await ask(question, { graph: reader, viewer: operatorViewer, answering: reference });
      const count = counts.get(kind);
      if (count !== undefined) {
        count.asked += 1;
        if (saysSomething(expected)) count.telling += 1;
        if (options.countsNarrowed === true && !isSame(await ask(question, whole), expected))
          count.narrowed += 1;
      }
      if (!isSame(found, expected))
        differences.push(
          `${members.map((one) => one.email).join(' ')}: ${JSON.stringify(question, spellMaps)}\n  found    ${JSON.stringify(found)}\n  expected ${JSON.stringify(expected)}`,
        );
      asked += 1;
      options.onAsked?.(asked);
    }
  }
  return { asked, byKind: Object.fromEntries(counts), viewers, differences };
}

const spellMaps = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);

/** Gives the graph as it is to some people together: without what one of them may not see, and all that hangs on it. */
function createDeleting({
  graph,
  rules,
  people,
}: ProofCompany): (members: readonly Person[]) => ReferenceGraph {
  const readers = new Map(rules.map((rule) => [rule.node.id, readersOf(rule, people)]));
  return (members) => {
    const nodes = graph.nodes.filter(
      ({ acl }) => acl === undefined || members.every((one) => one.mayAsk && readers.get(acl)?.has(one)),
    );
    const kept = new Set(nodes.map((node) => node.id));
    return withoutUnseen({
      nodes,
      relationships: graph.relationships.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    });
  };
}

async function ask(
  question: ProofQuestion,
  { graph, viewer, answering }: { graph: GraphReader; viewer: Viewer; answering: AnswerQuestion },
): Promise<unknown> {
  if ('query' in question) return await graph.query(question.query, viewer, today);
  if ('search' in question) {
    const found = await graph.searchText(question.search, viewer);
    const articles = found.flatMap(({ id, articleId }) => articleId ?? (id.startsWith('article:') ? id : []));
    const vectors = await graph.readTermVectors(articles, viewer);
    return {
      found,
      vectors: [...vectors].map(([id, vector]) => [id, vector.length, [...vector.entries()]]),
      passages: await graph.readPassages(articles, viewer),
      byId: {
        nodes: await graph.readNodes(question.ids, viewer),
        passages: await graph.readPassages(question.ids, viewer),
        vectors: [...(await graph.readTermVectors(question.ids, viewer)).keys()],
      },
      statistics: [...(await graph.termStatistics([...question.search.terms.keys()])).documentFrequency],
    };
  }
  if ('keys' in question)
    return {
      nodes: await graph.findByKeys('Task', question.keys, viewer),
      values: await graph.distinctValues(viewer),
      names: await graph.names('Project', viewer),
      roles: await graph.relationshipRoles(viewer),
    };
  return told(await answering({ question: question.words, asker: { viewer, employeeId: null } }));
}

/** All of an answer but how it came about, which names the engine's own statements. */
function told({ explanation: _, ...answer }: Answer): unknown {
  return JSON.parse(JSON.stringify(answer));
}

/** Scores are sums in floating point, which another order of adding changes in the last digits. */
function isSame(found: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(rounded(found), rounded(expected));
}

function rounded(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isInteger(value)) return Number(value.toPrecision(8));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rounded(one)]));
}

function saysSomething(result: unknown): boolean {
  const text = JSON.stringify(result);
  return !/"(?:total":0|exists":false|found":\[\]|abstained":\{)/.test(text);
}
