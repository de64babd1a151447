import type { StoredNode } from '../../graph/graph-store.ts';
import type { Citation, Claim } from '../answer.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import { citePassage } from './cite.ts';
import type { Wording } from './wording.ts';

const extractsShown = 5;
/** Below this share of the best extract's score, a further one is beside the point. */
const leastShare = 0.45;

export interface ComposedArticles {
  readonly text: string;
  readonly claims: Claim[];
  readonly sources: Citation[];
  /** What is quoted, in the order of the claims. */
  readonly shown: readonly Extract[];
}

/**
 * Answers with the stretches of text that tell most about the question, in the pages' own words, each under its
 * page's title and section. As many as fit, because without a model the reader is the judge.
 */
export function composeArticles(
  search: ArticleSearch,
  wording: Wording,
  maxCharacters: number,
): ComposedArticles {
  const byId = new Map(search.articles.map((one) => [one.article.id, one.article]));
  const best = search.extracts[0]?.score ?? 0;
  const parts: string[] = [];
  const claims: Claim[] = [];
  const shown: Extract[] = [];
  let room = maxCharacters;
  let heading = '';
  for (const extract of search.extracts) {
    const article = byId.get(extract.passage.articleId);
    if (article === undefined || claims.length >= extractsShown || extract.score < best * leastShare)
      continue;
    if (claims.some((claim) => claim.text === extract.text)) continue;
    const from = wording.fromArticle(titleOf(article), extract.passage.heading);
    const part = from === heading ? extract.text : `${from}\n${extract.text}`;
    if (part.length + 2 > room) continue;
    heading = from;
    shown.push(extract);
    parts.push(part);
    room -= part.length + 2;
    const quote = extract.text.replace(/^… /, '').replace(/ …$/, '');
    claims.push({ text: extract.text, citations: [citePassage(article, extract.passage, quote)] });
  }
  return { text: parts.join('\n\n'), claims, sources: articleSources(claims, search), shown };
}

/** What the claims cite, then the other pages that were found. */
export function articleSources(claims: readonly Claim[], search: ArticleSearch): Citation[] {
  const rest = search.articles.filter(
    (one) => !claims.some((claim) => claim.citations.some((citation) => citation.key === one.article.key)),
  );
  return [
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
}

export function titleOf(article: StoredNode): string {
  return String(article.properties.title ?? article.key);
}
