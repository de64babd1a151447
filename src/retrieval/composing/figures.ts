const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const tens = 'thirty forty fifty sixty seventy eighty ninety hundred'.split(' ');
const byWord: ReadonlyMap<string, number> = new Map([
  ...words.map((word, value) => [word, value] as const),
  ...tens.map((word, index) => [word, 30 + 10 * index] as const),
]);
const chineseDigits = '零一二三四五六七八九';

const number = /\d+(?:[.,]\d+)*/g;
const chineseNumber = /[一二两三四五六七八九十百]+(?=个|天|周|月|年|小时|分|秒|日|号|元|次|人|点|倍|成|%)/g;

/**
 * The figures of a text, each in one form whatever it is written in: digits ("1,200" is 1200, "08" is 8), English number
 * words up to a hundred, Chinese numerals before a measure word. A date gives its parts.
 */
export function figuresOf(text: string): Set<string> {
  const plain = text.normalize('NFKC').toLowerCase();
  const found = new Set<string>();
  for (const [digits] of plain.matchAll(number)) found.add(canonical(digits));
  for (const [word] of plain.matchAll(/[a-z]+/g)) {
    const value = byWord.get(word);
    if (value !== undefined) found.add(String(value));
  }
  for (const [numeral] of plain.matchAll(chineseNumber)) found.add(String(chineseValue(numeral)));
  return found;
}

/** The figures that a sentence states. "One" and 一 alone are as often none ("one of them") and need no proof. */
export function figuresStated(sentence: string): Set<string> {
  return figuresOf(
    sentence
      .replace(/\bone\b/gi, ' ')
      .replace(/(?<![二两三四五六七八九十百])一(?![二三四五六七八九十百])/g, ''),
  );
}

function canonical(digits: string): string {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replaceAll(',', '') : digits;
  const value = Number(plain);
  return Number.isNaN(value) ? plain : String(value);
}

/** 十五 is 15, 二十 is 20, 一百 is 100: as far as pages about rules write them out. */
function chineseValue(numeral: string): number {
  let sum = 0;
  let digit = 0;
  for (const character of numeral) {
    if (character === '十' || character === '百') {
      sum += (digit || 1) * (character === '十' ? 10 : 100);
      digit = 0;
    } else {
      digit = character === '两' ? 2 : chineseDigits.indexOf(character);
    }
  }
  return sum + digit;
}
