import type { Condition } from '../../graph/graph-query.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { KeyPrefix } from './organisation-vocabulary.ts';

/** Trackers with more kinds of keys are few, and their projects are no words for tasks. */
const mostPrefixes = 40;

/** No relationship is looked at, so that any day will do. */
const anyDay = '2000-01-01';

/**
 * The letters that keys of tasks begin with, `PEP` of `PEP-484`, with how many do: found by jumping in the order of the keys from
 * the first of a prefix behind its last, so that it takes a few short queries however many tasks there are.
 */
export async function readKeyPrefixes(graph: GraphReader, viewer: Viewer): Promise<KeyPrefix[]> {
  const found: KeyPrefix[] = [];
  let after: string | null = null;
  while (found.length < mostPrefixes) {
    const key = await firstKey(graph, viewer, after);
    if (key === null) return found;
    const prefix = /^(\p{L}[\p{L}\p{N}_]*)-\d/u.exec(key)?.[1];
    if (prefix === undefined) {
      // Keys that are mere numbers, or formed in another way, end the search where they begin.
      after = /^\d/.test(key) ? ':' : `${key}\uffff`;
      if (!/^\d/.test(key)) return found;
      continue;
    }
    const result = await graph.query(
      { find: 'Task', where: withPrefix(prefix), return: { kind: 'count' } },
      viewer,
      anyDay,
    );
    if (result.kind === 'count') found.push({ prefix, count: result.total });
    after = `${prefix}.`;
  }
  return found;
}

async function firstKey(graph: GraphReader, viewer: Viewer, after: string | null): Promise<string | null> {
  const where: Condition =
    after === null ? { property: 'key', op: 'exists' } : { property: 'key', op: 'gte', value: after };
  const result = await graph.query(
    {
      find: 'Task',
      where,
      return: { kind: 'list', fields: [{ property: 'key' }], orderBy: [{ by: 'key' }], limit: 1 },
    },
    viewer,
    anyDay,
  );
  return result.kind === 'list' ? ((result.rows[0]?.values.key as string | undefined) ?? null) : null;
}

/** The dot comes right after the hyphen, so that this is every key with the prefix. */
export function withPrefix(prefix: string): Condition {
  return {
    all: [
      { property: 'key', op: 'gte', value: `${prefix}-` },
      { property: 'key', op: 'lt', value: `${prefix}.` },
    ],
  };
}
