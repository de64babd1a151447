import { createHash } from 'node:crypto';
import type { Viewer } from '../../graph/viewer.ts';
import type { SourceFreshness } from '../answer.ts';
import type { AnswerContext } from '../composing/answer-context.ts';

/**
 * A digest of what an answer could be made from: what its viewer may read, whether others read along, and the state of the
 * sources. Another one means that something of it may not be told, or no longer, so that no words of it may be kept on.
 */
export function readingDigest(
  { viewer, isShared = false }: Pick<AnswerContext, 'viewer' | 'isShared'>,
  asOf: readonly SourceFreshness[],
): string {
  const read = JSON.stringify([sorted(viewer), isShared, asOf]);
  return createHash('sha256').update(read).digest('base64url');
}

/** The same rights are the same data, in whatever order they were put together. */
function sorted({ acls, hidden = {}, ofSome = {}, hiddenTypes = new Set() }: Viewer): unknown {
  return [
    acls === 'all' ? acls : [...acls].sort(),
    entries(hidden, (names) => [...names].sort()),
    entries(ofSome, (fields) =>
      [...fields].map(([name, ids]): [string, string[]] => [name, [...ids].sort()]).sort(byName),
    ),
    [...hiddenTypes].sort(),
  ];
}

function entries<Value, Told>(
  record: Readonly<Record<string, Value>>,
  tell: (value: Value) => Told,
): [string, Told][] {
  return Object.entries(record)
    .map(([name, value]): [string, Told] => [name, tell(value)])
    .sort(byName);
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
