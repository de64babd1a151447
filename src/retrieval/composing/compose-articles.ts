import type { StoredNode } from '../../graph/graph-store.ts';
import type { Citation, Claim } from '../answer.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import { citePassage } from './cite.ts';
import { joinExtracts } from './join-extracts.ts';
import type { Wording } from './wording.ts';

const extractsShown = 7;
/** Below this share of the best extract's score, a further one is beside the point. */
const leastShare = 0.3;

export interface ComposedArticles {
  readonly text: string;
  readonly claims: Claim[];
  readonly sources: Citation[];
  /** What is quoted, in the order of the claims. */
  readonly shown: readonly Extract[];
}

/**
 * Answers with the stretches of text that tell most about the question, in the pages' own words, each under its
 * page's title and section. As many as fit, because without a model the reader is the judge; those of one page stand
 * together, under its title.
 */
export function composeArticles(
  search: ArticleSearch,
  extracts: readonly Extract[],
  wording: Wording,
  maxCharacters: number,
): ComposedArticles {
  const byId = new Map(search.articles.map((one) => [one.article.id, one.article]));
  const best = Math.max(0, ...extracts.map(({ score }) => score));
  const byPage = new Map<string, Extract[]>();
  let room = maxCharacters;
  let count = 0;
  for (const extract of extracts) {
    const { articleId, heading } = extract.passage;
    const article = byId.get(articleId);
    if (article === undefined || count >= extractsShown || extract.score < best * leastShare) continue;
    const others = byPage.get(articleId) ?? [];
    if ([...byPage.values()].flat().some((other) => other.text === extract.text)) continue;
    const isNew = !others.some((other) => other.passage.heading === heading);
    const head = isNew ? headingOf(article, extract, others.length === 0, wording).length + 1 : 0;
    const needed = head + extract.text.length + 2;
    if (needed > room) continue;
    room -= needed;
    count++;
    byPage.set(articleId, [...others, extract]);
  }
  const parts: string[] = [];
  const claims: Claim[] = [];
  const shown: Extract[] = [];
  for (const [articleId, quoted] of byPage) {
    const article = byId.get(articleId);
    if (article === undefined) continue;
    const sections = new Map<string, Extract[]>();
    for (const extract of quoted)
      sections.set(extract.passage.heading, [...(sections.get(extract.passage.heading) ?? []), extract]);
    for (const [place, group] of [...sections.values()].entries()) {
      const [first] = group;
      if (first === undefined) continue;
      parts.push(`${headingOf(article, first, place === 0, wording)}\n${joinExtracts(group)}`);
      for (const extract of group) {
        shown.push(extract);
        claims.push({
          text: extract.text,
          citations: [citePassage(article, extract.passage, extract.quote)],
        });
      }
    }
  }
  return { text: parts.join('\n\n'), claims, sources: articleSources(claims, search), shown };
}

/** Where an extract stands: its page, once, and the innermost heading. */
function headingOf(
  article: StoredNode,
  { passage, text }: Extract,
  isFirst: boolean,
  wording: Wording,
): string {
  // What has headings of its own stands under several.
  const heading = /^#{1,6} /m.test(text) ? '' : (passage.heading.split(' › ').at(-1) ?? '');
  return isFirst || heading === ''
    ? wording.fromArticle(titleOf(article), heading)
    : wording.fromSection(heading);
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
