import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, GroupKey } from '../../graph/graph-query.ts';
import { connectParts } from './connect-parts.ts';
import { has } from './frame-words.ts';
import { keyNouns, keyProperty } from './group-keys.ts';
import type { Built, TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { allOf } from './senses.ts';
import { stepsBetween } from './steps-between.ts';

/** A key as it is said, before it is known of what the groups are. */
interface SpokenKey {
  readonly at: number;
  readonly label?: NodeLabel;
  readonly property?: { readonly of: NodeLabel; readonly name: string };
}

/**
 * "Tasks by team and status", "how many people per team and office", "how many people does each office have?": what is
 * counted is said by the rest of the question, read without its keys.
 *
 * @param fewest how many keys there must be.
 */
export function planKeys(
  { today, company }: TaggedQuestion,
  items: readonly QuestionItem[],
  among: { readonly label: NodeLabel; readonly where: Condition | undefined } | null,
  fewest: 1 | 2,
): Built {
  const { keys, rest } = readKeys(items);
  const frame = readFrame(rest);
  // "How many open and done tasks does each team have?" asks for figures by state as well.
  const [key] = keys;
  if (keys.length === 1 && frame.statuses.length > 1 && key?.property?.name !== 'status')
    keys.push({ at: items.length, property: { of: 'Task', name: 'status' } });
  if (keys.length < fewest || keys.length > 2) return null;
  const spoken = frame.variables.find((one) => one.target)?.label;
  const counted =
    among?.label ??
    spoken ??
    (frame.statuses.length > 0 ? 'Task' : keys.find((key) => key.property !== undefined)?.property?.of);
  if (counted === undefined) return null;
  const by = keys.map((key) => groupKey(key, counted));
  const connected = connectParts(frame, rest, counted, today, company);
  if (connected === null || by.includes(null)) return null;
  const where = allOf([among?.where, connected.where].filter((one) => one !== undefined));
  return {
    kind: 'query',
    query: {
      find: counted,
      ...(where === undefined ? {} : { where }),
      return: {
        kind: 'groups',
        by: by.filter((one) => one !== null),
        measures: [{ measure: 'count', as: 'count' }],
      },
    },
    shape: { kind: 'groups', ranked: false },
  };
}

/** The keys behind "by", "per", "for each", and the question without them. */
function readKeys(items: readonly QuestionItem[]): { keys: SpokenKey[]; rest: QuestionItem[] } {
  const keys: SpokenKey[] = [];
  const taken = new Set<number>();
  for (const [by, item] of items.entries()) {
    if (!has(item, 'group.by', 'group.each') || taken.has(by)) continue;
    let at = by + 1;
    const passed = [by];
    for (; at < items.length; at++) {
      const key = keyAt(items[at], at);
      if (key !== null) {
        // "Per location, all sites" says the same twice.
        if (!keys.some((one) => isSameKey(one, key))) keys.push(key);
        for (const one of [...passed, at]) taken.add(one);
        passed.length = 0;
      } else if (has(items[at], 'logic.and', 'group.by', 'group.each') || has(items[at], 'light')) {
        passed.push(at);
      } else {
        break;
      }
    }
  }
  return { keys, rest: items.filter((_, at) => !taken.has(at)) };
}

const isSameKey = (one: SpokenKey, other: SpokenKey): boolean =>
  one.label === other.label &&
  one.property?.of === other.property?.of &&
  one.property?.name === other.property?.name;

function keyAt(item: QuestionItem | undefined, at: number): SpokenKey | null {
  const property = keyProperty(item);
  if (property !== null) return { at, property };
  const noun = keyNouns.find(([cue]) => has(item, cue));
  return noun === undefined ? null : { at, label: noun[1] };
}

function groupKey({ label, property }: SpokenKey, counted: NodeLabel): GroupKey | null {
  if (property !== undefined)
    return property.of === counted
      ? { property: property.name, as: property.name.replace('extra.', '') }
      : null;
  const step = label === undefined ? null : stepsBetween(counted, label);
  return step === null || label === undefined ? null : { related: step, as: label.toLowerCase() };
}
