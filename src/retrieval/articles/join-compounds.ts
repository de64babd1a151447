import { analyzeText } from '../../graph/analyze-text.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import { askedWords, isLight } from './asked-words.ts';

/** Words that say something beside those that are joined. */
const mostOthers = 2;

/** Two words side by side; the second may be the first of the next two. */
const pair = /(?<![\p{L}\p{N}'’-])(\p{Script=Latin}+) (?=(\p{Script=Latin}+)(?![\p{L}\p{N}'’-]))/gu;

/**
 * "Who is on call?" is about what the wiki writes as `on-call`: the words by themselves only join or ask, and would find nothing. Words that
 * say something alone are left as they are, since they find `single-page` by its parts.
 */
export async function joinCompounds(
  reader: Pick<GraphReader, 'termStatistics'>,
  question: string,
): Promise<string> {
  // Where much else says what is asked, "at most" is no `at-most`.
  if (askedWords(question).words.length > mostOthers) return question;
  const compounds = new Map<string, string>();
  for (const [, first = '', second = ''] of question.matchAll(pair))
    if (saysNothing(first) && saysNothing(second)) {
      const [term = ''] = analyzeText(`${first}-${second}`);
      compounds.set(`${first} ${second}`, term);
    }
  if (compounds.size === 0) return question;
  const { documentFrequency } = await reader.termStatistics([...new Set(compounds.values())]);
  return question.replace(pair, (written, first: string, second: string) => {
    const pages = documentFrequency.get(compounds.get(`${first} ${second}`) ?? '') ?? 0;
    return pages > 0 ? `${first}-` : written;
  });
}

const saysNothing = (word: string): boolean => analyzeText(word).every(isLight);
