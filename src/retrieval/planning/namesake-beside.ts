import type { Condition } from '../../graph/graph-query.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';
import { valueCondition } from './value-condition.ts';

/**
 * "Grace Okafor from Pharmacy", "Grace Okafor, the porter": of several of one name, the one in that team or place, or with that title.
 * Where that leaves none or several, the answer tells so.
 */
export function readNamesakeBeside(items: readonly QuestionItem[]): readonly QuestionItem[] {
  const read: QuestionItem[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    const beside = isNamesakes(item) ? besideAt(items, at) : null;
    read.push(beside?.item ?? item);
    at = beside?.at ?? at;
  }
  return read;
}

const isNamesakes = (item: QuestionItem): item is EntityItem =>
  item.kind === 'entity' &&
  item.label === 'Employee' &&
  item.described === undefined &&
  item.possessive !== true &&
  item.candidates.length > 1;

function besideAt(items: readonly QuestionItem[], at: number): { item: EntityItem; at: number } | null {
  const person = items[at];
  if (person === undefined || !isNamesakes(person)) return null;
  let next = at + 1;
  const isJoined = says(items[next], 'inTeam', 'ofTeam', 'of');
  if (isJoined) next++;
  while (says(items[next], 'article')) next++;
  const word = items[next];
  if (word === undefined || word.afterStop) return null;
  const where = isJoined ? conditionOf(word) : titleOf(word);
  if (where === null) return null;
  const names = word.kind === 'entity' ? [word] : [];
  return {
    item: {
      kind: 'entity',
      from: person.from,
      to: word.to,
      raw: `${person.raw} ${items
        .slice(at + 1, next + 1)
        .map(({ raw }) => raw)
        .join(' ')}`,
      afterStop: person.afterStop,
      ...(word.possessive === true ? { possessive: true } : {}),
      label: 'Employee',
      candidates: [],
      described: { where: { all: [idCondition({ item: person }), where] }, names },
    },
    at: next,
  };
}

function conditionOf(word: QuestionItem): Condition | null {
  if (word.kind === 'entity' && word.label === 'Team')
    return {
      related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' },
      where: idCondition({ item: word }),
    };
  return ofPerson(word, 'location');
}

const titleOf = (word: QuestionItem): Condition | null => ofPerson(word, 'title');

function ofPerson(word: QuestionItem, property: string): Condition | null {
  if (word.kind !== 'value') return null;
  const candidate = word.candidates.find((one) => one.label === 'Employee' && one.property === property);
  return candidate === undefined ? null : valueCondition(candidate);
}
