import { stopWords } from '../../graph/analyze-text.ts';
import type { NameRecord } from '../../graph/graph-store.ts';
import type { JoinedNames } from './joined-names.ts';
import { teamKindWords } from './team-kinds.ts';
import { isHan, tokenTexts } from './tokenize.ts';
import { translatedForms } from './translated-names.ts';

export interface TeamForm {
  readonly form: string;
  /** A single common-looking word, which is the team only where it is written like a name. */
  readonly needsCapital: boolean;
  readonly strength: 2 | 3;
}

/** How many teams have a word in their name, so that a word of one team alone is known to tell it. */
export function countTeamWords(records: readonly NameRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const record of records) {
    if (record.label !== 'Team') continue;
    for (const word of new Set([record.name, ...record.aliases].flatMap(tokenTexts)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** "Dev tools" for the team that is recorded as Dev tools team. */
function withoutKind(name: string, kinds: readonly string[]): string[] {
  const words = tokenTexts(name);
  const found = kinds.map(tokenTexts).find((kind) => {
    const isLast = kind.length < words.length && kind.join(' ') === words.slice(-kind.length).join(' ');
    return isLast && !isHan(kind.join(''));
  });
  return found === undefined ? [] : [words.slice(0, -found.length).join(' ')];
}

/** "Customs & Clearance" is said as "Customs and Clearance" as well, "Shop and Café" as "the shop and the café". */
export function withAnd(name: string): string[] {
  const spelt = name.replace(/(?<=\p{L})\s*[&+]\s*(?=\p{L})/gu, ' and ');
  return [...new Set([name, spelt, spelt.replaceAll(' and ', ' and the ')])];
}

/**
 * "The security response team" of the Acme Security Response Team: what a long name ends in, two words or more, where a word of it is no other
 * team's.
 */
function endings(name: string, counts: ReadonlyMap<string, number>): string[] {
  const words = tokenTexts(name);
  return words
    .map((_, from) => words.slice(from))
    .filter((rest, from) => {
      const [first = ''] = rest;
      const isPart = from > 0 && rest.length > 1 && !stopWords.has(first) && !isHan(first);
      return isPart && rest.slice(0, -1).some((word) => counts.get(word) === 1);
    })
    .map((rest) => rest.join(' '));
}

/**
 * A team by its name, its key, its name with the words for its kind before or after it, and by a word that no other
 * team's name has beside such a word: "the data team" is Data and Forecasting.
 */
export function teamForms(
  record: NameRecord,
  words: ReadonlyMap<string, number>,
  names: JoinedNames,
): TeamForm[] {
  const forms: TeamForm[] = [];
  const kinds = teamKindWords(record.detail, names);
  const withKinds = (name: string, strength: 2 | 3): void => {
    for (const kind of kinds) {
      // 组 is said of 检漏组 already; behind it, 组长 begins.
      if (isHan(kind) && name.endsWith(kind)) continue;
      for (const form of [`${name} ${kind}`, `${kind} ${name}`])
        forms.push({ form, needsCapital: false, strength });
    }
  };
  for (const name of [record.name, ...record.aliases].flatMap(withAnd)) {
    const single = tokenTexts(name).length === 1 && !isHan(name);
    forms.push({ form: name, needsCapital: single, strength: 3 });
    withKinds(name, 3);
    for (const bare of withoutKind(name, kinds))
      forms.push({ form: bare, needsCapital: tokenTexts(bare).length === 1, strength: 2 });
    for (const form of endings(name, words)) forms.push({ form, needsCapital: false, strength: 2 });
  }
  forms.push({ form: record.key, needsCapital: tokenTexts(record.key).length === 1, strength: 3 });
  withKinds(record.key, 3);
  for (const form of translatedForms(record.name, names.called, names.nameJoints)) {
    withKinds(form, 2);
    if ([...form].length > 3) forms.push({ form, needsCapital: false, strength: 2 });
  }
  const own = tokenTexts(record.name).filter((word) => words.get(word) === 1);
  for (const word of own) {
    for (const called of names.departments[word] ?? []) {
      forms.push({ form: called, needsCapital: false, strength: 2 });
      withKinds(called, 2);
    }
    if (own.length > 0 && word.length > 2 && !isHan(word) && !stopWords.has(word)) withKinds(word, 2);
  }
  return forms;
}
