import type { NodeLabel } from '../../../graph-schema/index.ts';
import { has } from './frame-words.ts';
import { entityItem } from './go-on.ts';
import type { PreviousQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';
import { notUnderstood } from './unclear-question.ts';

/** Questions that are gone back over for what a pronoun means. */
const mostBack = 3;

/** The one of these kinds that was named last, or that a question was answered with. */
export function spokenOf(
  labels: readonly NodeLabel[],
  previous: PreviousQuestion | null,
): EntityItem | undefined {
  let [question, back] = [previous, 0];
  for (; question != null && back < mostBack; question = question.earlier ?? null, back++) {
    const named = question.items.findLast(
      (item): item is EntityItem => item.kind === 'entity' && labels.includes(item.label),
    );
    if (named !== undefined) return named;
    const [row, another] = question.rows ?? [];
    if (row !== undefined && another === undefined && labels.includes(row.label)) return entityItem(row);
  }
  return undefined;
}

/** The last question that anything was made of: one that was not understood leaves what was spoken of as it was. */
export function lastUnderstood(previous: PreviousQuestion | null): PreviousQuestion | null {
  let last = previous;
  const isNothing = (plan: PreviousQuestion['plan']): boolean => plan === null || plan === notUnderstood;
  while (
    last != null &&
    isNothing(last.plan) &&
    last.earlier != null &&
    !last.items.some((item) => item.kind === 'entity')
  )
    last = last.earlier;
  return last;
}

/** "How many people are in the team?": in the one that was spoken of last. */
export function withTeam(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): readonly QuestionItem[] {
  const at = items.findIndex(
    (item) => has(item, 'noun.team') || (has(item, 'light') && says(item, 'saysTeam')),
  );
  const [before, item, after] = [items[at - 1], items[at], items[at + 1]];
  const isOne = items.filter((one) => has(one, 'noun.team')).length <= 1;
  if (item?.kind !== 'cue' || !isOne || items.some((one) => one.kind === 'entity' && one.label === 'Team'))
    return items;
  const isDefinite = has(item, 'light') || says(before, 'article') || has(before, 'pron.thing');
  // "The team of Ana", "the team that has the most tasks" is another.
  const isEnd =
    after === undefined || after.kind === 'time' || says(after, 'predicate') || has(after, 'logic.withParts');
  const team = isDefinite && isEnd ? spokenOf(['Team'], previous) : undefined;
  if (team === undefined) return items;
  const named = { ...team, ...spanOf(item) };
  if (!has(item, 'noun.team')) return items.with(at, named);
  return [...items.slice(0, at - 1), named, ...items.slice(at + 1)];
}

/** "How many people work there?", 那边有多少人: in the place, or the team, that was spoken of last. */
export function withPlace(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): readonly QuestionItem[] {
  const at = items.findIndex((item) => has(item, 'pron.place'));
  const [before, item] = [items[at - 1], items[at]];
  const isPlace = (one: QuestionItem): boolean =>
    (one.kind === 'entity' && one.label === 'Team') ||
    (one.kind === 'value' && one.candidates.some(({ property }) => property === 'location'));
  let [place, question] = [previous?.items.findLast(isPlace), previous?.earlier];
  for (let back = 1; place === undefined && question != null && back < mostBack; back++) {
    place = question.items.findLast(isPlace);
    question = question.earlier;
  }
  if (item === undefined || place === undefined) return items;
  if (items.some((one) => one.kind === place.kind && isPlace(one))) return items;
  const isBehindVerb =
    has(before, 'prop.location', 'rel.member') ||
    at === items.length - 1 ||
    items.slice(0, at).some((one) => has(one, 'ask.who'));
  if (before !== undefined && !isBehindVerb) return items;
  return items.flatMap((one, index): readonly QuestionItem[] => {
    if (one === before && one.kind === 'cue') {
      // "Work there" is no task.
      const cues = new Set([...one.cues].filter((cue) => cue !== 'noun.task'));
      return [{ ...one, cues: cues.add('rel.member') }];
    }
    return index === at ? [{ ...place, ...spanOf(one) }] : [one];
  });
}
