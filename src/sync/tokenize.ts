import { foldText } from '../graph/fold-text.ts';

export interface Tokens {
  readonly length: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Folded. */
  readonly words: readonly string[];
}

const spaceLike = /[\s\p{P}\p{S}\p{Z}\p{Cc}\p{Cf}]/u;
/** By UTF-16 unit: 0 unknown, 1 letter or digit, 2 neither, 3 a character that is a token alone. */
const kinds = new Uint8Array(0x10000);

/** Chinese and Japanese put no spaces between words, so each of their characters is a token. */
function isDense(unit: number): boolean {
  return (
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xf900 && unit <= 0xfaff)
  );
}

function kindOf(unit: number): number {
  let kind = kinds[unit] ?? 0;
  if (kind === 0) {
    const letter = String.fromCharCode(unit);
    kind = isDense(unit) ? 3 : spaceLike.test(letter) ? 2 : 1;
    kinds[unit] = kind;
  }
  return kind;
}

/** Whether a character is part of a word, `_` left out. */
export function isWordCharacter(text: string, index: number): boolean {
  return index >= 0 && index < text.length && kindOf(text.charCodeAt(index)) !== 2;
}

/** Whether a character stands for itself, without spaces around it. */
export function isDenseCharacter(text: string, index: number): boolean {
  return index >= 0 && index < text.length && isDense(text.charCodeAt(index));
}

/** Words and Chinese characters of a text, by place; one pass without a regular expression, for it sees whole wikis. */
export function tokenize(text: string): Tokens {
  const starts: number[] = [];
  const ends: number[] = [];
  const words: string[] = [];
  for (let index = 0; index < text.length; ) {
    const kind = kindOf(text.charCodeAt(index));
    if (kind === 2) {
      index++;
      continue;
    }
    const start = index++;
    let isAscii = text.charCodeAt(start) < 128;
    if (kind === 1) {
      while (index < text.length) {
        const unit = text.charCodeAt(index);
        if (kindOf(unit) !== 1) break;
        if (unit >= 128) isAscii = false;
        index++;
      }
    }
    starts.push(start);
    ends.push(index);
    const word = text.slice(start, index);
    words.push(isAscii ? word.toLowerCase() : foldText(word));
  }
  return { length: words.length, starts, ends, words };
}
