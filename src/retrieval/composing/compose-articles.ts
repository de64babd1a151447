import type { StoredNode } from '../../graph/graph-store.ts';
import type { Citation, Claim } from '../answer.ts';
import type { RankedPassage } from '../articles/rank-passages.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import { citePassage } from './cite.ts';
import { cutPassage } from './cut-passage.ts';
import type { Wording } from './wording.ts';

/** Room for the frame of an extract: title, heading, line breaks. */
const frameRoom = 90;
const extractsShown = 3;

/**
 * Answers with the passages that tell most about the question, in their own words, each under its page's title. As
 * many as fit, so that the fact that was asked for is among them.
 */
export function composeArticles(
  search: ArticleSearch,
  wording: Wording,
  maxCharacters: number,
): { text: string; claims: Claim[]; sources: Citation[] } {
  const byId = new Map(search.articles.map((one) => [one.article.id, one.article]));
  const parts: string[] = [];
  const claims: Claim[] = [];
  let room = maxCharacters;
  for (const ranked of chooseExtracts(search.passages)) {
    const article = byId.get(ranked.passage.articleId);
    if (article === undefined || room < 160) continue;
    const heading = ranked.passage.heading;
    const budget = Math.min(
      room - frameRoom,
      parts.length === 0 ? Math.round(maxCharacters * 0.55) : Math.round(maxCharacters * 0.3),
    );
    const quote = cutPassage(ranked.passage.text, search.terms, budget);
    if (quote === '') continue;
    const part = `${wording.fromArticle(titleOf(article), heading)}\n${quote}`;
    parts.push(part);
    room -= part.length + 2;
    claims.push({ text: quote, citations: [citePassage(article, ranked.passage, quote)] });
  }
  const rest = search.articles.filter(
    (one) => !claims.some((claim) => claim.citations.some((citation) => citation.key === one.article.key)),
  );
  const sources = [
    ...claims.flatMap((claim) => claim.citations),
    ...rest.slice(0, 4).map(
      (one): Citation => ({
        kind: 'article',
        id: one.article.id,
        key: one.article.key,
        title: titleOf(one.article),
        url: one.article.sourceUrl,
      }),
    ),
  ];
  return { text: parts.join('\n\n'), claims, sources };
}

/** The best passages, not two that say nearly the same. */
function chooseExtracts(passages: readonly RankedPassage[]): RankedPassage[] {
  const chosen: RankedPassage[] = [];
  for (const one of passages) {
    if (chosen.length >= extractsShown) break;
    if (chosen.some((other) => other.passage.text === one.passage.text)) continue;
    chosen.push(one);
  }
  return chosen;
}

function titleOf(article: StoredNode): string {
  return String(article.properties.title ?? article.key);
}
