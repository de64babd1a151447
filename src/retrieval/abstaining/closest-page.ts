import { analyzeText } from '../../graph/analyze-text.ts';
import type { StoredNode } from '../../graph/graph-store.ts';
import { askedWords } from '../articles/asked-words.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import { isHan } from '../linking/tokenize.ts';

/** A word that stands on more than this share of the pages is no sign of what a page is about. */
const commonShare = 0.2;
const fewPages = 3;
const extractsLookedAt = 5;
/** One word in common is chance, unless it is the only one asked or stands in a heading. */
const wordsNeeded = 2;

/**
 * The page that comes nearest to a question which none answers: one whose passage has words of the question that few
 * pages have.
 *
 * @returns null where the pages found have only words that stand everywhere.
 */
export function closestPage(
  { articles, extracts, statistics }: ArticleSearch,
  question: string,
): StoredNode | null {
  const { words, stretches } = askedWords(question);
  const pairs = stretches.flatMap(analyzeText).filter((term) => isHan(term) && term.length > 1);
  const common = Math.max(fewPages, statistics.documents * commonShare);
  const isTelling = (term: string): boolean => {
    const pages = statistics.documentFrequency.get(term) ?? 0;
    return pages > 0 && pages <= common;
  };
  const asked = [...words, ...pairs];
  const telling = [...new Set(asked.filter(isTelling))];
  for (const { passage } of extracts.slice(0, extractsLookedAt)) {
    const article = articles.find((one) => one.article.id === passage.articleId)?.article;
    if (article === undefined) continue;
    const heading = analyzeText(`${article.properties.title ?? ''}\n${passage.heading}`);
    const there = new Set([...heading, ...analyzeText(passage.text)]);
    const found = telling.filter((term) => there.has(term));
    const isNear =
      found.length >= wordsNeeded ||
      found.some((term) => heading.includes(term)) ||
      found.length === new Set(asked).size;
    if (found.length > 0 && isNear) return article;
  }
  return null;
}
