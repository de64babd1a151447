import type { NameIndex } from '../linking/name-index.ts';
import { isHan, tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/** 姓王的有谁: all whose name begins so, in whichever script it is the first; a family name alone is in no list of names. */
export function nameByFamily(items: readonly QuestionItem[], index: NameIndex): QuestionItem[] {
  return items.map((item, at): QuestionItem => {
    if (item.kind !== 'words' || !isHan(item.raw) || item.raw.length > 2) return item;
    if (!says(items[at - 1], 'called') || has(items[at - 1], 'rel.mentions')) return item;
    const people = index.names
      .beginning(tokenTexts(item.raw))
      .filter((one) => one.label === 'Employee' && one.strength === 3);
    const candidates = people.filter((one, place) => people.findIndex(({ id }) => id === one.id) === place);
    return candidates.length === 0
      ? item
      : { kind: 'entity', ...spanOf(item), label: 'Employee', candidates };
  });
}
