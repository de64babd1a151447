import { stopWords } from '../../graph/analyze-text.ts';
import type { NameRecord } from '../../graph/graph-store.ts';
import { chineseTitles } from './chinese-names.ts';
import type { ValueCandidate } from './name-index.ts';
import type { PhraseTable } from './phrase-table.ts';
import { isHan, tokenTexts } from './tokenize.ts';

/** What stands before a title's subject: a Senior Backend Engineer is a senior engineer. */
const ranks: ReadonlySet<string> = new Set(['senior', 'junior', 'principal', 'staff', 'lead', 'chief']);

/** Who is one of these is no longer what the rest of the title says, or not yet. */
const former: ReadonlySet<string> = new Set([
  'former',
  'ex',
  'past',
  'retired',
  'emeritus',
  'honorary',
  'incoming',
  'assistant',
]);

/**
 * Puts job titles and their telling parts into the table of values: "engineers" and "backend engineer" mean everybody
 * whose title ends so, "senior engineer" is also a Senior Backend Engineer, "VPs" stands for what is written in capitals.
 * A word that is only part of a title's subject ("design" in Head of Design) means nobody.
 */
export function addJobTitles(records: readonly NameRecord[], table: PhraseTable<ValueCandidate>): void {
  const titles = new Map<string, Set<string>>();
  for (const record of records) {
    if (record.label !== 'Employee' || record.detail === null) continue;
    for (const part of partsOf(record.detail)) {
      const known = titles.get(part) ?? new Set<string>();
      known.add(record.detail);
      titles.set(part, known);
    }
  }
  for (const [part, values] of titles) {
    const candidate: ValueCandidate = { label: 'Employee', property: 'title', values: [...values] };
    for (const form of [part, ...(chineseTitles[part] ?? [])]) table.add(form, candidate);
    if (!isHan(part.replaceAll(' ', ''))) table.add(`${part}s`, candidate);
  }
}

function partsOf(title: string): Set<string> {
  const parts = new Set<string>();
  const [main = '', field = ''] = title.split(/[,，(（/]|\s[-–—]\s|\son\s/);
  const words = tokenTexts(main);
  if (words.length === 0) return parts;
  // An "Account Executive, Japan" is the account executive for Japan.
  for (const link of field.trim() === '' ? [] : ['for', 'of', 'in'])
    parts.add([...words, link, ...tokenTexts(field)].join(' '));
  parts.add(words.join(' '));
  parts.add(tokenTexts(title).join(' '));
  const initials: readonly string[] = main.match(/(?<![\p{L}])\p{Lu}{2,4}(?![\p{L}])/gu) ?? [];
  for (const one of initials) parts.add(one.toLowerCase());
  // The Chief Financial Officer is the CFO.
  if (words[0] === 'chief' && words.at(-1) === 'officer')
    parts.add(words.map((word) => word.charAt(0)).join(''));
  if (former.has(words[0] ?? '')) return parts;
  if (words.includes('of') || initials.includes(main.split(' ')[0] ?? '')) return parts;
  for (let from = 1; from < words.length; from++) parts.add(words.slice(from).join(' '));
  if (words.length > 2 && ranks.has(words[0] ?? '')) parts.add(`${words[0]} ${words.at(-1)}`);
  return new Set([...parts].filter((part) => part.length > 1 && !stopWords.has(part)));
}
