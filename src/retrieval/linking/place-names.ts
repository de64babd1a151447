import { foldText } from '../../graph/fold-text.ts';
import type { JoinedNames } from './joined-names.ts';

/**
 * The parts of a place as it is written in a directory: `Cape Town, South Africa` is Cape Town and South Africa, `Denver, CO USA`
 * is Denver, CO and USA, `Toronto / Berlin` both. A part is told from the whole by its commas, slashes and brackets and by a
 * country at its end, never by a word alone: York is no part of New York.
 */
export function placeParts(place: string, names: JoinedNames): string[] {
  const parts = place
    .split(/[,;/|()（），、；·]|\s[-–—]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const joint = new RegExp(`\\s(?:${['&', ...names.joints].join('|')})\\s`);
  const listed = parts.flatMap((part) => [part, ...part.split(joint)]);
  return [...new Set(listed.flatMap((part) => withoutCountry(part, names)))];
}

/** A country at the end of a part stands for itself. */
function withoutCountry(part: string, { countries }: JoinedNames): string[] {
  const words = part.split(/\s+/);
  const longestName = Math.max(0, ...[...countries.keys()].map((name) => name.split(' ').length));
  for (let count = Math.min(longestName, words.length - 1); count > 0; count--) {
    const end = words.slice(-count).join(' ');
    // A country's name is a city's second word too; letters alone are a state or a country.
    const head = words.slice(0, -count).join(' ');
    if (countries.has(foldText(end)) && (/^\p{Lu}{2,3}$/u.test(end) || /^\p{Lu}{2}$/u.test(head)))
      return [head, end];
  }
  return [part];
}

/** What a part of a place is called, folded: its own name, a country's other names, what it is called in other languages. */
export function placeForms(part: string, { countries, places }: JoinedNames): readonly string[] {
  const folded = foldText(part);
  return [...new Set([folded, ...(countries.get(folded) ?? []), ...(places[folded] ?? [])])];
}

/** What several places have in common, as the first of them has it; an empty string where it is nothing. */
export function sharedPlace(places: readonly string[], names: JoinedNames): string {
  const formsOf = (part: string) => placeForms(part, names);
  const [first = '', ...rest] = places;
  const others = rest.map((place) => new Set(placeParts(place, names).flatMap(formsOf)));
  return placeParts(first, names)
    .filter((part) => others.every((forms) => formsOf(part).some((form) => forms.has(form))))
    .join(', ');
}
