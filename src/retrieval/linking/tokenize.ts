import { foldText } from '../../graph/fold-text.ts';
import { inSimplified } from '../planning/lexicons/zh/traditional-characters.ts';

/** A word, a number or one Chinese character of a question, with its place in the original text. */
export interface Token {
  /** Folded, traditional characters as simplified ones: what tables are looked up by. */
  readonly text: string;
  /** As written. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  /** Whether punctuation that ends a clause (`.`, `?`, `;`, `:`, a comma) stands before it. */
  readonly afterBreak: boolean;
  /** Whether a sentence ended before it. */
  readonly afterStop: boolean;
  /** Whether an ending was taken off that makes it the name of an owner. */
  readonly owns?: boolean;
}

const piece = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;

/**
 * Splits at everything that is neither letter nor digit, so that `in-progress`, `wojtek-t` and `KEP-12` become the
 * same tokens wherever they are written; Chinese by character, also right behind Latin letters (`Web团队`), because names
 * and cue words are matched by longest match. A possessive `'s` is dropped with its apostrophe and told by `isPossessive`.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(piece)) {
    const raw = match[0];
    const start = match.index;
    const between = text.slice(last, start);
    last = start + raw.length;
    if (/^(s|S)$/.test(raw) && /['’]$/.test(between) && tokens.length > 0) continue;
    const folded = inSimplified(foldText(raw));
    if (folded === '') continue;
    tokens.push({
      text: folded,
      raw,
      start,
      end: last,
      afterBreak: /[.?!;:,，。？！；：、…()（）]\s*["”']?\s*$|[.?!;:,，。？！；：…]/.test(between),
      afterStop: /[?!。？！]|\.(\s|$)/.test(between),
    });
  }
  return tokens;
}

/** The token texts of a name or phrase, as keys of a `PhraseTable`. */
export function tokenTexts(text: string): string[] {
  return tokenize(text).map((token) => token.text);
}

export function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text);
}
