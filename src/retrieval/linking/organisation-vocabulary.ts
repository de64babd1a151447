import { stopWords } from '../../graph/analyze-text.ts';
import { foldText } from '../../graph/fold-text.ts';
import type { DistinctValue, RelationshipRole } from '../../graph/graph-store.ts';
import type { JoinedNames } from './joined-names.ts';
import type { ValueCandidate } from './name-index.ts';
import { PhraseTable } from './phrase-table.ts';
import { tellingKindWords } from './team-kinds.ts';
import { tokenTexts } from './tokenize.ts';

/** A noun that this organisation has for tasks or for teams, with the kind of them that it means; null where it means them all. */
export interface LearntNoun {
  readonly label: 'Task' | 'Team';
  readonly value: ValueCandidate | null;
}

/** A field of the organisation's own, under its heading. */
export interface LearntField {
  readonly label: DistinctValue['label'];
  readonly property: string;
}

/**
 * The words that an organisation has for its own things, as far as its graph tells them: "features" are tasks whose kind is
 * Feature, "squads" teams of that kind, "product manager" a role that people have in teams, "Target" a field of its tasks.
 * Read beside a language's lexicon; made anew when a sync has changed something.
 */
export interface OrganisationVocabulary {
  readonly nouns: PhraseTable<LearntNoun>;
  /** Tags of pages, in the singular and the plural: "runbooks" are pages with the tag runbook. */
  readonly pageKinds: PhraseTable<ValueCandidate>;
  /** Kinds that are called as all things of their label are: a "team" among teams. Meant only where kinds are told apart. */
  readonly namesakes: PhraseTable<ValueCandidate>;
  /** Roles that people have in a team and that are not just leading it. */
  readonly roles: PhraseTable<string>;
  /** Roles in which people lead a team; null where nobody has another role, so that all of them do. */
  readonly leadingRoles: readonly string[] | null;
  readonly fields: PhraseTable<LearntField>;
  /** The field that says with which release or by which milestone a task is to come. */
  readonly milestone: string | null;
  /** Letters that keys of tasks begin with, as written. */
  readonly prefixes: readonly string[];
  /** Whether the trackers have more words for the states of tasks than we have states. */
  readonly ownStates: boolean;
  /** By each word of the trackers for a state, the states of ours that tasks with it are in. */
  readonly statesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Letters that keys of tasks begin with, as written, and how many keys do. */
export interface KeyPrefix {
  readonly prefix: string;
  readonly count: number;
}

export interface VocabularySources {
  readonly distinct: readonly DistinctValue[];
  readonly roles: readonly RelationshipRole[];
  readonly prefixes: readonly KeyPrefix[];
  readonly ownStates: boolean;
  readonly statesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

export function buildVocabulary(
  { distinct, roles, prefixes, ownStates, statesOf }: VocabularySources,
  names: JoinedNames,
): OrganisationVocabulary {
  const { nounForms, anyTask, isKindField } = names;
  const nouns = new PhraseTable<LearntNoun>();
  const namesakes = new PhraseTable<ValueCandidate>();
  const kinds = distinct.filter(({ label, property }) => label === 'Task' && isKindField(property));
  for (const { property, value } of kinds) {
    if (!isNoun(value)) continue;
    const noun: LearntNoun = { label: 'Task', value: { label: 'Task', property, values: [value] } };
    const head = headOf(value, kinds, anyTask);
    for (const form of [...nounForms(value), ...(head === null ? [] : nounForms(head))])
      if (anyTask.has(form)) namesakes.add(form, { label: 'Task', property, values: [value] });
      else nouns.add(form, noun);
  }
  for (const noun of prefixNouns(prefixes))
    for (const form of nounForms(noun.word))
      if (nouns.get(tokenTexts(form)).length === 0) nouns.add(form, noun.means);
  for (const { label, property, value } of distinct) {
    if (label !== 'Team' || property !== 'kind' || !isNoun(value)) continue;
    const noun: LearntNoun = { label: 'Team', value: { label, property, values: [value] } };
    const telling = tellingKindWords(value, names);
    for (const word of telling) for (const form of nounForms(word)) nouns.add(form, noun);
    if (telling.length === 0)
      for (const form of nounForms(value)) namesakes.add(form, { label, property, values: [value] });
  }
  const pageKinds = new PhraseTable<ValueCandidate>();
  for (const { label, property, value } of distinct)
    if (label === 'Article' && property === 'tags' && isNoun(value))
      for (const form of nounForms(value)) pageKinds.add(form, { label, property, values: [value] });
  const fields = learnFields(distinct, names);
  return {
    nouns,
    pageKinds,
    namesakes,
    ...learnRoles(roles, names),
    fields,
    milestone: milestoneOf(distinct, names),
    prefixes: prefixes.map((one) => one.prefix),
    ownStates,
    statesOf,
  };
}

/** Few words, and words only: a sentence or a number names no kind of thing. */
function isNoun(value: string): boolean {
  const words = tokenTexts(value);
  return (
    words.length > 0 &&
    words.length <= 3 &&
    /^[\p{L}][\p{L}\s-]+$/u.test(value) &&
    !words.every((word) => stopWords.has(word))
  );
}

/** "Changes" for Handbook changes, where no other kind is called so. */
function headOf(value: string, kinds: readonly DistinctValue[], anyTask: ReadonlySet<string>): string | null {
  const words = tokenTexts(value);
  const last = words.at(-1);
  if (words.length < 2 || last === undefined) return null;
  const alike = kinds.filter((one) => tokenTexts(one.value).includes(last));
  return alike.length === 1 && !anyTask.has(last) ? last : null;
}

/** Nearly all keys begin alike: then tasks are called so, and the few others are left out. */
function prefixNouns(prefixes: readonly KeyPrefix[]): { word: string; means: LearntNoun }[] {
  const total = prefixes.reduce((sum, one) => sum + one.count, 0);
  return prefixes
    .filter(
      ({ prefix, count }) => count >= total * 0.9 && prefix.length > 1 && !stopWords.has(foldText(prefix)),
    )
    .map(({ prefix, count }) => {
      const value: ValueCandidate = { label: 'Task', property: 'key', values: [prefix], op: 'prefix' };
      return { word: prefix, means: { label: 'Task', value: count === total ? null : value } };
    });
}

function learnRoles(
  all: readonly RelationshipRole[],
  { leading, leadingAlone, leadingCompany, nounForms }: JoinedNames,
): Pick<OrganisationVocabulary, 'roles' | 'leadingRoles'> {
  const inTeams = [
    ...new Map(all.filter((one) => one.type === 'LEADS').map(({ role }) => [foldText(role), role])).values(),
  ];
  const isLeading = (role: string): boolean => {
    const words = tokenTexts(role);
    return (
      words.some((word) => leading.has(word)) ||
      leading.has(words.join('')) ||
      leadingAlone.has(words.join(' '))
    );
  };
  const others = inTeams.filter((role) => !isLeading(role) && !leadingCompany.has(foldText(role)));
  const leads = inTeams.filter(isLeading);
  const roles = new PhraseTable<string>();
  for (const role of others) if (isNoun(role)) for (const form of nounForms(role)) roles.add(form, role);
  return { roles, leadingRoles: others.length > 0 && leads.length > 0 ? leads : null };
}

function learnFields(
  distinct: readonly DistinctValue[],
  { nounForms }: JoinedNames,
): PhraseTable<LearntField> {
  const fields = new PhraseTable<LearntField>();
  const known = new Set<string>();
  for (const { label, property } of distinct) {
    const heading = headingOf(property);
    if (heading === null || known.has(`${label} ${property}`)) continue;
    known.add(`${label} ${property}`);
    for (const form of nounForms(heading)) fields.add(form, { label, property });
  }
  return fields;
}

/** The words of a field's heading, as they would be said: `extra.targetRelease` is "target release". */
function headingOf(property: string): string | null {
  if (!property.startsWith('extra.')) return null;
  const heading = property
    .slice('extra.'.length)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ');
  return isNoun(heading) ? heading : null;
}

function milestoneOf(distinct: readonly DistinctValue[], { milestones }: JoinedNames): string | null {
  for (const wanted of milestones) {
    const found = distinct.find(
      ({ label, property }) =>
        label === 'Task' && tokenTexts(headingOf(property) ?? '').join(' ') === tokenTexts(wanted).join(' '),
    );
    if (found !== undefined) return found.property;
  }
  return null;
}
