import type { Token } from '../linking/tokenize.ts';
import type { WordsItem } from './question-item.ts';

/** Words that no table has, from one token to before another. */
export function wordsItem(tokens: readonly Token[], from: number, to: number, text: string): WordsItem {
  const first = tokens[from];
  const last = tokens[to - 1];
  const raw = first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
  const slice = tokens.slice(from, to);
  const capitals = slice.filter((token) => /^\p{Lu}/u.test(token.raw)).length;
  return {
    kind: 'words',
    from,
    to,
    raw,
    afterStop: first?.afterStop ?? false,
    nameLike:
      (capitals === slice.length && !(from === 0 && slice.length === 1)) || /^[A-Za-z]+-\d+$/.test(raw),
  };
}
