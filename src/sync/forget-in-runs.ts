import type { NodeRecord } from '../graph/changes.ts';
import type { GraphStore, StoredNode } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { sealNode } from './graph-records.ts';

/** What stands in place of a sentence that told of somebody who was erased. */
const erased = '(erased)';

/**
 * Takes out of the records of runs what they tell of somebody: problems, movements, what a stopped plan would remove. Totals stay.
 *
 * @returns how many runs told of them.
 */
export async function forgetInRuns(
  graph: Pick<GraphStore, 'keys' | 'readNodes' | 'apply'>,
  isMention: (text: string) => boolean,
  changedAt: string,
): Promise<number> {
  const keys = [...(await graph.keys('SyncRun')), ...(await graph.keys('Source'))];
  const nodes = await graph.readNodes(
    keys.map(({ id }) => id),
    operatorViewer,
  );
  const changed = nodes.flatMap((node) => forgetIn(node, isMention) ?? []);
  if (changed.length > 0) await graph.apply({ changedAt, upsertNodes: changed });
  return changed.length;
}

/** Null where it tells nothing of them. */
function forgetIn(
  { id, label, source, key, properties }: StoredNode,
  isMention: (text: string) => boolean,
): NodeRecord | null {
  const { summary, failure } = properties;
  const more: Record<string, string> = {};
  if (typeof summary === 'string' && isMention(summary))
    more.summary = JSON.stringify(without(JSON.parse(summary), isMention));
  if (typeof failure === 'string' && isMention(failure)) more.failure = erased;
  return Object.keys(more).length === 0
    ? null
    : sealNode({
        id,
        label,
        source,
        key,
        properties: { ...properties, ...more } as NodeRecord['properties'],
      });
}

function without(value: unknown, isMention: (text: string) => boolean): unknown {
  if (typeof value === 'string') return isMention(value) ? erased : value;
  if (Array.isArray(value))
    return value.filter((one) => !isMention(JSON.stringify(one))).map((one) => without(one, isMention));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, without(one, isMention)]));
}
