import { stopWords } from '../../graph/analyze-text.ts';
import type { NameRecord } from '../../graph/graph-store.ts';
import type { JoinedNames } from './joined-names.ts';
import type { ValueCandidate } from './name-index.ts';
import type { TitleParts } from './name-words.ts';
import type { PhraseTable } from './phrase-table.ts';
import { tokenTexts } from './tokenize.ts';
import { translatedForms } from './translated-names.ts';

/**
 * Puts job titles and their telling parts into the table of values: "engineers" and "backend engineer" mean everybody
 * whose title ends so, "senior engineer" is also a Senior Backend Engineer, "VPs" stands for what is written in capitals.
 * A word that is only part of a title's subject ("design" in Head of Design) means nobody.
 */
export function addJobTitles(
  records: readonly NameRecord[],
  table: PhraseTable<ValueCandidate>,
  { titles: otherTitles, titleParts, nounForms, called, nameJoints }: JoinedNames,
): void {
  const titles = new Map<string, Set<string>>();
  const initials = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, part: string, title: string): void => {
    map.set(part, (map.get(part) ?? new Set()).add(title));
  };
  for (const record of records) {
    if (record.label !== 'Employee' || record.detail === null) continue;
    for (const part of partsOf(record.detail, titleParts)) note(titles, part, record.detail);
    const words = tokenTexts(record.detail);
    if (words.length === 2) note(initials, words.map((word) => word.charAt(0)).join(''), record.detail);
  }
  // "The QS" is the Quantity Surveyor, where no other title begins so.
  for (const [part, [title, another]] of initials)
    if (title !== undefined && another === undefined && !titles.has(part) && !stopWords.has(part))
      titles.set(part, new Set([title]));
  for (const [part, values] of titles) {
    const candidate: ValueCandidate = { label: 'Employee', property: 'title', values: [...values] };
    const others = otherTitles[part] ?? [];
    const translated = part.includes(' ') ? translatedForms(part, called, nameJoints) : [];
    for (const form of new Set([...nounForms(part), ...others, ...translated])) table.add(form, candidate);
  }
}

function partsOf(
  title: string,
  { ranks, former, of, aside, fieldLinks, initialled, offices }: TitleParts,
): Set<string> {
  const parts = new Set<string>();
  const asides = new RegExp(`[,，(（/]|\\s[-–—]\\s${aside.map((word) => `|\\s${word}\\s`).join('')}`);
  const [main = '', field = ''] = title.split(asides);
  const words = tokenTexts(main);
  if (words.length === 0) return parts;
  // An "Account Executive, Japan" is the account executive for Japan.
  for (const link of field.trim() === '' ? [] : fieldLinks)
    parts.add([...words, link, ...tokenTexts(field)].join(' '));
  parts.add(words.join(' '));
  parts.add(tokenTexts(title).join(' '));
  const initials: readonly string[] = main.match(/(?<![\p{L}])\p{Lu}{2,4}(?![\p{L}])/gu) ?? [];
  for (const one of initials) parts.add(one.toLowerCase());
  if (initialled.some(([first, last]) => words[0] === first && words.at(-1) === last))
    parts.add(words.map((word) => word.charAt(0)).join(''));
  // An Apprentice Joiner is an apprentice, and no joiner yet.
  const [stage = ''] = words;
  if (former.includes(stage)) return parts.add(stage);
  // Nobody is called what a VP is for; a "QA Lead" and a "UI Programmer" are what their last word says.
  if (words.some((word) => of.includes(word)) || offices.includes(words[0] ?? '')) return parts;
  // A "Lecturer in Biology" is a lecturer, and nobody is called "Biology".
  const link = words.findIndex((word, at) => at > 0 && fieldLinks.includes(word));
  const called = link < 0 ? words : words.slice(0, link);
  for (let from = 0; from < called.length; from++) {
    const rest = called.slice(from);
    parts.add(rest.join(' '));
    // A Site Reliability Engineer is an SRE.
    if (rest.length > 2) parts.add(rest.map((word) => word.charAt(0)).join(''));
  }
  if (called.length > 2 && ranks.includes(called[0] ?? '')) parts.add(`${called[0]} ${called.at(-1)}`);
  return new Set([...parts].filter((part) => part.length > 1 && !stopWords.has(part)));
}
