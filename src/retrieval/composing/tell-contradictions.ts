import type { Answer, Claim } from '../answer.ts';
import { citePassage, uniqueCitations } from './cite.ts';
import { titleOf } from './compose-articles.ts';
import type { Contradiction, QuotedPassage } from './find-contradictions.ts';
import type { Wording } from './wording.ts';

/** What pages say against each other, each with its page and day, the newest first; null where they agree. */
export interface ToldContradictions {
  readonly text: string;
  readonly claims: readonly Claim[];
}

export function tellContradictions(
  contradictions: readonly Contradiction[],
  wording: Wording,
): ToldContradictions | null {
  if (contradictions.length === 0) return null;
  const said = contradictions.flatMap(({ quoted, other }) => [quoted, other]);
  const distinct = [...new Map(said.map((one) => [`${one.passage.id} ${one.quote}`, one])).values()];
  // Those of an unknown day come last.
  distinct.sort((one, other) => (dayOf(other) ?? '').localeCompare(dayOf(one) ?? ''));
  const lines = distinct.map((one) =>
    wording.saysInstead(titleOf(one.article), dayOf(one), readable(one.quote)),
  );
  return {
    text: [wording.contradictions(), ...lines].join('\n'),
    claims: distinct.map(({ article, passage, quote }) => ({
      text: readable(quote),
      citations: [citePassage(article, passage, quote)],
    })),
  };
}

/** Adds what contradicts an answer behind it, and the pages to what it rests on. */
export function withContradictions<Told extends Pick<Answer, 'text' | 'claims' | 'sources'>>(
  answer: Told,
  told: ToldContradictions | null,
): Told {
  if (told === null) return answer;
  return {
    ...answer,
    text: `${answer.text}\n\n${told.text}`,
    claims: [
      ...answer.claims,
      ...told.claims.filter(({ text }) => answer.claims.every((one) => one.text !== text)),
    ],
    sources: uniqueCitations([...answer.sources, ...told.claims.flatMap(({ citations }) => citations)]),
  };
}

function dayOf({ article }: QuotedPassage): string | null {
  const { writtenOn } = article.properties;
  return typeof writtenOn === 'string' ? writtenOn : null;
}

/** On one line of its own, where the mark of a list would begin a list within the list. */
function readable(quote: string): string {
  return quote.replace(/^(?:[-*+]|\d+[.)])\s+/, '').replace(/\s*\n\s*/g, ' ');
}
