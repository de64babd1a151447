/**
 * Questions to a made-up wiki of 10,000 pages and 100,000 passages: how long an answer takes, beside the bare full-text
 * search of the question's own words. Prints both and their ratio: the times themselves hang on the machine.
 *
 *     npm exec -- node bench/article-search.ts [FOLDER]
 *
 * With FOLDER, the wiki is kept there, and a second run takes it as it is.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeText } from '../src/graph/analyze-text.ts';
import type { NodeRecord, RelationshipRecord } from '../src/graph/changes.ts';
import type { GraphStore } from '../src/graph/graph-store.ts';
import { createSqliteStore } from '../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../src/graph/viewer.ts';
import { createAnswerQuestion } from '../src/retrieval/answer-question.ts';
import { engineering } from '../src/retrieval/planning/lexicons/en/thesaurus/engineering.ts';
import { general } from '../src/retrieval/planning/lexicons/en/thesaurus/general.ts';
import { office } from '../src/retrieval/planning/lexicons/en/thesaurus/office.ts';

const pages = 10_000;
const passagesOfPage = 10;
const wordsOfPassage = 90;
const questions = 100;
const changedAt = '2025-06-15T00:00:00.000Z';

/** Words that have synonyms are the most common, as in a real wiki; the rest is a long tail of names. */
const words = [
  ...new Set([...general, ...office, ...engineering].flatMap((group) => group.split(' '))),
  ...Array.from({ length: 30_000 }, (_, index) => `name${index}`),
];

/** Mulberry32: the same wiki each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Zipf's law: the word of rank r is about r times as rare as the first. */
function pick(random: () => number): string {
  return words[Math.floor(words.length ** random()) - 1] ?? '';
}

async function fill(store: GraphStore): Promise<void> {
  const random = createRandom(1);
  const everyone = { id: 'acl', label: 'Acl', source: 'bench', key: 'acl', fingerprint: '1' } as const;
  await store.apply({
    changedAt,
    upsertNodes: [{ ...everyone, properties: { clauses: '[["everyone"]]' } }],
  });
  for (let start = 0; start < pages; start += 250) {
    const nodes: NodeRecord[] = [];
    const links: RelationshipRecord[] = [];
    const node = (id: string, label: 'Article' | 'Passage', properties: NodeRecord['properties']): void => {
      nodes.push({ id, label, source: 'bench', key: id, properties, fingerprint: '1', acl: 'acl' });
    };
    for (let page = start; page < start + 250; page++) {
      const texts = Array.from({ length: passagesOfPage }, () =>
        Array.from({ length: wordsOfPassage }, () => pick(random)).join(' '),
      );
      node(`a${page}`, 'Article', {
        title: texts[0]?.slice(0, 30) ?? '',
        body: texts.join('\n\n'),
        path: `${page}`,
      });
      for (const [ordinal, text] of texts.entries()) {
        const id = `a${page}-${ordinal}`;
        node(id, 'Passage', { heading: '', text: `${text}.`, ordinal });
        links.push({
          id: `h${id}`,
          type: 'HAS_PASSAGE',
          from: `a${page}`,
          to: id,
          source: 'bench',
          fingerprint: '1',
        });
      }
    }
    await store.apply({ changedAt, upsertNodes: nodes });
    await store.apply({ changedAt, upsertRelationships: links });
  }
}

function at(times: readonly number[], share: number): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length * share)] ?? Number.NaN;
}

const given = process.argv[2];
const folder = given ?? mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
mkdirSync(folder, { recursive: true });
const file = join(folder, 'graph.db');
const isFilled = existsSync(file);
const store = createSqliteStore({ file });
try {
  await store.migrate();
  if (!isFilled) await fill(store);
  const answerQuestion = createAnswerQuestion({ graph: store, today: () => '2025-06-15' });
  const random = createRandom(2);
  const [answered, bare]: [number[], number[]] = [[], []];
  for (let count = 0; count < questions; count++) {
    const question = `How long does the ${Array.from({ length: 8 }, () => pick(random)).join(' ')} take?`;
    const terms = new Map(analyzeText(question).map((term) => [term, 1]));
    let begun = performance.now();
    await store.searchText({ label: 'Passage', terms, limit: 200 }, operatorViewer);
    bare.push(performance.now() - begun);
    begun = performance.now();
    await answerQuestion({ question, asker: { viewer: operatorViewer, employeeId: null } });
    answered.push(performance.now() - begun);
  }
  const ratio = (share: number): string => (at(answered, share) / at(bare, share)).toFixed(2);
  for (const [name, share] of [
    ['middle', 0.5],
    ['p95', 0.95],
  ] as const)
    console.log(
      `${name}: answer ${at(answered, share).toFixed(0)} ms, bare search ${at(bare, share).toFixed(0)} ms, ratio ${ratio(share)}`,
    );
} finally {
  await store.close();
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}
