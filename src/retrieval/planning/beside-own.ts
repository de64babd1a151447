import type { Condition } from '../../graph/graph-query.ts';
import { reportingLine } from './people-lines.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { idCondition } from './senses.ts';

/** "Grace and her manager", "Kwame … than his manager": one person named twice, the second time for who stands so to them. */
export function isNamedTwice(one: Placed<EntityItem>, other: Placed<EntityItem> | undefined): boolean {
  if (other === undefined || one.item.described !== undefined || other.item.described !== undefined)
    return false;
  const ids = ({ item }: Placed<EntityItem>): string => item.candidates.map(({ id }) => id).join();
  return ids(one) !== '' && ids(one) === ids(other);
}

/** Whoever is named, and who stands in a line to them; null where the words tell no line. */
export function withOwn(
  one: Placed<EntityItem>,
  other: Placed<EntityItem>,
  frame: Frame,
): readonly [Condition, Condition] | null {
  const line = reportingLine(other, frame, idCondition(other));
  return line === null ? null : [idCondition(one), line];
}
