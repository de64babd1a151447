import { foldText } from '../../graph/fold-text.ts';
import { chinesePlaces } from './chinese-names.ts';

/** Countries under all the names and letters that addresses have for them. */
const countries: readonly (readonly string[])[] = [
  ['uk', 'u.k.', 'united kingdom', 'great britain', 'britain', '英国'],
  ['usa', 'us', 'u.s.', 'u.s.a.', 'united states', 'united states of america', '美国'],
  ['netherlands', 'the netherlands', 'holland', '荷兰'],
  ['uae', 'united arab emirates', '阿联酋'],
  ['czechia', 'czech republic', '捷克'],
  ['south korea', 'republic of korea', 'korea', '韩国'],
  ['china', 'prc', '中国'],
  ['australia', '澳大利亚'],
  ['austria', '奥地利'],
  ['belgium', '比利时'],
  ['brazil', 'brasil', '巴西'],
  ['canada', '加拿大'],
  ['denmark', '丹麦'],
  ['finland', '芬兰'],
  ['france', '法国'],
  ['germany', 'deutschland', '德国'],
  ['india', '印度'],
  ['ireland', '爱尔兰'],
  ['israel', '以色列'],
  ['italy', '意大利'],
  ['japan', '日本'],
  ['mexico', '墨西哥'],
  ['new zealand', '新西兰'],
  ['nigeria', '尼日利亚'],
  ['norway', '挪威'],
  ['poland', '波兰'],
  ['portugal', '葡萄牙'],
  ['singapore', '新加坡'],
  ['south africa', '南非'],
  ['spain', '西班牙'],
  ['sweden', '瑞典'],
  ['switzerland', '瑞士'],
  ['turkey', 'türkiye', '土耳其'],
  ['ukraine', '乌克兰'],
];

const namesOf = new Map<string, readonly string[]>(
  countries.flatMap((names) => {
    const folded = names.map(foldText);
    return folded.map((name) => [name, folded] as const);
  }),
);

const longestName = Math.max(...countries.flat().map((name) => name.split(' ').length));

/**
 * The parts of a place as it is written in a directory: `Cape Town, South Africa` is Cape Town and South Africa, `Denver, CO USA`
 * is Denver, CO and USA, `Toronto / Berlin` both. A part is told from the whole by its commas, slashes and brackets and by a
 * country at its end, never by a word alone: York is no part of New York.
 */
export function placeParts(place: string): string[] {
  const parts = place
    .split(/[,;/|()（），、；·]|\s[-–—]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const listed = parts.flatMap((part) => [part, ...part.split(/\s(?:and|&|or)\s/)]);
  return [...new Set(listed.flatMap(withoutCountry))];
}

/** A country at the end of a part stands for itself. */
function withoutCountry(part: string): string[] {
  const words = part.split(/\s+/);
  for (let count = Math.min(longestName, words.length - 1); count > 0; count--) {
    const end = words.slice(-count).join(' ');
    // A country's name is a city's second word too; letters alone are a state or a country.
    const head = words.slice(0, -count).join(' ');
    if (namesOf.has(foldText(end)) && (/^\p{Lu}{2,3}$/u.test(end) || /^\p{Lu}{2}$/u.test(head)))
      return [head, end];
  }
  return [part];
}

/** What a part of a place is called, folded: its own name, a country's other names, what it is called in Chinese. */
export function placeForms(part: string): readonly string[] {
  const folded = foldText(part);
  return [...new Set([folded, ...(namesOf.get(folded) ?? []), ...(chinesePlaces[folded] ?? [])])];
}

/** What several places have in common, as the first of them has it; an empty string where it is nothing. */
export function sharedPlace(places: readonly string[]): string {
  const [first = '', ...rest] = places;
  const others = rest.map((place) => new Set(placeParts(place).flatMap(placeForms)));
  return placeParts(first)
    .filter((part) => others.every((forms) => placeForms(part).some((form) => forms.has(form))))
    .join(', ');
}
