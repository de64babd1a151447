import { analyzeText } from '../../graph/analyze-text.ts';
import { isLight } from '../articles/asked-words.ts';
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
const leastAlike = { alone: 0.55, nearly: 0.5, asAnswers: 0.3 } as const;
/** Words besides the figures; with fewer, any two rows would be alike. */
const leastWords = 3;
/** A longer piece is a list or a table that was never cut. */
const longestSentence = 400;

interface Statement extends QuotedPassage {
  readonly words: ReadonlySet<string>;
  /** Words of the page's title and the section's heading. */
  readonly subject: ReadonlySet<string>;
  /** Of a row of a table, the words of its first cell; its head counts among its words. */
  readonly row: ReadonlySet<string> | null;
  /** What it counts or measures, with the figures of each: `days` is 28. */
  readonly figures: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Finds where other pages contradict what an answer quotes: sentences or rows that have the same words of the question
 * and are alike, the less so the more of it they have, and state different figures of one unit. Of each page one; what merely says
 * more or less is no contradiction.
 *
 * @param others what was found for the same question, as far as the asker may read it.
 */
export function findContradictions(
  question: string,
  quotes: readonly QuotedPassage[],
  others: readonly GivenPassage[],
): Contradiction[] {
  const asked = [...new Set(analyzeText(question).filter(isTelling))];
  const names = new Set((question.match(/(?<=\S\s)\p{Lu}[\p{L}-]*/gu) ?? []).flatMap(analyzeText));
  const answeredBy = ({ words }: Statement): number => asked.filter((term) => words.has(term)).length;
  const quoted = quotes.flatMap((one) => statementsOf(one, one.quote));
  // What says less of what was asked stands there beside the answer.
  const most = Math.max(1, ...quoted.map(answeredBy));
  const stated = quoted.filter((one) => answeredBy(one) === most);
  const pages = new Map<string, Contradiction & { readonly rank: number }>();
  for (const other of others.flatMap((one) => statementsOf(one, one.passage.text))) {
    for (const quoted of stated) {
      const rank = quoted.article.id === other.article.id ? null : rankOf(asked, names, quoted, other);
      if (rank === null || rank <= (pages.get(other.article.id)?.rank ?? 0)) continue;
      pages.set(other.article.id, { quoted: bare(quoted), other: bare(other), rank });
    }
  }
  return [...pages.values()].map(({ quoted, other }) => ({ quoted, other }));
}

/** How much two statements answer the question, and how alike they are; null where they do not contradict each other. */
function rankOf(
  asked: readonly string[],
  names: ReadonlySet<string>,
  quoted: Statement,
  other: Statement,
): number | null {
  if (!differ(quoted.figures, other.figures) || !isOfSameRow(quoted, other)) return null;
  if (!isOfSubject(asked, quoted, other) || !isOfSubject(asked, other, quoted)) return null;
  const said = asked.filter((term) => quoted.words.has(term));
  const answered = said.filter((term) => other.words.has(term));
  // What one says of Berlin and the other of Lisbon may both be so; a "limit" may go unsaid.
  const unsaid = said.filter((term) => !other.words.has(term));
  if (answered.length === 0 || unsaid.length > 1 || unsaid.some((term) => names.has(term))) return null;
  const alike = likeness(quoted.words, other.words);
  const both = unsaid.length === 0 ? 'asAnswers' : 'nearly';
  const least = leastAlike[answered.length >= leastWords ? both : 'alone'];
  return alike < least ? null : answered.length + alike;
}

/** Shore power is not the power for bicycles, whatever both cost: what a title has of the question, the other says as well. */
function isOfSubject(asked: readonly string[], one: Statement, other: Statement): boolean {
  return asked.every((term) => !one.subject.has(term) || other.subject.has(term) || other.words.has(term));
}

/** A row is about what its first cell names. */
function isOfSameRow({ row, words }: Statement, other: Statement): boolean {
  if (row !== null && other.row !== null) return likeness(row, other.row) === 1;
  const [label, said] = row === null ? [other.row, words] : [row, other.words];
  return label === null || [...label].every((term) => said.has(term));
}

function statementsOf({ article, passage }: GivenPassage, text: string): Statement[] {
  let head: string | null = null;
  const subject = termsOf(`${article.properties.title ?? ''} ${passage.heading}`);
  return splitSentences(text, longestSentence).flatMap((piece) => {
    const isRow = /^\s*\|/.test(piece);
    if (isRow) head ??= piece;
    else head = null;
    // Addresses are no words.
    const sentence = piece.replace(/\]\([^\s()]*\)|\b[a-z]+:\/\/\S+/gi, ' ');
    const figures = figuresByUnit(sentence);
    if (figures.size === 0) return [];
    const words = termsOf(isRow && head !== null ? `${head} ${sentence}` : sentence);
    if (words.size < leastWords) return [];
    const row = isRow ? termsOf(sentence.split('|')[1] ?? '') : null;
    return [{ article, passage, quote: piece.trim(), words, subject, row, figures }];
  });
}

const termsOf = (text: string): Set<string> => new Set(analyzeText(text).filter(isTelling));

/** Figures are compared apart, codes such as "F09" are words; single characters stand in every Chinese sentence. */
function isTelling(term: string): boolean {
  return (
    !isLight(term) &&
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

/** Whether there is a unit of which each has figures, and none in common. */
function differ(some: Statement['figures'], others: Statement['figures']): boolean {
  return [...some].some(([unit, figures]) => {
    const theirs = others.get(unit);
    return theirs !== undefined && [...figures].every((one) => !theirs.has(one));
  });
}

function likeness(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let both = 0;
  for (const one of some) if (others.has(one)) both++;
  return both / (some.size + others.size - both);
}

function bare({ article, passage, quote }: Statement): QuotedPassage {
  return { article, passage, quote };
}
