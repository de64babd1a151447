import type { Field } from '../../graph/graph-query.ts';
import { namePropertyOf } from '../../graph/label-properties.ts';
import { type Likeness, likenessOf } from './likeness.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { idCondition } from './senses.ts';

/** "Do Ana and Ben have the same manager?", "is PLAT-7 in the same project as PLAT-9?": what each of the two has of it. */
export function planSame(frame: Frame): Built {
  const [first, second, third] = frame.entities;
  const same = frame.cues.find(({ item }) => item.cues.has('logic.same'));
  if (same === undefined || first === undefined || second === undefined || third !== undefined) return null;
  const { label } = first.item;
  if (second.item.label !== label || frame.ask !== 'exists') return null;
  if ([first, second].some(({ item }) => item.candidates.length === 0)) return null;
  if (frame.values.length + frame.times.length + frame.topics.length > 0) return null;
  const found = frame.cues.flatMap(({ item, at }) => {
    const likeness = likenessOf(item, label);
    return likeness === null ? [] : [{ likeness, far: Math.abs(at - same.at) + (at < same.at ? 0.5 : 0) }];
  });
  // What stands nearest behind the word: "start in the same year".
  const [nearest] = found.sort((one, other) => one.far - other.far);
  if (nearest === undefined) return null;
  const { likeness } = nearest;
  return {
    kind: 'query',
    query: {
      find: label,
      where: { any: [idCondition(first), idCondition(second)] },
      return: { kind: 'list', fields: [{ property: 'key' }, fieldOf(likeness)], limit: 2 },
    },
    shape: { kind: 'same', likeness, first: first.item.candidates[0]?.id ?? '' },
  };
}

function fieldOf(likeness: Likeness): Field {
  return likeness.kind === 'property'
    ? { property: likeness.property }
    : { related: likeness.step, property: namePropertyOf(likeness.step.label) ?? 'name', as: likeness.name };
}
