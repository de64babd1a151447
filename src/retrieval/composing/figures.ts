import { anyPattern, ofLanguages } from '../articles/reading-patterns.ts';
import type { Numerals } from '../articles/reading-words.ts';

const byWord: ReadonlyMap<string, number> = new Map(
  ofLanguages((one) => one.numbers).flatMap((numbers) => Object.entries(numbers)),
);

const number = /\d+(?:[.,]\d+)*/g;
const numerals = ofLanguages((one) => one.numerals).map((signs) => ({
  signs,
  pattern: new RegExp(
    `[${[...Object.keys(signs.digits), ...Object.keys(signs.factors)].join('')}]+(?=${signs.before})`,
    'g',
  ),
}));
const oneAlone = new RegExp(anyPattern(ofLanguages((one) => one.oneAlone)), 'gi');

/**
 * The figures of a text, each in one form whatever it is written in: digits ("1,200" is 1200, "08" is 8), number
 * words, numerals before a measure word. A date gives its parts.
 */
export function figuresOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const found = new Set<string>();
  for (const [digits] of plain.matchAll(number)) found.add(canonical(digits));
  for (const [word] of plain.matchAll(/(?:(?!\p{Script=Han})\p{L})+/gu)) {
    const value = byWord.get(word);
    if (value !== undefined) found.add(String(value));
  }
  for (const { signs, pattern } of numerals)
    for (const [numeral] of plain.matchAll(pattern)) found.add(String(numeralValue(numeral, signs)));
  return found;
}

/** The figures that a sentence states. "One" and 一 alone are as often none ("one of them") and need no proof. */
export function figuresStated(sentence: string): Set<string> {
  return figuresOf(sentence.replace(oneAlone, ' '));
}

function canonical(digits: string): string {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits;
  const value = Number(plain);
  return Number.isNaN(value) ? plain : String(value);
}

/** 十五 is 15, 二十 is 20, 一百 is 100: as far as pages about rules write them out. */
function numeralValue(numeral: string, { digits, factors }: Numerals): number {
  let sum = 0;
  let digit = 0;
  for (const character of numeral) {
    const factor = factors[character];
    if (factor === undefined) digit = digits[character] ?? 0;
    else {
      sum += (digit || 1) * factor;
      digit = 0;
    }
  }
  return sum + digit;
}
