import { openTaskStatuses } from '../../../graph-schema/index.ts';
import { stopWords } from '../../graph/analyze-text.ts';
import type { NameIndex, ValueCandidate } from '../linking/name-index.ts';
import type { LearntNoun } from '../linking/organisation-vocabulary.ts';
import type { PhraseMatch } from '../linking/phrase-table.ts';
import { type Token, tokenTexts } from '../linking/tokenize.ts';
import { statuses } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, QuestionItem, Span } from './question-item.ts';
import type { CueTable } from './tag-question.ts';

interface Place {
  readonly index: NameIndex;
  readonly cues: CueTable;
  readonly value: PhraseMatch<ValueCandidate> | undefined;
  span(to: number): Span;
}

/** What may be taken at a place of a question; of several that are equally long, the one of the highest rank. */
export interface RankedItem {
  readonly to: number;
  readonly rank: number;
  item(): QuestionItem | null;
}

const leads: readonly CueName[] = ['rel.lead', 'role.lead', 'role.leadership'];

/** A cue word, with the values that the same words are and with what this organisation means by it. */
export function cueItem(
  cue: PhraseMatch<CueName>,
  value: PhraseMatch<ValueCandidate> | undefined,
  { vocabulary }: NameIndex,
  cues: CueTable,
  span: Span,
): CueItem {
  const isPlain = cues.lexicon.plainStates.includes(span.raw.toLowerCase());
  const meant =
    value?.values.filter(
      (one) =>
        one.property !== 'title' &&
        !(isPlain && one.property === 'sourceStatus' && isAsUsual(one, cue, vocabulary)),
    ) ?? [];
  const kinds = cue.values.includes('noun.article') ? vocabulary.pageKinds.get(tokenTexts(span.raw)) : [];
  const own = value?.to === cue.to && meant.length > 0 ? meant : kinds;
  const values = own.length > 0 ? { values: own } : {};
  const roles =
    vocabulary.leadingRoles !== null && leads.some((one) => cue.values.includes(one))
      ? { roles: vocabulary.leadingRoles }
      : {};
  return {
    kind: 'cue',
    ...span,
    cues: new Set(cue.values),
    ...values,
    ...roles,
    ...namesakeOf(cue, vocabulary, span),
    ...milestone(cue, vocabulary, span),
  };
}

/**
 * Whether the tracker means by a plain word what everybody means: where "Active" is what is done with, "active" is that word of the tracker's,
 * and not what is open.
 */
function isAsUsual(
  { values }: ValueCandidate,
  { values: cues }: PhraseMatch<CueName>,
  { statesOf }: NameIndex['vocabulary'],
): boolean {
  const usual = statuses.flatMap(([cue, state]): readonly string[] =>
    cues.includes(cue) ? (state === 'open' ? openTaskStatuses : [state]) : [],
  );
  const own = values.flatMap((value) => [...(statesOf.get(value) ?? [])]);
  return own.length === 0 || own.some((state) => usual.includes(state));
}

function namesakeOf(
  cue: PhraseMatch<CueName>,
  { namesakes }: NameIndex['vocabulary'],
  span: Span,
): Pick<CueItem, 'namesake'> {
  if (!cue.values.includes('noun.team') && !cue.values.includes('noun.task')) return {};
  const [namesake] = namesakes.get(tokenTexts(span.raw));
  return namesake === undefined ? {} : { namesake };
}

/** "Release", "target": whichever of them this organisation has a field for. */
function milestone(
  cue: PhraseMatch<CueName>,
  { fields, milestone: usual }: NameIndex['vocabulary'],
  span: Span,
): Pick<CueItem, 'field'> {
  if (!cue.values.includes('prop.milestone')) return {};
  const named = fields.get(tokenTexts(span.raw)).find((one) => one.label === 'Task');
  if (named !== undefined) return { field: named };
  return usual === null ? {} : { field: { label: 'Task', property: usual } };
}

/** The organisation's own words at a place: nouns for tasks and teams, roles in teams, headings of fields. */
export function learntItems(tokens: readonly Token[], at: number, place: Place): RankedItem[] {
  const { nouns, roles, fields } = place.index.vocabulary;
  const found: RankedItem[] = [];
  const [noun] = nouns.matchesAt(tokens, at);
  if (noun !== undefined) found.push({ to: noun.to, rank: 2.2, item: () => nounItem(noun, tokens, place) });
  const [role] = roles.matchesAt(tokens, at);
  if (role !== undefined) found.push({ to: role.to, rank: 2.1, item: () => roleItem(role, tokens, place) });
  const [field] = fields.matchesAt(tokens, at);
  const [own] = field?.values ?? [];
  if (field !== undefined && own !== undefined)
    found.push({
      to: field.to,
      rank: 1.2,
      item: () => ({
        kind: 'cue',
        ...place.span(field.to),
        cues: new Set<CueName>(['prop.own']),
        field: own,
      }),
    });
  return found;
}

/** Cues of the lexicon for exactly these words. */
function lexiconCues(
  tokens: readonly Token[],
  { from, to }: PhraseMatch<unknown>,
  cues: CueTable,
): readonly CueName[] {
  return cues.phrases.get(tokens.slice(from, to).map((token) => token.text));
}

/** A noun that the lexicon has for something else keeps its meaning, unless there is no such thing in the graph. */
function nounItem(
  noun: PhraseMatch<LearntNoun>,
  tokens: readonly Token[],
  { index, cues, span }: Place,
): CueItem | null {
  const known = lexiconCues(tokens, noun, cues);
  const isFree = (cue: CueName): boolean =>
    cue === 'light' ||
    cue === 'noun.task' ||
    cue === 'noun.team' ||
    (cue === 'noun.project' && (index.recordsByLabel.Project ?? 0) === 0);
  if (!known.every(isFree)) return null;
  // A kind of teams and a kind of tasks of one name: the lexicon's noun decides, else teams, of which there are few.
  const label =
    noun.values.some((one) => one.label === 'Team') && !known.includes('noun.task') ? 'Team' : 'Task';
  const meant = noun.values.filter((one) => one.label === label);
  if (meant.length === 0) return null;
  const values = meant.flatMap((one) => (one.value === null ? [] : [one.value]));
  return {
    kind: 'cue',
    ...span(noun.to),
    cues: new Set<CueName>([label === 'Team' ? 'noun.team' : 'noun.task']),
    ...(values.length > 0 && values.length === meant.length ? { values } : {}),
  };
}

/** A role in a team; whether it is one, or a job title, or what the lexicon has, is settled by what stands around it. */
function roleItem(
  role: PhraseMatch<string>,
  tokens: readonly Token[],
  { cues, value, span }: Place,
): CueItem {
  return {
    kind: 'cue',
    ...span(role.to),
    cues: new Set<CueName>(['role.inTeam', ...lexiconCues(tokens, role, cues)]),
    roles: role.values,
    ...(value?.to === role.to ? { values: value.values } : {}),
  };
}

/** The longest value; a part of a place that is also a common word, or a few letters, is one where it is written like one. */
export function bestValue(
  matches: readonly PhraseMatch<ValueCandidate>[],
  tokens: readonly Token[],
  cues: CueTable,
): PhraseMatch<ValueCandidate> | undefined {
  for (const match of matches) {
    const first = tokens[match.from];
    if (first === undefined) continue;
    const common =
      match.to === match.from + 1 && (stopWords.has(first.text) || cues.phrases.get([first.text]).length > 0);
    const isShort = first.text.length <= 3 && /^\p{Script=Latin}+$/u.test(first.text);
    const written =
      match.to > match.from + 1 || isShort
        ? first.raw === first.raw.toUpperCase()
        : /^\p{Lu}/u.test(first.raw);
    const values =
      (common || (isShort && match.to === match.from + 1)) && !written
        ? match.values.filter((one) => one.isPart !== true)
        : match.values;
    if (values.length > 0) return { ...match, values };
  }
  return undefined;
}
