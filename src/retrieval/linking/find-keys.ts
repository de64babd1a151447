import { foldText } from '../../graph/fold-text.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { withPrefix } from './key-prefixes.ts';
import type { NameCandidate } from './name-index.ts';
import { asCandidate } from './node-candidate.ts';
import type { PhraseTable } from './phrase-table.ts';

/** Letters and a number as people write keys: `PLAT-7`, `plat 7`, `PLAT7`, `PLAT#7`, `PLAT-0007`. */
const latin = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}_])`;
const writtenKeyPattern = new RegExp(
  String.raw`(?<!${latin})((?!\p{N})${latin}${latin}*?)(\s?[-–#]\s?|\s|)(\d+(?:-\d+)?)(?!${latin})`,
  'gu',
);

/** A number alone, as a key where all of them begin alike: `#7`. */
const numberPattern = new RegExp(String.raw`(?<!${latin})#(\d+)(?!${latin})`, 'gu');

/** A question has fewer. */
const mostKeys = 48;

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

/**
 * Puts the tasks that are named by their keys into the table, under the key as it is written in the question.
 *
 * @param prefixes letters that keys begin with.
 * @returns texts formed like keys that no task has.
 */
export async function findKeys(
  reader: GraphReader,
  viewer: Viewer,
  question: string,
  today: string,
  prefixes: readonly string[],
  table: PhraseTable<NameCandidate>,
): Promise<string[]> {
  const written = writtenKeys(question, prefixes).slice(0, mostKeys);
  if (written.length === 0) return [];
  const nodes = await reader.findByKeys('Task', [...new Set(written.map((one) => one.key))], viewer);
  const byKey = new Map(
    nodes.flatMap((node) => {
      const { formerKeys } = node.properties;
      const former = Array.isArray(formerKeys) ? formerKeys.map(String) : [];
      return former.map((key) => [foldText(key), node] as const);
    }),
  );
  // A key that another task had before is that of the one that has it now.
  for (const node of nodes) byKey.set(foldText(node.key), node);
  const known = new Set<string>();
  for (const one of written) {
    const node = byKey.get(foldText(one.key));
    if (node === undefined) continue;
    known.add(one.written);
    for (const form of [one.written, node.key]) table.add(form, asCandidate(node));
  }
  const unknownKeys: string[] = [];
  for (const one of written)
    if (one.isSure && !known.has(one.written) && (await prefixExists(reader, viewer, one.key, today)))
      unknownKeys.push(one.written);
  return [...new Set(unknownKeys)];
}

/**
 * "rfc 3391", "RFC#3391" as the task's key is stored, so that turns of phrase about a task are understood however its key is typed.
 *
 * @param prefixes letters that keys begin with; other letters before a number are no key here.
 */
export async function withStoredKeys(
  reader: GraphReader,
  viewer: Viewer,
  question: string,
  prefixes: readonly string[],
): Promise<string> {
  const known = new Set(prefixes.map(foldText));
  const written = writtenKeys(question, prefixes)
    .filter(({ key }) => known.has(foldText(key.slice(0, key.indexOf('-')))))
    .slice(0, mostKeys);
  if (written.every((one) => one.written === one.key)) return question;
  const nodes = await reader.findByKeys('Task', [...new Set(written.map((one) => one.key))], viewer);
  const stored = new Map(nodes.map((node) => [foldText(node.key), node.key]));
  const keys = new Map(
    written.flatMap(({ written, key }) => {
      const own = stored.get(foldText(key));
      return own === undefined ? [] : [[written, own] as const];
    }),
  );
  return question.replace(writtenKeyPattern, (found) => keys.get(found) ?? found);
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
