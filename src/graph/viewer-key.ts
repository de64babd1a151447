import type { Viewer } from './viewer.ts';

/** The same text for the same rights, in whatever order they were put together, and another one for any other. */
export function viewerKey({ acls, hidden = {}, ofSome = {}, hiddenTypes = new Set() }: Viewer): string {
  return JSON.stringify([
    acls === 'all' ? acls : [...acls].sort(),
    entries(hidden, (names) => [...names].sort()),
    entries(ofSome, (fields) =>
      [...fields].map(([name, ids]): [string, string[]] => [name, [...ids].sort()]).sort(byName),
    ),
    [...hiddenTypes].sort(),
  ]);
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
