import { foldText } from '../../graph/fold-text.ts';
import type { NameGroups, NameWords, NounEnding, OtherNames, TitleParts } from './name-words.ts';
import { type WordsByTerm, wordsByTerm } from './translated-names.ts';
import { nounForms } from './word-forms.ts';

/** What all languages have to say of names, joined. */
export interface JoinedNames {
  readonly nicknames: OtherNames;
  /** Finds what stands behind a family name. */
  readonly generation: RegExp;
  /** All names of a country, by each of them, folded. */
  readonly countries: ReadonlyMap<string, readonly string[]>;
  readonly places: OtherNames;
  readonly joints: readonly string[];
  readonly departments: OtherNames;
  readonly priorities: OtherNames;
  readonly states: OtherNames;
  readonly stateNouns: ReadonlySet<string>;
  readonly urgency: readonly string[];
  readonly mostUrgent: readonly string[];
  readonly leastUrgent: readonly string[];
  readonly titles: OtherNames;
  readonly titleParts: TitleParts;
  /** What words of English names are called in other languages. */
  readonly called: WordsByTerm;
  readonly nameJoints: readonly string[];
  readonly teamKinds: NameGroups;
  readonly anyTeam: readonly string[];
  readonly vagueKinds: readonly string[];
  /** A noun, or a phrase that ends in one, of one and of several. */
  nounForms(phrase: string): string[];
  /** Any number of what any task is called. */
  readonly anyTask: ReadonlySet<string>;
  /** Whether a property is a field of the organisation's own that says what sort of thing a task is. */
  isKindField(property: string): boolean;
  readonly milestones: readonly string[];
  readonly leading: ReadonlySet<string>;
  readonly leadingAlone: ReadonlySet<string>;
  readonly leadingCompany: ReadonlySet<string>;
  readonly sorts: ReadonlySet<string>;
  readonly beforeSort: readonly string[];
}

/** Joins what languages have to say of names. */
export function joinNames(languages: readonly { readonly names: NameWords }[]): JoinedNames {
  const all = languages.map(({ names }) => names);
  const organisations = all.flatMap(({ organisation }) => organisation ?? []);
  const titles = all.flatMap(({ titleParts }) => titleParts ?? []);
  const nounEndings: readonly (readonly NounEnding[])[] = all.flatMap((one) =>
    one.nounEndings === undefined ? [] : [one.nounEndings],
  );
  const forms = (phrase: string): string[] => nounForms(phrase, nounEndings);
  const generations = all.flatMap((one) => one.generations ?? []);
  const kindField = new RegExp(
    `^extra\\.(?:.*[ _-])?(?:${anyOf(organisations.flatMap((one) => one.kindFields))})$`,
    'i',
  );
  return {
    nicknames: joinOthers(all.map((one) => one.nicknames)),
    generation: new RegExp(`,?\\s+(${anyOf(generations)})\\.?$`, 'i'),
    countries: byEachName(joinGroups(all.flatMap((one) => one.countries ?? []))),
    places: joinOthers(all.map((one) => one.places)),
    joints: all.flatMap((one) => one.joints ?? []),
    departments: joinOthers(all.map((one) => one.departments)),
    priorities: joinOthers(all.map((one) => one.priorities)),
    states: joinOthers(all.map((one) => one.states)),
    stateNouns: new Set(all.flatMap((one) => one.stateNouns ?? [])),
    urgency: all.flatMap((one) => one.urgency ?? []),
    mostUrgent: all.flatMap((one) => one.mostUrgent ?? []),
    leastUrgent: all.flatMap((one) => one.leastUrgent ?? []),
    titles: joinOthers(all.map((one) => one.titles)),
    titleParts: {
      ranks: titles.flatMap((one) => one.ranks),
      former: titles.flatMap((one) => one.former),
      of: titles.flatMap((one) => one.of),
      aside: titles.flatMap((one) => one.aside),
      fieldLinks: titles.flatMap((one) => one.fieldLinks),
      initialled: titles.flatMap((one) => one.initialled),
      offices: titles.flatMap((one) => one.offices),
    },
    called: wordsByTerm(all.flatMap(otherWords)),
    nameJoints: all.flatMap((one) => one.nameJoints ?? []),
    teamKinds: joinGroups(all.flatMap((one) => one.teamKinds ?? [])),
    anyTeam: all.flatMap((one) => one.anyTeam ?? []),
    vagueKinds: all.flatMap((one) => one.vagueKinds ?? []),
    nounForms: forms,
    anyTask: new Set(organisations.flatMap((one) => one.tasks).flatMap(forms)),
    isKindField: (property) => kindField.test(property),
    milestones: organisations.flatMap((one) => one.milestones),
    leading: new Set(organisations.flatMap((one) => one.leading)),
    leadingAlone: new Set(organisations.flatMap((one) => one.leadingAlone)),
    leadingCompany: new Set(organisations.flatMap((one) => one.leadingCompany)),
    sorts: new Set(organisations.flatMap((one) => one.sorts ?? [])),
    beforeSort: organisations.flatMap((one) => one.beforeSort ?? []),
  };
}

/** The translations of a language, what it calls departments and plain titles before the rest, as they are the likelier names. */
function otherWords({ departments, titles, translations = [] }: NameWords): string[] {
  const named = [...Object.entries(departments ?? {}), ...Object.entries(titles ?? {})];
  return [
    ...named.filter(([name]) => !name.includes(' ')).map(([name, others]) => [name, ...others].join(' ')),
    ...translations,
  ];
}

/** The source of an expression for any of them; of none, what never matches. */
const anyOf = (words: readonly string[]): string => (words.length === 0 ? '(?!)' : words.join('|'));

function joinOthers(all: readonly (OtherNames | undefined)[]): OtherNames {
  const joined: Record<string, readonly string[]> = {};
  for (const names of all)
    for (const [name, others] of Object.entries(names ?? {}))
      joined[name] = [...new Set([...(joined[name] ?? []), ...others])];
  return joined;
}

/** Groups of several languages are one where they have a name in common. */
function joinGroups(groups: NameGroups): NameGroups {
  const joined: string[][] = [];
  for (const group of groups) {
    const known = joined.find((one) => group.some((name) => one.includes(name)));
    if (known === undefined) joined.push([...group]);
    else known.push(...group.filter((name) => !known.includes(name)));
  }
  return joined;
}

const byEachName = (groups: NameGroups): ReadonlyMap<string, readonly string[]> =>
  new Map(
    groups.flatMap((names) => {
      const folded = names.map(foldText);
      return folded.map((name) => [name, folded] as const);
    }),
  );
