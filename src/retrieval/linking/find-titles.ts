import { analyzeText } from '../../graph/analyze-text.ts';
import { foldText } from '../../graph/fold-text.ts';
import type { GraphReader, StoredNode } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { withPrefix } from './key-prefixes.ts';
import type { NameCandidate } from './name-index.ts';
import { PhraseTable } from './phrase-table.ts';
import { tokenTexts } from './tokenize.ts';

/** Titles that are compared with the question; the best by full text are enough, a whole title scores highest. */
const titleCandidates = 60;

/** Letters and a number as people write keys: `PLAT-7`, `plat 7`, `PLAT7`, `PLAT#7`, `PLAT-0007`. */
const latin = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}_])`;
const writtenKeyPattern = new RegExp(
  String.raw`(?<!${latin})((?!\p{N})${latin}${latin}*?)(\s?[-–#]\s?|\s|)(\d+(?:-\d+)?)(?!${latin})`,
  'gu',
);

/** A number alone, as a key where all of them begin alike: `#7`. */
const numberPattern = new RegExp(String.raw`(?<!${latin})#(\d+)(?!${latin})`, 'gu');

interface WrittenKey {
  readonly written: string;
  readonly key: string;
  /** Whether it is formed just like a key, so that it is one even where no task has it. */
  readonly isSure: boolean;
}

/** What in a question may be a task's key, with each key that it may stand for. */
function writtenKeys(question: string, prefixes: readonly string[]): WrittenKey[] {
  const found: WrittenKey[] = [];
  for (const [written, letters = '', joint = '', number = ''] of question.matchAll(writtenKeyPattern)) {
    const isSure = joint === '-' && !/^0\d/.test(number);
    found.push({ written, key: `${letters}-${number}`, isSure: joint === '-' });
    if (!isSure) found.push({ written, key: `${letters}-${number.replace(/^0+(?=\d)/, '')}`, isSure: false });
  }
  const [only, another] = prefixes;
  if (only !== undefined && another === undefined)
    for (const [written, number = ''] of question.matchAll(numberPattern))
      found.push({ written, key: `${only}-${number.replace(/^0+(?=\d)/, '')}`, isSure: false });
  return found;
}

/** A node as something a name may mean. */
export function asCandidate(node: StoredNode): NameCandidate {
  // A person's title is what they are, not what they are called.
  const name = String(node.properties.name ?? node.properties.title ?? node.key);
  const status = node.properties.status;
  return {
    id: node.id,
    label: node.label,
    name,
    key: node.key,
    detail: typeof status === 'string' ? status : null,
    strength: 3,
    needsCapital: false,
  };
}

/** A title as people say it: without the number that some sources put before it. */
export function spokenTitle(title: string): string {
  return title.replace(/^\s*(?:[\p{L}]+-)?\d+\s*[:：.-]\s*/u, '').replace(/^[\p{L}]+-\d+\s+/u, '');
}

export interface TitlesInQuestion {
  /** Whole titles and keys that stand in the question. */
  readonly titles: PhraseTable<NameCandidate>;
  /** Texts formed like the keys that tasks have, yet no task has them. */
  readonly unknownKeys: readonly string[];
}

/** Finds tasks by their keys, and tasks and pages whose whole title stands in the question. */
export async function findTitles(
  reader: GraphReader,
  viewer: Viewer,
  question: string,
  today: string,
  prefixes: readonly string[] = [],
): Promise<TitlesInQuestion> {
  const table = new PhraseTable<NameCandidate>();
  const written = writtenKeys(question, prefixes);
  const unknownKeys: string[] = [];
  if (written.length > 0) {
    const nodes = await reader.findByKeys('Task', [...new Set(written.map((one) => one.key))], viewer);
    const byKey = new Map(nodes.map((node) => [foldText(node.key), node] as const));
    for (const one of written) {
      const node = byKey.get(foldText(one.key));
      if (node !== undefined) for (const form of [one.written, node.key]) table.add(form, asCandidate(node));
    }
    const known = new Set(written.filter((one) => byKey.has(foldText(one.key))).map((one) => one.written));
    for (const one of written)
      if (one.isSure && !known.has(one.written) && (await prefixExists(reader, viewer, one.key, today)))
        unknownKeys.push(one.written);
  }
  const terms = new Map(analyzeText(question).map((term) => [term, 1] as const));
  if (terms.size === 0) return { titles: table, unknownKeys };
  const asked = ` ${tokenTexts(question).join(' ')} `;
  for (const label of ['Task', 'Article'] as const) {
    const found = await reader.searchText({ label, terms, titleOnly: true, limit: titleCandidates }, viewer);
    const nodes = await reader.readNodes(
      found.map((one) => one.id),
      viewer,
    );
    for (const node of nodes) {
      const candidate = asCandidate(node);
      for (const title of new Set([candidate.name, spokenTitle(candidate.name)])) {
        const texts = tokenTexts(title);
        if (texts.length === 0 || !asked.includes(` ${texts.join(' ')} `)) continue;
        // A task and the page that describes it often share a title: the task is meant, and leads to the page.
        const others = table.get(texts);
        if (label === 'Article' && others.some((one) => one.label === 'Task')) continue;
        table.addTokens(texts, candidate);
      }
    }
  }
  return { titles: table, unknownKeys };
}

/** Whether keys of tasks begin like this one: `KEP-98765` is a key without a task, `SHA-256` is none. */
async function prefixExists(
  reader: GraphReader,
  viewer: Viewer,
  key: string,
  today: string,
): Promise<boolean> {
  const prefix = key.slice(0, key.indexOf('-')).toUpperCase();
  const result = await reader.query(
    { find: 'Task', where: withPrefix(prefix), return: { kind: 'exists' } },
    viewer,
    today,
  );
  return result.kind === 'exists' && result.exists;
}
