import type { NameIndex } from '../linking/name-index.ts';
import { tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import { leadingCues } from './leading-cues.ts';
import type { CueName } from './lexicon.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/** What is said of a team and of little else: who leads it, who is in it. */
const ofTeams: readonly CueName[] = [...leadingCues, 'role.member', 'rel.member', 'role.parentTeam'];

/** Words of a team's name that are said alone: more are a title, fewer are none. */
const mostWords = 3;

/**
 * "Who is in charge of design?": beside a word that is said of teams, words that are a part of a team's name mean that team;
 * where several teams have them in their name, all of those, to be told apart.
 */
export function nameTeams(items: readonly QuestionItem[], index: NameIndex): QuestionItem[] {
  if (items.some((item) => item.kind === 'entity' && (item.label === 'Team' || item.label === 'Task')))
    return [...items];
  return items.map((item, at) =>
    item.kind !== 'cue' && isBesideTeamWord(items, at)
      ? (teamCalled(items, at, index) ?? wholeTeam(items, at, index) ?? teamOf(item, index) ?? item)
      : item,
  );
}

/** "Who is in charge of the drivers?": a team that is called as its people are. */
function teamCalled(items: readonly QuestionItem[], at: number, { names }: NameIndex): EntityItem | null {
  const item = items[at];
  const isTitle = item?.kind === 'value' && item.candidates.every(({ property }) => property === 'title');
  if (!isTitle || !items.slice(0, at).some((before) => has(before, ...leadingCues, 'role.parentTeam')))
    return null;
  const candidates = names.get(tokenTexts(item.raw)).filter(({ label }) => label === 'Team');
  const { possessive } = item;
  const span = { ...spanOf(item), ...(possessive === undefined ? {} : { possessive }) };
  return candidates.length === 1 ? { kind: 'entity', ...span, label: 'Team', candidates } : null;
}

/** "Who runs the lab?": another name of a team, in small letters. */
function wholeTeam(items: readonly QuestionItem[], at: number, { names }: NameIndex): EntityItem | null {
  const item = items[at];
  if (item === undefined || !isOpen(item) || items[at + 1]?.kind === 'words') return null;
  const called = names
    .get(tokenTexts(item.raw))
    .filter(({ label, strength }) => label === 'Team' && strength === 3);
  // One name may be its key as well.
  const candidates = [...new Map(called.map((one) => [one.id, one])).values()];
  const { possessive } = item;
  const span = { ...spanOf(item), ...(possessive === undefined ? {} : { possessive }) };
  return candidates.length === 1 ? { kind: 'entity', ...span, label: 'Team', candidates } : null;
}

function teamOf(item: QuestionItem, { teamWords }: NameIndex): EntityItem | null {
  if (!isOpen(item)) return null;
  const [first, ...rest] = tokenTexts(item.raw);
  if (first === undefined || rest.length >= mostWords) return null;
  const candidates = (teamWords.get(first) ?? []).filter((team) =>
    rest.every((word) => teamWords.get(word)?.some((one) => one.id === team.id) === true),
  );
  if (candidates.length === 0) return null;
  const { possessive } = item;
  const span = { ...spanOf(item), ...(possessive === undefined ? {} : { possessive }) };
  return { kind: 'entity', ...span, label: 'Team', candidates };
}

/** "The Ski Patrol" is Ski Patrol and Rescue: two words or more that one team's name begins with, and no other's. */
export function nameTeamBeginnings(items: readonly QuestionItem[], { teamWords }: NameIndex): QuestionItem[] {
  const named: QuestionItem[] = [];
  for (let at = 0; at < items.length; at++) {
    const [item, next] = [items[at], items[at + 1]];
    if (item === undefined) continue;
    // The second word may be known by itself already, as a team's or a value.
    const span = next !== undefined && isOpen(item) && isPartOfName(next) ? [item, next] : [item];
    const team = isOpen(item) ? teamBegun(span, teamWords) : null;
    named.push(team ?? item);
    if (team !== null && span.length > 1) at++;
  }
  return named;
}

const isPartOfName = (item: QuestionItem): boolean =>
  !item.afterStop &&
  tokenTexts(item.raw).length === 1 &&
  (item.kind === 'value' || (item.kind === 'entity' && item.label === 'Team'));

function teamBegun(span: readonly QuestionItem[], teamWords: NameIndex['teamWords']): EntityItem | null {
  const [item] = span;
  const last = span.at(-1);
  const said = span.flatMap(({ raw }) => tokenTexts(raw));
  const [first] = said;
  if (item === undefined || last === undefined || first === undefined || said.length < 2) return null;
  const teams = (teamWords.get(first) ?? []).filter(({ name }) => {
    const own = tokenTexts(name);
    return own.length > said.length && said.every((word, place) => own[place] === word);
  });
  const candidates = [...new Map(teams.map((one) => [one.id, one])).values()];
  if (candidates.length !== 1) return null;
  const { possessive } = last;
  return {
    kind: 'entity',
    ...spanOf(item),
    to: last.to,
    raw: span.map(({ raw }) => raw).join(' '),
    ...(possessive === undefined ? {} : { possessive }),
    label: 'Team',
    candidates,
  };
}

/** Words that no table has, or that only a page's tag or subject is called. */
function isOpen(item: QuestionItem): boolean {
  if (item.kind === 'words') return item.unknownKey !== true;
  return (
    (item.kind === 'entity' && item.candidates.every((one) => one.label === 'Topic')) ||
    (item.kind === 'value' && item.candidates.every((one) => one.label === 'Article'))
  );
}

/** Whether such a word stands next to it, small words aside. */
function isBesideTeamWord(items: readonly QuestionItem[], at: number): boolean {
  const before = items.slice(0, at).findLast((item) => !isSmall(item));
  const after = items.slice(at + 1).find((item) => !isSmall(item));
  return [before, after].some((item) => has(item, ...ofTeams));
}

/** A light word that is no preposition of a team's: "in" alone says too little. */
function isSmall(item: QuestionItem): boolean {
  return has(item, 'light') && (!has(item, ...ofTeams) || /^\p{L}{1,6}$/u.test(item.raw));
}

/**
 * "Packaging proposals", "how many people are in sales?", "what did the library finish?": the whole name of a team, in small
 * letters, before what teams have, behind "in" or "of", or as who does it. Elsewhere such a word may be any word.
 */
export function nameWholeTeams(items: readonly QuestionItem[], { names }: NameIndex): QuestionItem[] {
  const isTeam = ({ raw }: QuestionItem): boolean =>
    names.get(tokenTexts(raw)).some((one) => one.label === 'Team' && one.strength === 3);
  return items.map((item, at): QuestionItem => {
    // "The vfx people": those of the team, whatever their titles are.
    const isTitle = item.kind === 'value' && item.candidates.every((one) => one.property === 'title');
    const isTeamAllTheSame = has(items[at + 1], 'noun.employee') || isListed(items, at, isTeam);
    if (!isOpen(item) && !(isTitle && isTeamAllTheSame) && !isInTeamCalled(items, at)) return item;
    const teams = names.get(tokenTexts(item.raw)).filter((one) => one.label === 'Team');
    const strongest = Math.max(0, ...teams.map((one) => one.strength));
    const candidates = [
      ...new Map(teams.filter((one) => one.strength === strongest).map((one) => [one.id, one])).values(),
    ];
    if (candidates.length === 0 || !isSaidOfTeam(items, at, isTeam)) return item;
    const { possessive } = item;
    const span = { ...spanOf(item), ...(possessive === undefined ? {} : { possessive }) };
    return { kind: 'entity', ...span, label: 'Team', candidates };
  });
}

/** "Who is in payroll?": behind "in", a word for being employed or leading is what a team is called. */
function isInTeamCalled(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  const before = says(items[at - 1], 'article') ? items[at - 2] : items[at - 1];
  return (
    item?.kind === 'cue' &&
    [...item.cues].every((cue) => isCueOf(cue, 'rel', 'role')) &&
    says(before, 'inTeam') &&
    says(before, 'place')
  );
}

function isSaidOfTeam(
  items: readonly QuestionItem[],
  at: number,
  isTeam: (item: QuestionItem) => boolean,
): boolean {
  const after = items[at + 1];
  if (has(after, 'noun.task', 'noun.employee', 'noun.team')) return true;
  if (after !== undefined && after.kind !== 'cue' && after.kind !== 'time' && !isTeam(after)) return false;
  // "How many porters are on cedar?": a title speaks of people.
  const isTitle = (one: QuestionItem): boolean =>
    one.kind === 'value' && one.candidates.every(({ property }) => property === 'title');
  const asksOfTeams = items.some(
    (one) => has(one, 'noun.employee', 'noun.task', 'ask.who', 'role.member') || isTitle(one),
  );
  const isWithArticle = says(items[at - 1], 'article');
  const before = items[at - (isWithArticle ? 2 : 1)];
  if (says(before, 'inTeam'))
    return asksOfTeams || items.some((one) => has(one, 'ask.yesNo')) || items.some(isState);
  // "Tasks for the library", "tasks in progress for the library"
  const said = items.slice(0, at - (isWithArticle ? 2 : 1)).findLast((item) => !isState(item));
  if (says(before, 'of') && has(said, 'noun.task', 'noun.employee')) return true;
  // "Which squads are there under platform?"
  if (has(before, 'rel.below', 'rel.partOf') && items.slice(0, at).some((one) => has(one, 'noun.team')))
    return true;
  // "The library" is a place or a thing as well, where the question has words that nothing here explains.
  const isAllKnown = items.every((one, other) => other === at || one.kind !== 'words' || isTeam(one));
  if (asksOfTeams && isAllKnown && isListed(items, at, isTeam)) return true;
  // "More people than pastry"
  const isCompared =
    items.some((item) => has(item, 'logic.compare')) &&
    (has(items[at - 1], 'light') || has(after, 'logic.or'));
  if (asksOfTeams && isAllKnown && isCompared) return true;
  // "In both security and platform", "in both the help desk and the library"
  if (asksOfTeams && isAllKnown && has(before, 'logic.both', 'logic.and'))
    return items.slice(0, at).some((item) => has(item, 'logic.both'));
  // "Who of security", "the people of the library".
  const isOfPeople = says(before, 'of') && (isWithArticle || has(items[at - 2], 'ask.who', 'noun.employee'));
  return asksOfTeams && isAllKnown && (has(before, 'ask.yesNo') || isOfPeople);
}

/** "Finance, HR and fleet": several teams that are listed one after the other, and nothing behind them. */
function isListed(
  items: readonly QuestionItem[],
  at: number,
  isTeam: (item: QuestionItem) => boolean,
): boolean {
  const rest = items.slice(at + 1).filter((item) => !has(item, 'light'));
  const before = items[has(items[at - 1], 'logic.and') ? at - 2 : at - 1];
  return rest.every(isTeam) && (rest.length > 0 || (before !== undefined && isTeam(before)));
}

const isState = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => isCueOf(cue, 'status'));
