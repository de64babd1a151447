import type { Fingerprints } from '../graph/changes.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { articleOfPassage } from './node-ids.ts';
import type { Loss } from './plan-losses.ts';
import type { ComparedRead, PlannedSource } from './plan-sync.ts';
import { openAclId } from './reading-rules.ts';

/** Fewer pages than these with fewer passages are ordinary, however many those were. */
const fewestPages = 5;

/**
 * What records that stay would lose by a plan: pages their text or passages, tasks and pages that not everyone may read, people that
 * they have no last day.
 *
 * @param share of those that could, from 0 to 1, up to which nobody wants to know which they are: the graph is not asked then.
 */
export async function lostContent(
  graph: Pick<GraphStore, 'readNodes'>,
  planned: PlannedSource,
  { stored, moved }: Pick<ComparedRead, 'stored' | 'moved'>,
  share: number,
): Promise<readonly Loss[]> {
  return [
    ...lostText(planned, stored),
    await opened(graph, planned, { stored, moved }, share),
    await lastDays(graph, planned, stored, share),
  ];
}

function lostText({ nodes }: PlannedSource, stored: Fingerprints): readonly [Loss, Loss] {
  const gone = new Set(nodes?.deletes);
  const before = new Map<string, number>();
  for (const [id, { label }] of stored.nodes) {
    const page = label === 'Passage' ? articleOfPassage(id) : null;
    if (page !== null && !gone.has(page)) before.set(page, (before.get(page) ?? 0) + 1);
  }
  const emptied: string[] = [];
  const passages: string[] = [];
  const pages = new Set<string>();
  for (const { upserts, deletes } of nodes?.units ?? []) {
    const [first] = deletes;
    if (first === undefined) continue;
    const added = upserts.filter(({ id, label }) => label === 'Passage' && !stored.nodes.has(id)).length;
    const page = articleOfPassage(first);
    if (deletes.length <= added) continue;
    pages.add(page);
    passages.push(...deletes.slice(added));
    if (deletes.length === before.get(page) && added === 0) emptied.push(page);
  }
  const all = [...before.values()].reduce((sum, count) => sum + count, 0);
  return [
    { what: 'text', before: before.size, gone: emptied },
    { what: 'passages', before: all, gone: pages.size < fewestPages ? [] : passages },
  ];
}

async function opened(
  graph: Pick<GraphStore, 'readNodes'>,
  { nodes }: PlannedSource,
  { stored, moved }: Pick<ComparedRead, 'stored' | 'moved'>,
  share: number,
): Promise<Loss> {
  const isRecord = (label: string | undefined): boolean => label === 'Task' || label === 'Article';
  const before = [...stored.nodes.values()].filter(({ label }) => isRecord(label)).length;
  const former = new Map(moved.map(({ from, to }) => [to, from]));
  const open = (nodes?.units ?? []).flatMap(({ upserts }) =>
    upserts.filter(({ id, label, acl }) => isRecord(label) && acl === openAclId && stored.nodes.has(id)),
  );
  if (open.length <= before * share) return { what: 'readers', before, gone: [] };
  const ids = open.map(({ id }) => former.get(id) ?? id);
  // Whoever meets this rule alone can read what is under it already.
  const already = await graph.readNodes(ids, { ...operatorViewer, acls: new Set([openAclId]) });
  const isOpen = new Set(already.map(({ id }) => id));
  return { what: 'readers', before, gone: ids.filter((id) => !isOpen.has(id)) };
}

async function lastDays(
  graph: Pick<GraphStore, 'readNodes'>,
  { nodes }: PlannedSource,
  stored: Fingerprints,
  share: number,
): Promise<Loss> {
  const before = [...stored.nodes.values()].filter(({ label }) => label === 'Employee').length;
  const dated = (nodes?.units ?? []).flatMap(({ upserts }) =>
    upserts.filter(
      ({ id, label, properties }) =>
        label === 'Employee' && typeof properties.endDate === 'string' && stored.nodes.has(id),
    ),
  );
  if (dated.length <= before * share) return { what: 'last day', before, gone: [] };
  const people = await graph.readNodes(
    dated.map(({ id }) => id),
    operatorViewer,
  );
  const had = people.filter(({ properties: { endDate } }) => typeof endDate !== 'string');
  return { what: 'last day', before, gone: had.map(({ id }) => id) };
}
