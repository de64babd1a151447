import { analyzeText } from '../../graph/analyze-text.ts';
import { splitSentences } from '../articles/split-sentences.ts';
import { isHan } from '../linking/tokenize.ts';
import { figuresOf } from './figures.ts';
import type { GivenPassage } from './verify-sentences.ts';

/** A stretch of a passage in its own writing. */
export type QuotedPassage = GivenPassage & { readonly quote: string };

/** Two pages that say the same of something, with other figures. */
export interface Contradiction {
  /** What the answer quotes. */
  readonly quoted: QuotedPassage;
  /** What another page says instead. */
  readonly other: QuotedPassage;
}

/** Share of the words of both sentences that each has: alike by themselves, or as answers to one question. */
const leastAlike = { alone: 0.55, asAnswers: 0.3 } as const;
/** Words besides the figures; with fewer, any two rows would be alike. */
const leastWords = 3;
/** A longer piece is a list or a table that was never cut. */
const longestSentence = 400;

interface Statement extends QuotedPassage {
  readonly words: ReadonlySet<string>;
  /** What it counts or measures, with the figures of each: `days` is 28. */
  readonly figures: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Finds where other pages contradict what an answer quotes: sentences that are alike, or have the same words of the question
 * with the unit that it asks for among them, and state different figures of one unit. Of each page one, the most alike; what
 * merely says more or less is no contradiction.
 *
 * @param others what was found for the same question, as far as the asker may read it.
 */
export function findContradictions(
  question: string,
  quotes: readonly QuotedPassage[],
  others: readonly GivenPassage[],
): Contradiction[] {
  const stated = quotes.flatMap((one) => statementsOf(one, one.quote));
  if (stated.length === 0) return [];
  const asked = analyzeText(question).filter(isTelling);
  const pages = new Map<string, Contradiction & { readonly alike: number }>();
  for (const other of others.flatMap((one) => statementsOf(one, one.passage.text))) {
    for (const quoted of stated) {
      const unit = differingUnit(quoted.figures, other.figures);
      if (quoted.article.id === other.article.id || unit === null) continue;
      const alike = likeness(quoted.words, other.words);
      const least = leastAlike[bothAnswer(asked, unit, quoted, other) ? 'asAnswers' : 'alone'];
      if (alike < Math.max(least, pages.get(other.article.id)?.alike ?? 0)) continue;
      pages.set(other.article.id, { quoted: bare(quoted), other: bare(other), alike });
    }
  }
  return [...pages.values()].map(({ quoted, other }) => ({ quoted, other }));
}

/** Whether one says of what was asked all that the other does, and how much of it there is in the unit that was asked for. */
function bothAnswer(asked: readonly string[], unit: string, quoted: Statement, other: Statement): boolean {
  const answered = asked.filter((term) => quoted.words.has(term));
  return (
    answered.includes(unit) &&
    answered.length >= leastWords &&
    answered.every((term) => other.words.has(term))
  );
}

function statementsOf({ article, passage }: GivenPassage, text: string): Statement[] {
  // Addresses are no words.
  return splitSentences(text, longestSentence).flatMap((piece) => {
    const sentence = piece.replace(/\]\([^\s()]*\)|\b[a-z]+:\/\/\S+/gi, ' ');
    const figures = figuresByUnit(sentence);
    if (figures.size === 0) return [];
    const words = new Set(analyzeText(sentence).filter(isTelling));
    return words.size < leastWords ? [] : [{ article, passage, quote: piece.trim(), words, figures }];
  });
}

/** Figures are compared apart, codes such as "F09" are words; single characters stand in every Chinese sentence. */
function isTelling(term: string): boolean {
  return (
    figuresOf(term).size === (/\p{L}/u.test(term) && /\d/.test(term) ? 1 : 0) &&
    !(isHan(term) && term.length === 1)
  );
}

/** A figure's unit is the word behind it, or the sign beside it; a time or a bare number has none. */
function figuresByUnit(sentence: string): Map<string, Set<string>> {
  const tokens =
    sentence
      .normalize('NFKC')
      .match(/\d+(?:[.,:]\d+)*|\p{Script=Han}|(?:(?!\p{Script=Han})\p{L})+|[%€$£¥]/gu) ?? [];
  const figures = new Map<string, Set<string>>();
  for (const [at, token] of tokens.entries()) {
    const [figure] = figuresOf(token);
    if (figure === undefined) continue;
    const [before = '', behind = ''] = [tokens[at - 1], tokens[at + 1]];
    const unit = /[€$£¥]/.test(before) ? before : (analyzeText(behind)[0] ?? behind);
    figures.set(unit, (figures.get(unit) ?? new Set()).add(token.includes(':') ? token : figure));
  }
  return figures;
}

/** The unit of which each has figures, and none in common; null where there is no such. */
function differingUnit(some: Statement['figures'], others: Statement['figures']): string | null {
  for (const [unit, figures] of some) {
    const theirs = others.get(unit);
    if (theirs !== undefined && [...figures].every((one) => !theirs.has(one))) return unit;
  }
  return null;
}

function likeness(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let both = 0;
  for (const one of some) if (others.has(one)) both++;
  return both / (some.size + others.size - both);
}

function bare({ article, passage, quote }: Statement): QuotedPassage {
  return { article, passage, quote };
}
