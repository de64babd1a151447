import type { Fingerprints } from '../graph/changes.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { fewest } from './fewest-losses.ts';
import { articleOfPassage } from './node-ids.ts';
import type { Loss } from './plan-losses.ts';
import type { ComparedRead, PlannedSource } from './plan-sync.ts';
import { openAclId } from './reading-rules.ts';

/** Records are read so many at a time. */
const batch = 1_000;
/** Fewer pages than these with fewer passages are ordinary, however many those were. */
const fewestPages = 5;

/**
 * What records that stay would lose by a plan: pages their text or passages, tasks their description, tasks and pages that not everyone may read, people that
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
    await lostDescriptions(graph, planned, { stored, moved }, share),
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

/** Of what a tracker has no description of, most never had one, so that it is the graph that knows who could lose one. */
async function lostDescriptions(
  graph: Pick<GraphStore, 'readNodes'>,
  { nodes }: PlannedSource,
  { stored, moved }: Pick<ComparedRead, 'stored' | 'moved'>,
  share: number,
): Promise<Loss> {
  const former = new Map(moved.map(({ from, to }) => [to, from]));
  const bare = (nodes?.units ?? []).flatMap(({ upserts }) =>
    upserts.filter(
      ({ id, label, properties }) =>
        label === 'Task' && stored.nodes.has(id) && isBlank(properties.description),
    ),
  );
  const gone = await described(
    graph,
    bare.map(({ id }) => former.get(id) ?? id),
  );
  // Fewer stop nothing, and whoever asks for all of them needs no number beside them.
  if (gone.length < fewest || share === 0) return { what: 'descriptions', before: gone.length, gone };
  const going = new Set(nodes?.deletes);
  const all = [...stored.nodes].flatMap(([id, { label }]) =>
    label === 'Task' && !going.has(id) ? [former.get(id) ?? id] : [],
  );
  return { what: 'descriptions', before: (await described(graph, all)).length, gone };
}

/** Those of some tasks that have a description. */
async function described(
  graph: Pick<GraphStore, 'readNodes'>,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = 0; at < ids.length; at += batch)
    for (const { id, properties } of await graph.readNodes(ids.slice(at, at + batch), operatorViewer))
      if (!isBlank(properties.description)) found.push(id);
  return found;
}

function isBlank(text: unknown): boolean {
  return typeof text !== 'string' || text.trim() === '';
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
