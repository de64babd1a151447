import type { Entity } from 'botbuilder';
import type { Answer } from '../../retrieval/answer.ts';
import type { CardElement } from './card-text.ts';
import { messageEntity } from './message-entity.ts';
import { type AnswerReply, type CardLimits, type CardPlace, renderCard } from './render-card.ts';

/**
 * Characters of a message as JSON. Teams takes 100 KB of UTF-16, which is 51,200 of them ("Format your bot messages"); the
 * rest is for what the library and the service add.
 */
const mostCharacters = 44_000;

/** As often as the widest limits can be halved before they are at their least. */
const mostAttempts = 8;

const widest: CardLimits = {
  rows: 100,
  columns: 8,
  cellCharacters: 200,
  lines: 80,
  lineCharacters: 2000,
  candidates: 12,
  sources: 20,
  explanationLines: 60,
};

interface Fitted {
  readonly card: CardElement;
  readonly marks: Entity | null;
}

/**
 * As much of an answer as fits into a message; null where not even the least does.
 *
 * @param outside the text that stands over the card, which alone can carry citations; null where it is a part of the card.
 */
export function fitAnswer(reply: AnswerReply, place: CardPlace, outside: string | null): Fitted | null {
  const { answer } = reply;
  let limits = widest;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const card = renderCard(reply, limits, place, outside !== null);
    const marks = marksOf(answer, answer.sources.slice(0, limits.sources), place);
    if (JSON.stringify([card, marks, outside]).length <= mostCharacters) return { card, marks };
    limits = halved(limits);
  }
  return null;
}

/** What Teams shows with a message of an answer. */
export const marksOf = (
  answer: Answer,
  sources: Answer['sources'],
  { sensitivity }: CardPlace,
): Entity | null =>
  messageEntity({ sources, isByModel: answer.model !== undefined, sensitivity: sensitivity ?? null });

/** Never below one, so that a little of everything stays; the sums of what stays are far below the limit. */
function halved(limits: CardLimits): CardLimits {
  const half = (value: number): number => Math.max(1, Math.floor(value / 2));
  return {
    rows: half(limits.rows),
    columns: Math.max(4, half(limits.columns)),
    cellCharacters: Math.max(40, half(limits.cellCharacters)),
    lines: Math.max(4, half(limits.lines)),
    lineCharacters: Math.max(200, half(limits.lineCharacters)),
    candidates: Math.max(4, half(limits.candidates)),
    sources: Math.max(2, half(limits.sources)),
    explanationLines: half(limits.explanationLines),
  };
}
