import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { ValueCandidate } from '../linking/name-index.ts';
import { has } from './frame-words.ts';
import type { DescribedNode } from './hang-conditions.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';
import { valueCondition } from './value-condition.ts';

/**
 * Hangs the kinds that nouns mean: "features" are tasks of that kind. Two kinds are alternatives, as nothing is of both. Beside
 * a noun for one kind, a noun that means them all elsewhere is the kind of that name: "teams and working groups".
 *
 * @returns false where there is no such kind, so that what is meant is open.
 */
export function hangKinds(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly DescribedNode[],
): boolean {
  for (const node of nodes) {
    const spoken = frame.cues.filter(
      ({ item, at }) => isNounOf(item, node.label) && !isBesideName(items, at),
    );
    const given = spoken.map((one) => kindOf(one, node.label));
    const kinds = given.filter((one) => one !== null);
    if (kinds.length === 0) continue;
    const bare = spoken.filter((_, index) => given[index] === null);
    if (bare.some((one) => isListed(one, spoken, items))) {
      const namesakes = bare.map(({ item }) => item.namesake);
      if (namesakes.some((one) => one === undefined)) return false;
      kinds.push(...namesakes.filter((one) => one !== undefined));
    }
    const conditions = [...new Set(kinds)].map(valueCondition);
    const [only] = conditions;
    const alike: Condition | undefined = conditions.length === 1 ? only : { any: conditions };
    if (alike !== undefined) node.conditions.push(alike);
  }
  // Other words that are values as well, such as those for a priority, describe what they stand for.
  for (const { item, at } of frame.cues) {
    const node = nodes.find((one) => one.at === at && !isNounOf(item, one.label));
    const value = item.values?.find((one) => one.label === node?.label && one.property !== 'sourceStatus');
    if (node !== undefined && value !== undefined) node.conditions.push(valueCondition(value));
  }
  return true;
}

function isNounOf(item: CueItem, label: NodeLabel): boolean {
  return (
    (label === 'Task' && has(item, 'noun.task')) ||
    (label === 'Team' && has(item, 'noun.team')) ||
    (label === 'Article' && has(item, 'noun.article') && says(item, 'kindOfPage'))
  );
}

/** The kind that a noun means by itself. */
function kindOf({ item }: Placed<CueItem>, label: NodeLabel): ValueCandidate | null {
  return item.values?.find((one) => one.label === label && one.property !== 'sourceStatus') ?? null;
}

/** Beside the name of one, a noun says what it is called: "the feature Saved Searches". */
function isBesideName(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  return [items[at - 1], items[at + 1]].some(
    (near) => near?.kind === 'entity' && item?.kind === 'cue' && isNounOf(item, near.label),
  );
}

/** Whether a noun is listed with another of its label: "teams and working groups". */
function isListed(
  one: Placed<CueItem>,
  all: readonly Placed<CueItem>[],
  items: readonly QuestionItem[],
): boolean {
  return all.some((other) => {
    const between = items.slice(Math.min(one.at, other.at) + 1, Math.max(one.at, other.at));
    return (
      other !== one &&
      between.length > 0 &&
      between.length < 4 &&
      between.some((item) => has(item, 'logic.and', 'logic.or')) &&
      between.every((item) => has(item, 'logic.and', 'logic.or', 'light'))
    );
  });
}
