import type { Condition } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';
import { valueCondition } from './value-condition.ts';

/** Where one of several of one name is told apart by what stands beside it. */
export interface NamesakeBeside {
  readonly person: EntityItem;
  /** Indexes of the first and the last item of the name and of what tells them apart. */
  readonly at: number;
  readonly to: number;
  /** What those meet who are meant. */
  readonly where: Condition;
}

/**
 * "Grace Okafor from Pharmacy", "Grace Okafor, the porter", 药房的那位张伟: several have the name, and one of them is in that team or place,
 * or has that title. "Is Grace in Pharmacy?" asks whether she is, and tells nobody apart.
 */
export function findNamesakeBeside(items: readonly QuestionItem[]): NamesakeBeside | null {
  for (const [at, person] of items.entries()) {
    const before = describedBefore(items, person, at) ?? tellsBefore(items, person, at);
    if (before !== null) return before;
    if (!isPerson(person) || person.possessive === true) continue;
    let to = at + 1;
    const isJoined = says(items[to], 'inTeam', 'ofTeam', 'of');
    if (isJoined) to++;
    const isArticleSaid = says(items[to], 'article');
    while (says(items[to], 'article')) to++;
    const word = items[to];
    if (word === undefined || word.afterStop || isAsserted(items, at, to)) continue;
    // Of one who is alone in having the name, what they are called says nothing more.
    const isApposed = isArticleSaid && !isJoined && !says(items[at - 1], 'copula');
    if (person.candidates.length < 2 && !isApposed) continue;
    const where = isJoined ? (ofTeam(word) ?? ofPerson(word, 'location')) : ofPerson(word, 'title');
    if (where !== null) return { person, at, to, where: { all: [idCondition({ item: person }), where] } };
  }
  return findTitleBefore(items);
}

/** "The porter Grace Okafor": one of that name who is called so; "is the porter Grace Okafor?" asks whether she is. */
function findTitleBefore(items: readonly QuestionItem[]): NamesakeBeside | null {
  for (const [at, person] of items.entries()) {
    const [article, title] = [items[at - 2], items[at - 1]];
    if (person.kind !== 'entity' || person.label !== 'Employee' || person.afterStop) continue;
    if (title === undefined || !says(article, 'article') || has(items[at - 3], 'ask.yesNo')) continue;
    const where = ofPerson(title, 'title');
    if (where !== null)
      return { person, at: at - 1, to: at, where: { all: [idCondition({ item: person }), where] } };
  }
  return null;
}

const isPerson = (item: QuestionItem): item is EntityItem =>
  item.kind === 'entity' && item.label === 'Employee';

const isNamesakes = (item: QuestionItem): item is EntityItem =>
  isPerson(item) && item.described === undefined && item.candidates.length > 1;

/** 调度室的王磊, Cold Fork 上班的那位王磊: what describes somebody stands before the name, joined to it by 的. */
function describedBefore(
  items: readonly QuestionItem[],
  person: QuestionItem,
  at: number,
): NamesakeBeside | null {
  if (!isNamesakes(person)) return null;
  let joint = at - 1;
  while (has(items[joint], 'light') && !says(items[joint], 'attributive')) joint--;
  if (!says(items[joint], 'attributive') || !has(items[joint], 'light')) return null;
  let word = joint - 1;
  while (has(items[word], 'prop.location', 'rel.employed') && !has(items[word], 'prop.title')) word--;
  const described = items[word];
  if (described === undefined) return null;
  const where = ofTeam(described) ?? ofPerson(described, 'location') ?? ofPerson(described, 'title');
  const from = has(items[word - 1], 'rel.member') && has(items[word - 1], 'light') ? word - 1 : word;
  return where === null
    ? null
    : { person, at: from, to: at, where: { all: [idCondition({ item: person }), where] } };
}

/** 药房的那位张伟, 客服部张伟: what tells them apart owns the name, or stands right before it where words are not parted by spaces. */
function tellsBefore(
  items: readonly QuestionItem[],
  person: QuestionItem,
  at: number,
): NamesakeBeside | null {
  if (!isNamesakes(person)) return null;
  let from = at - 1;
  while (from > 0 && isPointing(items[from])) from--;
  const isOwner = says(items[from], 'own');
  if (isOwner) from--;
  const word = items[from];
  if (word === undefined || items[at]?.afterStop === true) return null;
  if (!isOwner && !(from === at - 1 && /\p{Script=Han}$/u.test(word.raw))) return null;
  const where = ofTeam(word) ?? ofPerson(word, 'location') ?? ofPerson(word, 'title');
  return where === null
    ? null
    : { person, at: from, to: at, where: { all: [idCondition({ item: person }), where] } };
}

/** 那个, 那位同事. */
const isPointing = (item: QuestionItem | undefined): boolean =>
  has(item, 'pron.thing', 'pron.ones', 'noun.employee') || says(item, 'andWhat');

/** The verb before the name, and nothing behind what is said of it. */
const isAsserted = (items: readonly QuestionItem[], at: number, to: number): boolean =>
  has(items[at - 1], 'ask.yesNo') && items.slice(to + 1).every((item) => has(item, 'light'));

const ofTeam = (word: QuestionItem): Condition | null =>
  word.kind === 'entity' && word.label === 'Team'
    ? {
        related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' },
        where: idCondition({ item: word }),
      }
    : null;

function ofPerson(word: QuestionItem, property: string): Condition | null {
  if (word.kind !== 'value') return null;
  const candidate = word.candidates.find((one) => one.label === 'Employee' && one.property === property);
  return candidate === undefined ? null : valueCondition(candidate);
}
