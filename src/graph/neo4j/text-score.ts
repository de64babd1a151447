import type { TextSearch } from '../graph-store.ts';
import { searchableOf } from '../label-properties.ts';
import { propertyAt, wordsName } from './stored-names.ts';

/** How much more a word says in the title than in the text. */
export const titleWeight = 4;
/** BM25's saturation and how much length counts (sqlite.org, "The bm25() function"): the embedded store's. */
export const k1 = 1.2;
export const b = 0.75;

/**
 * `WITH … AS score`: BM25 of a text, rounded as `roundScore` does, by the words that the index took of it. The statement needs
 * `$terms`, each between two spaces, their `$weights`, and `$flat`, the part of the saturation that no length changes.
 *
 * @param node the text's variable, which lives on.
 * @param average the variable of an average text's number of words.
 */
export function compileTextScore(
  node: string,
  label: TextSearch['label'],
  columns: readonly string[],
  average: string,
): string {
  // Read once: a long text is put together anew each time that it is named.
  const words = columns.map((name, at) => `coalesce(${propertyAt(node, wordsName(name))}, '') AS words${at}`);
  const counts = columns.map((name, at) => {
    const weight = name === searchableOf(label)[0] ? titleWeight : 1;
    return `${weight} * (size(split(words${at}, $terms[at])) - 1)`;
  });
  const saturation = `${k1} * ($flat + ${b} * (${node}.wordCount / ${average})) AS saturation`;
  return `WITH ${node}, ${saturation}, ${words.join(', ')}
    WITH ${node}, round(reduce(sum = 0.0, at IN range(0, size($terms) - 1) | sum + head(
      [often IN [${counts.join(' + ')}] | $weights[at] * often * ${k1 + 1} / (often + saturation)])) * 1e9) / 1e9 AS score`;
}
