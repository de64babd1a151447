import { pinyin } from 'pinyin-pro';
import type { NodeLabel } from '../../../graph-schema/index.ts';
import { analyzeText, stopWords } from '../../graph/analyze-text.ts';
import { foldText } from '../../graph/fold-text.ts';
import type { DistinctValue, NameRecord, RelationshipRole } from '../../graph/graph-store.ts';
import { numberForms } from '../../graph/number-forms.ts';
import { addJobTitles } from './job-titles.ts';
import type { JoinedNames } from './joined-names.ts';
import { knownNames } from './known-names.ts';
import { buildVocabulary, type KeyPrefix, type OrganisationVocabulary } from './organisation-vocabulary.ts';
import { PhraseTable } from './phrase-table.ts';
import { placeForms, placeParts } from './place-names.ts';
import { tellingKindWords } from './team-kinds.ts';
import { countTeamWords, teamForms, withAnd } from './team-names.ts';
import { isHan, tokenTexts } from './tokenize.ts';

/** What a phrase of a question may name. */
export interface NameCandidate {
  readonly id: string;
  readonly label: NodeLabel;
  readonly name: string;
  readonly key: string;
  /** What tells namesakes apart. */
  readonly detail: string | null;
  /**
   * How surely the phrase means it: 3 the name, key, address or alias itself; 2 a nickname with the family name;
   * 1 a first or family name alone.
   */
  readonly strength: 1 | 2 | 3;
  /** A single common-looking word (`Node`, `Apply`): only a name where it is written like one. */
  readonly needsCapital: boolean;
}

/** A short value of a property, such as a milestone or a kind of team. */
export interface ValueCandidate {
  readonly label: NodeLabel;
  readonly property: string;
  /** All stored spellings that the phrase stands for. */
  readonly values: readonly string[];
  /** Where the values are the letters that keys begin with, not the whole property. */
  readonly op?: 'prefix';
  /** Whether the phrase is a part of the stored spellings, as London of London, UK: written as one where it is also a common word. */
  readonly isPart?: boolean;
}

export interface NameIndex {
  readonly names: PhraseTable<NameCandidate>;
  readonly values: PhraseTable<ValueCandidate>;
  /** Names by candidate, for spelling mistakes. */
  readonly people: readonly { readonly candidate: NameCandidate; readonly texts: readonly string[] }[];
  /** Names of teams, companies and projects, for spelling mistakes. */
  readonly others: readonly { readonly candidate: NameCandidate; readonly texts: readonly string[] }[];
  /** Teams by each word of their names, for "who is in charge of design?". */
  readonly teamWords: ReadonlyMap<string, readonly NameCandidate[]>;
  /** Names of teams by the stem of the word that they end with: "wards" are all whose name ends with "Ward". */
  readonly teamKinds: ReadonlyMap<string, readonly string[]>;
  /** Projects with the words of their names, for "the east wing project". */
  readonly projects: readonly { readonly candidate: NameCandidate; readonly texts: readonly string[] }[];
  /** What this organisation calls its own things. */
  readonly vocabulary: OrganisationVocabulary;
  /** How many names there are of each kind. */
  readonly recordsByLabel: Readonly<Partial<Record<NodeLabel, number>>>;
}

export interface NameIndexOptions {
  /** First name to short forms, beside the common ones. */
  readonly nicknames?: Readonly<Record<string, readonly string[]>>;
  /** Other names of a person, team, project or company, by its name or key. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly roles?: readonly RelationshipRole[];
  readonly prefixes?: readonly KeyPrefix[];
  readonly ownStates?: boolean;
  readonly statesOf?: OrganisationVocabulary['statesOf'];
  /** What languages have to say of names; all that there are where absent. */
  readonly names?: JoinedNames;
}

/** Everything a person may be called, each with how sure it is. */
function personForms(
  record: NameRecord,
  { nicknames, generation }: Pick<JoinedNames, 'nicknames' | 'generation'>,
): Map<string, 1 | 2 | 3> {
  const forms = new Map<string, 1 | 2 | 3>();
  const add = (form: string, strength: 1 | 2 | 3): void => {
    const trimmed = form.trim();
    // "I'd like": the letter that somebody's family name is short for calls nobody.
    if (strength === 1 && /^[a-z]\.?$/i.test(trimmed)) return;
    if (trimmed !== '' && (forms.get(trimmed) ?? 0) < strength) forms.set(trimmed, strength);
  };
  for (const [index, written] of [record.name, ...record.aliases].entries()) {
    add(written, 3);
    const plain = written.replace(/\s*\([^)]*\)/g, '').replace(generation, '');
    add(plain, 3);
    const words = plain.split(/\s+/).filter((word) => word !== '');
    const family = words.at(-1) ?? '';
    for (const [, inner] of written.matchAll(/\(([^)]*)\)/g)) {
      if (inner !== undefined) {
        add(inner, 3);
        add(`${inner} ${family}`, 3);
      }
    }
    if (isHan(plain.replace(/[·\s]/g, ''))) {
      const given = pinyin(plain.slice(1), { toneType: 'none', type: 'array' }).join('');
      const surname = pinyin(plain.slice(0, 1), { toneType: 'none', surname: 'head', type: 'array' }).join(
        '',
      );
      if (plain.length <= 4) {
        add(`${surname} ${given}`, 2);
        add(`${given} ${surname}`, 2);
        if (plain.length >= 3) add(plain.slice(1), 1);
      }
      continue;
    }
    if (words.length < 2) continue;
    const first = words[0] ?? '';
    add(first, 1);
    add(family, 1);
    add(`${family} ${first}`, 2);
    if (words.length > 2) {
      add(`${first} ${family}`, 2);
      // "Van Kemenade", "Galindo Salgado"
      add(words.slice(1).join(' '), 1);
    }
    if (index > 0) continue;
    for (const short of nicknames[tokenTexts(first).join(' ')] ?? []) {
      add(`${short} ${words.slice(1).join(' ')}`, 2);
      add(short, 1);
    }
    // Somebody stored as "Bob Smith" is asked for as Robert.
    for (const [long, shorts] of Object.entries(nicknames)) {
      if (shorts.includes(first.toLowerCase())) add(`${long} ${family}`, 2);
    }
  }
  for (const alias of record.aliases) {
    if (!/\s/.test(alias) && !isHan(alias)) {
      add(alias, 2);
      const family = record.name.split(/\s+/).at(-1);
      if (family !== undefined) add(`${alias} ${family}`, 2);
    }
  }
  add(record.key, 3);
  if (record.email !== null) add(record.email, 3);
  return forms;
}

/** Builds the tables that a question's words are looked up in; done once per revision of the graph. */
export function buildNameIndex(
  records: readonly NameRecord[],
  distinct: readonly DistinctValue[],
  options: NameIndexOptions = {},
): NameIndex {
  const joined = options.names ?? knownNames;
  const calling = { ...joined, nicknames: { ...joined.nicknames, ...options.nicknames } };
  const names = new PhraseTable<NameCandidate>();
  const people: { candidate: NameCandidate; texts: readonly string[] }[] = [];
  const others: { candidate: NameCandidate; texts: readonly string[] }[] = [];
  const counts: Partial<Record<NodeLabel, number>> = {};
  const aliases = new Map(
    Object.entries(options.aliases ?? {}).map(([name, others]) => [foldText(name), others]),
  );
  const teamWords = countTeamWords(records);
  const projectParts = partsOf(records.filter(({ label }) => label === 'Project'));
  const companyBeginnings = beginningsOf(
    records.filter(({ label }) => label === 'Company'),
    new Set(distinct.flatMap(({ value }) => tokenTexts(value))),
  );
  const teamsByWord = new Map<string, NameCandidate[]>();
  const teamKinds = new Map<string, string[]>();
  const projects: { candidate: NameCandidate; texts: readonly string[] }[] = [];
  for (const stored of records) {
    const record = withAliases(stored, aliases);
    counts[record.label] = (counts[record.label] ?? 0) + 1;
    const candidate = (strength: 1 | 2 | 3, needsCapital: boolean): NameCandidate => ({
      id: record.id,
      label: record.label,
      name: record.name,
      key: record.key,
      detail: record.detail,
      strength,
      needsCapital,
    });
    if (record.label === 'Employee') {
      for (const [form, strength] of personForms(record, calling)) {
        const texts = tokenTexts(form);
        const short = texts.length === 1 && !isHan(texts[0] ?? '') && !/\d|[^\p{L}]/u.test(form);
        names.addTokens(texts, candidate(strength, short));
        if (strength === 3) people.push({ candidate: candidate(2, false), texts });
      }
      continue;
    }
    if (record.label === 'Team') {
      for (const word of new Set(tokenTexts(record.name)))
        if (word.length > 2 && !isHan(word) && !stopWords.has(word))
          teamsByWord.set(word, [...(teamsByWord.get(word) ?? []), candidate(2, false)]);
      const [kind] = analyzeText(tokenTexts(record.name).at(-1) ?? '');
      if (kind !== undefined) teamKinds.set(kind, [...(teamKinds.get(kind) ?? []), record.name]);
      for (const { form, needsCapital, strength } of teamForms(record, teamWords, joined)) {
        const texts = tokenTexts(form);
        names.addTokens(texts, candidate(strength, needsCapital));
        if (!needsCapital) others.push({ candidate: candidate(2, false), texts });
      }
      continue;
    }
    if (record.label === 'Project') {
      projects.push({ candidate: candidate(2, false), texts: tokenTexts(record.name) });
      for (const words of projectParts.get(record.id) ?? []) names.addTokens(words, candidate(1, false));
    }
    const written = [record.name, ...record.aliases];
    const forms = record.label === 'Topic' ? written.flatMap(numberForms) : written;
    for (const form of forms.flatMap(withAnd)) {
      const texts = tokenTexts(form);
      const isPlainWord = texts.length === 1 && !isHan(form) && !/\d/.test(form);
      names.addTokens(texts, candidate(3, isPlainWord && record.label !== 'Company'));
      if (record.label !== 'Topic') others.push({ candidate: candidate(2, false), texts });
    }
    for (const words of companyBeginnings.get(record.id) ?? [])
      names.addTokens(words, candidate(words.length > 1 ? 2 : 1, words.length === 1));
    const sort =
      record.label === 'Company' ? tokenTexts(record.name).find((word) => joined.sorts.has(word)) : undefined;
    for (const own of sort === undefined ? [] : joined.beforeSort)
      names.addTokens([own, sort ?? ''], candidate(2, false));
  }
  const values = buildValueTable(distinct, joined);
  addJobTitles(records, values, joined);
  return {
    names,
    values,
    people,
    others,
    teamWords: teamsByWord,
    teamKinds,
    projects,
    vocabulary: buildVocabulary(
      {
        distinct,
        roles: options.roles ?? [],
        prefixes: options.prefixes ?? [],
        ownStates: options.ownStates ?? false,
        statesOf: options.statesOf ?? new Map(),
      },
      joined,
    ),
    recordsByLabel: counts,
  };
}

/**
 * What projects are called by who works in them: two words or more of the name that stand together there, figures left out, where no
 * other project has them ("the lift renewal" of Combe Noire Lift Renewal 2027).
 */
function partsOf(projects: readonly NameRecord[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const named = projects.map(({ id, name }) => ({
    id,
    words: tokenTexts(name).filter((word) => !/\d/.test(word)),
  }));
  const parts = named.map(({ id, words }) => ({
    id,
    parts: words.flatMap((_, from) =>
      words
        .slice(from + 1)
        .map((_, more) => words.slice(from, from + more + 2))
        .filter(
          (part) =>
            !isHan(part.join('')) &&
            !stopWords.has(part[0] ?? '') &&
            (part.at(-1) === words.at(-1) || !stopWords.has(part.at(-1) ?? '')),
        ),
    ),
  }));
  const owners = new Map<string, number>();
  for (const one of parts)
    for (const part of new Set(one.parts.map((words) => words.join(' '))))
      owners.set(part, (owners.get(part) ?? 0) + 1);
  return new Map(
    parts.map((one) => [one.id, one.parts.filter((part) => owners.get(part.join(' ')) === 1)] as const),
  );
}

/**
 * What companies are called where their names are long, each in its words: "Acme" and "Acme Freight" of Acme Freight Ltd, where no
 * other begins with them.
 *
 * @param taken words of places and other values, which mean those where they stand alone.
 */
function beginningsOf(
  companies: readonly NameRecord[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, readonly (readonly string[])[]> {
  const named = companies.map(({ id, name }) => ({ id, words: tokenTexts(name) }));
  const beginsSo = (words: readonly string[], beginning: readonly string[]): boolean =>
    beginning.every((word, at) => words[at] === word);
  return new Map(
    named.map(({ id, words }) => {
      const [first = ''] = words;
      const isTelling = first.length > 3 && !isHan(first) && !stopWords.has(first) && !taken.has(first);
      const beginnings = words
        .slice(1)
        .map((_, at) => words.slice(0, at + 1))
        .filter(
          (beginning) =>
            (beginning.length > 1 || isTelling) &&
            !stopWords.has(beginning.at(-1) ?? '') &&
            !named.some((other) => other.id !== id && beginsSo(other.words, beginning)),
        );
      return [id, beginnings] as const;
    }),
  );
}

function withAliases(record: NameRecord, aliases: ReadonlyMap<string, readonly string[]>): NameRecord {
  const more = [...(aliases.get(foldText(record.name)) ?? []), ...(aliases.get(foldText(record.key)) ?? [])];
  return more.length === 0 ? record : { ...record, aliases: [...record.aliases, ...more] };
}

/** Values under each spelling, a leading `v` of a version left out or put in. */
function buildValueTable(
  distinct: readonly DistinctValue[],
  names: JoinedNames,
): PhraseTable<ValueCandidate> {
  const spellings = new Map<
    string,
    { label: NodeLabel; property: string; forms: Set<string>; values: Set<string> }
  >();
  for (const { label, property, value } of distinct) {
    if (property === 'location') continue;
    if (value.length > 40) continue;
    const bare = tokenTexts(value)
      .join(' ')
      .replace(/^v(?=\d)/, '');
    if (bare === '' || (/^\d+$/.test(bare) && bare.length < 3)) continue;
    const id = `${label} ${property} ${bare}`;
    const entry = spellings.get(id) ?? {
      label,
      property,
      forms: new Set<string>(),
      values: new Set<string>(),
    };
    entry.values.add(value);
    if (label !== 'Team' || property !== 'kind') entry.forms.add(bare);
    if (/^\d/.test(bare)) entry.forms.add(`v${bare}`);
    if (property === 'priority') for (const word of names.priorities[bare] ?? []) entry.forms.add(word);
    if (property === 'sourceStatus') {
      for (const word of names.states[bare] ?? []) entry.forms.add(word);
      if (names.stateNouns.has(bare)) for (const form of names.nounForms(bare)) entry.forms.add(form);
    }
    if (label === 'Team' && property === 'kind')
      for (const word of tellingKindWords(value, names)) entry.forms.add(word);
    spellings.set(id, entry);
  }
  const table = new PhraseTable<ValueCandidate>();
  for (const { label, property, forms, values } of spellings.values()) {
    const candidate: ValueCandidate = { label, property, values: [...values] };
    const isKind = label === 'Team' && property === 'kind';
    for (const form of forms)
      for (const one of isKind ? [form, ...names.nounForms(form)] : [form]) table.add(one, candidate);
  }
  addPlaces(distinct, table, names);
  addExtremes(distinct, table, names);
  return table;
}

/** "The highest priority": of the words that this tracker has for how urgent tasks are, the one that is most so, or least. */
function addExtremes(
  distinct: readonly DistinctValue[],
  table: PhraseTable<ValueCandidate>,
  { urgency, mostUrgent, leastUrgent }: JoinedNames,
): void {
  const known = distinct
    .filter(({ label, property }) => label === 'Task' && property === 'priority')
    .map(({ value }) => ({ value, rank: urgency.indexOf(tokenTexts(value).join(' ')) }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank);
  for (const [found, phrases] of [
    [known[0], mostUrgent],
    [known.at(-1), leastUrgent],
  ] as const) {
    if (found === undefined || known.length < 2) continue;
    const values = known.filter(({ rank }) => rank === found.rank).map(({ value }) => value);
    for (const phrase of phrases) table.add(phrase, { label: 'Task', property: 'priority', values });
  }
}

/** Places under their whole name and under each of its parts: everybody in London, UK and in London, United Kingdom is in London. */
function addPlaces(
  distinct: readonly DistinctValue[],
  table: PhraseTable<ValueCandidate>,
  names: JoinedNames,
): void {
  const places = new Map<
    string,
    { label: NodeLabel; property: string; isPart: boolean; values: Set<string> }
  >();
  for (const { label, property, value } of distinct) {
    if (property !== 'location') continue;
    const whole = tokenTexts(value).join(' ');
    const forms = placeParts(value, names).flatMap((part) => placeForms(part, names));
    for (const form of new Set([whole, ...forms.map((one) => tokenTexts(one).join(' '))])) {
      if (form === '' || /^\d+$/.test(form)) continue;
      const id = `${label} ${form}`;
      const known = places.get(id) ?? { label, property, isPart: true, values: new Set<string>() };
      known.values.add(value);
      places.set(id, { ...known, isPart: known.isPart && form !== whole });
    }
  }
  for (const [id, { label, property, isPart, values }] of places)
    table.add(id.slice(label.length + 1), {
      label,
      property,
      values: [...values],
      ...(isPart ? { isPart } : {}),
    });
}
