import type { Condition } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';
import { valueCondition } from './value-condition.ts';

/** Where one of several of one name is told apart by what stands behind it. */
export interface NamesakeBeside {
  readonly person: EntityItem;
  readonly at: number;
  /** Index of the item that tells them apart. */
  readonly to: number;
  /** What those meet who are meant. */
  readonly where: Condition;
}

/**
 * "Grace Okafor from Pharmacy", "Grace Okafor, the porter": several have the name, and one of them is in that team or place, or has that
 * title. "Is Grace in Pharmacy?" asks whether she is, and tells nobody apart.
 */
export function findNamesakeBeside(items: readonly QuestionItem[]): NamesakeBeside | null {
  for (const [at, person] of items.entries()) {
    if (!isNamesakes(person)) continue;
    let to = at + 1;
    const isJoined = says(items[to], 'inTeam', 'ofTeam', 'of');
    if (isJoined) to++;
    while (says(items[to], 'article')) to++;
    const word = items[to];
    if (word === undefined || word.afterStop || isAsserted(items, at, to)) continue;
    const where = isJoined ? (ofTeam(word) ?? ofPerson(word, 'location')) : ofPerson(word, 'title');
    if (where !== null) return { person, at, to, where: { all: [idCondition({ item: person }), where] } };
  }
  return null;
}

const isNamesakes = (item: QuestionItem): item is EntityItem =>
  item.kind === 'entity' &&
  item.label === 'Employee' &&
  item.possessive !== true &&
  item.candidates.length > 1;

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
