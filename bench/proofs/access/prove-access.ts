import { isDeepStrictEqual } from 'node:util';
import { createDirectoryAccess } from '../../../src/access/directory-access.ts';
import type { GraphReader, GraphStore } from '../../../src/graph/graph-store.ts';
import type { VectorIndex } from '../../../src/graph/vector-index.ts';
import { operatorViewer } from '../../../src/graph/viewer.ts';
import { createAnswerQuestion } from '../../../src/retrieval/answer-question.ts';
import { createReadMeaning } from '../../../src/retrieval/articles/meaning.ts';
import type { ReferenceGraph } from '../../../tests/reference/reference-graph.ts';
import { createReferenceReader, sharedStatistics } from '../../../tests/reference/reference-reader.ts';
import { createReferenceVectors } from '../../../tests/reference/reference-vectors.ts';
import { type Asked, askQuestion, isMeaningRead } from './ask-question.ts';
import { createAskedReads } from './asked-reads.ts';
import { createDeleting } from './delete-hidden.ts';
import { createDraw, type Draw } from './draw.ts';
import { drawQuestion, type ProofQuestion, questionKinds } from './draw-question.ts';
import { type CompanySize, generateCompany, type ProofCompany } from './generate-company.ts';
import { hashingEmbedder } from './hashing-embedder.ts';
import { ownCompany, type Person } from './people-and-groups.ts';
import { today } from './records.ts';
import { createReplaceableGraph } from './replaceable-graph.ts';

/** Questions under way: a server plans one statement while the next is computed, and the reference keeps few of them waiting. */
const atOnce = 2;

/** What is proved: a graph and the vectors of its passages. */
export interface ProvedStores {
  readonly graph: GraphStore;
  readonly vectors: VectorIndex;
}

export interface AccessProofOptions {
  readonly size: CompanySize;
  /** Pairs of a viewer and a question. */
  readonly questions: number;
  /** Questions that each viewer asks, in private or in a channel. */
  readonly perViewer: number;
  readonly seed: number;
  /**
   * Where there are some: also asks them what somebody who sees all is answered, and counts how many are told otherwise. They are
   * the same stores, or empty ones of the embedded engine, which answers sooner than the reference.
   */
  readonly whole?: ProvedStores;
  readonly onAsked?: (asked: number) => void;
}

export interface KindResult {
  readonly asked: number;
  /** Those whose answer says something. */
  readonly telling: number;
  /** Those to which whoever sees all would get another answer. */
  readonly narrowed: number;
  /** Reads of the ports that they came to: `GraphReader.query`. */
  readonly reads: ReadonlySet<string>;
}

export interface AccessProofResult {
  readonly asked: number;
  readonly byKind: ReadonlyMap<string, KindResult>;
  readonly viewers: { readonly people: number; readonly channels: number };
  readonly differences: readonly string[];
}

/** Fills an empty store, in batches. */
async function writeGraph(store: GraphStore, { nodes, relationships }: ReferenceGraph): Promise<void> {
  const changedAt = `${today}T00:00:00.000Z`;
  const size = 5_000;
  for (let at = 0; at < nodes.length; at += size)
    await store.apply({ changedAt, upsertNodes: nodes.slice(at, at + size) });
  for (let at = 0; at < relationships.length; at += size)
    await store.apply({ changedAt, upsertRelationships: relationships.slice(at, at + size) });
}

/** Vectors as a sync would have made them, by passage. */
async function writeVectors(
  index: VectorIndex,
  { nodes }: ReferenceGraph,
): Promise<Map<string, Float32Array>> {
  const passages = nodes.filter(({ label }) => label === 'Passage');
  const made = await hashingEmbedder.embed(
    passages.map(({ properties }) => `${properties.heading} ${properties.text}`),
  );
  const entries = passages.flatMap(({ id }, at) => {
    const vector = made[at];
    return vector === undefined ? [] : [{ id, digest: '1', vector }];
  });
  for (let at = 0; at < entries.length; at += 1_000) await index.write(entries.slice(at, at + 1_000));
  return new Map(entries.map(({ id, vector }) => [id, vector]));
}

/** Who asks: somebody in private, or one of a channel in front of all its members. */
function drawMembers(draw: Draw, { people, fields }: ProofCompany, isChannel: boolean): readonly Person[] {
  // Few are HR or have anybody below them, and of those that are drawn from everybody hardly any.
  const some = draw.pick([
    people,
    people,
    people.filter((one) => fields.hr.has(one)),
    people.filter((one) => people.some(({ manager }) => manager === one)),
  ]);
  return isChannel ? draw.some(some, 2 + draw.below(5)) : [draw.pick(some)];
}

/**
 * Asks a generated company on behalf of people and of channels, and demands each answer to be the one that the reference
 * computes on a graph from which all that they may not see was deleted.
 *
 * @param stores empty ones whose migrations have run.
 */
export async function proveAccess(
  stores: ProvedStores,
  options: AccessProofOptions,
): Promise<AccessProofResult> {
  const { size, seed, questions, perViewer } = options;
  const company = generateCompany(size, seed);
  await writeGraph(stores.graph, company.graph);
  const embedded = await writeVectors(stores.vectors, company.graph);
  const draw = createDraw(seed + 1);
  const reads = createAskedReads();
  const shared = sharedStatistics(company.graph);
  const access = createDirectoryAccess({
    graph: stores.graph,
    today: () => today,
    company: ownCompany,
    fields: company.fields.policy,
  });
  const deleting = createDeleting(company);
  const store = createAnswering(
    reads.noting('GraphReader', stores.graph),
    reads.noting('VectorIndex', stores.vectors),
  );
  const { whole } = options;
  if (whole !== undefined && whole !== stores) {
    await writeGraph(whole.graph, company.graph);
    await writeVectors(whole.vectors, company.graph);
  }
  const ofAll = whole === undefined ? null : createAnswering(whole.graph, whole.vectors);
  const left = createReplaceableGraph();
  const reference = createAnswering(left.graph, left.vectors);
  const counts = new Map(
    questionKinds.map((kind) => [
      kind as string,
      { asked: 0, telling: 0, narrowed: 0, reads: new Set<string>() },
    ]),
  );
  const viewers = { people: 0, channels: 0 };
  const differences: string[] = [];
  let asked = 0;

  async function compare(question: ProofQuestion, who: Who, visible: Asked): Promise<void> {
    const count = counts.get(question.kind);
    if (count === undefined) return;
    // The reference computes while a server is at work.
    const [found, expected] = await Promise.all([
      reads.during(count.reads, () => askQuestion(question, { ...store, ...who })),
      askQuestion(question, visible),
    ]);
    const isRight =
      isSame(found, expected) ||
      (question.kind === 'vectors' &&
        stores.graph.engine === 'neo4j' &&
        isNearlySame(
          found,
          await askQuestion({ ...question, limit: question.limit + mostMissed }, visible),
          question.limit,
        ));
    count.asked += 1;
    if (saysSomething(expected)) count.telling += 1;
    if (ofAll !== null) {
      const told = await askQuestion(question, { ...who, ...ofAll, viewer: operatorViewer });
      if (!isSame(told, expected)) count.narrowed += 1;
    }
    if (!isRight)
      differences.push(
        `${who.emails}: ${JSON.stringify(question, spellMaps)}\n  found    ${JSON.stringify(found)}\n  expected ${JSON.stringify(expected)}`,
      );
    asked += 1;
    options.onAsked?.(asked);
  }

  while (asked < questions) {
    const isChannel = draw.chance(0.5);
    const members = drawMembers(draw, company, isChannel);
    const emails = members.map((one) => one.email);
    const viewer = isChannel ? await access.audience(emails) : (await access.person(emails[0] ?? ''))?.viewer;
    if ((viewer !== undefined) !== (isChannel || members[0]?.mayAsk === true))
      differences.push(`${emails[0]} ${viewer === undefined ? 'may not ask' : 'may ask'}`);
    if (viewer === undefined) continue;
    viewers[isChannel ? 'channels' : 'people'] += 1;
    const { graph, restrictions } = deleting(members);
    left.replace(createReferenceReader(graph, shared, restrictions), createReferenceVectors(graph, embedded));
    const who = {
      viewer,
      employeeId: members[0]?.id ?? null,
      isShared: isChannel,
      emails: emails.join(' '),
    };
    const visible: Asked = { ...reference, ...who, viewer: { acls: 'all', ...restrictions } };
    const drawn = Array.from({ length: Math.min(perViewer, questions - asked) }, (_, turn) =>
      drawQuestion(draw, questionKinds[(asked + turn) % questionKinds.length] ?? 'rows', company),
    );
    const waiting = drawn.values();
    const askWaiting = async (): Promise<void> => {
      for (const question of waiting) await compare(question, who, visible);
    };
    await Promise.all(Array.from({ length: atOnce }, askWaiting));
  }
  return { asked, byKind: counts, viewers, differences };
}

type Who = Pick<Asked, 'viewer' | 'employeeId' | 'isShared'> & { readonly emails: string };
type Answering = Pick<Asked, 'graph' | 'vectors' | 'answering'>;

function createAnswering(graph: GraphReader, vectors: Asked['vectors']): Answering {
  const readMeaning = createReadMeaning(hashingEmbedder, vectors);
  return {
    graph,
    vectors,
    answering: createAnswerQuestion({
      graph,
      today: () => today,
      company: ownCompany,
      readMeaning: async (...asked) => (isMeaningRead() ? await readMeaning(...asked) : null),
    }),
  };
}

const spellMaps = (_key: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);

/** Scores are sums in floating point, which another order of adding changes in the last digits. */
function isSame(found: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(rounded(found), rounded(expected));
}

/** Nearest passages that Neo4j's index may miss of a search: it finds nearly all of them, and not the same each time. */
const mostMissed = 2;

/** By which its cosines may be others than the reference's: it adds in single precision. Such as come nearer than this have no order. */
const precision = 1e-6;

interface FoundPassage {
  readonly id: string;
  readonly articleId?: string;
  readonly score: number;
}

/**
 * Whether somebody is told of nothing but what they may see, each with its own score and in order, however many are hidden.
 *
 * @param expected as many more than the limit as may be missed.
 */
function isNearlySame(found: unknown, expected: unknown, limit: number): boolean {
  const [mine, theirs] = [passagesOf(found), passagesOf(expected)];
  const known = new Map(theirs.map((one) => [one.id, one]));
  const isKnown = ({ id, articleId, score }: FoundPassage): boolean => {
    const one = known.get(id);
    return one !== undefined && one.articleId === articleId && Math.abs(one.score - score) <= precision;
  };
  const isInOrder = mine.every((one, at) => at === 0 || one.score <= (mine[at - 1]?.score ?? 0));
  const isWhole = mine.length >= Math.min(limit, theirs.length - mostMissed);
  return (
    isInOrder && isWhole && new Set(mine.map(({ id }) => id)).size === mine.length && mine.every(isKnown)
  );
}

function passagesOf(told: unknown): readonly FoundPassage[] {
  return typeof told === 'object' && told !== null && 'found' in told && Array.isArray(told.found)
    ? told.found
    : [];
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
