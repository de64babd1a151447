import { labels } from '../../graph-schema/index.ts';
import type { NodeRecord } from '../../src/graph/changes.ts';
import type { Path, PathQuery, QueryResult } from '../../src/graph/graph-query.ts';
import { compareText, type ReferenceView } from './reference-graph.ts';

interface Walk {
  readonly nodes: readonly NodeRecord[];
  readonly steps: Path['steps'];
  readonly ways: number;
}

/** Keeps, length by length, the first of all shortest walks to each node. */
export function interpretPaths(view: ReferenceView, { paths }: PathQuery): QueryResult {
  const starts = view.find(paths.from.label, paths.from.where);
  const begun = new Set(starts);
  const wanted = view.find(paths.to.label, paths.to.where).filter((node) => !begun.has(node));
  const best = new Map<NodeRecord, Walk>(starts.map((node) => [node, { nodes: [node], steps: [], ways: 1 }]));
  let ends = [...best.values()];
  for (let length = 1; length <= paths.maxLength; length++) {
    const longer = new Map<NodeRecord, Walk>();
    const before = new Map<NodeRecord, Map<NodeRecord, number>>();
    for (const walk of ends.flatMap((one) => extend(view, one, paths.via))) {
      const [last, end] = walk.nodes.slice(-2);
      if (last === undefined || end === undefined || best.has(end)) continue;
      const known = longer.get(end);
      if (known === undefined || compareWalks(walk, known) < 0) longer.set(end, walk);
      before.set(end, (before.get(end) ?? new Map()).set(last, walk.ways));
    }
    for (const [end, walk] of longer) {
      const ways = [...(before.get(end)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
      longer.set(end, { ...walk, ways });
    }
    for (const [node, walk] of longer) best.set(node, walk);
    ends = [...longer.values()];
  }
  const found = wanted
    .flatMap((node) => best.get(node) ?? [])
    .sort((one, other) => one.nodes.length - other.nodes.length || compareWalks(one, other));
  return {
    kind: 'paths',
    total: found.length,
    paths: found.slice(0, paths.limit ?? 100).map((walk) => ({
      nodes: walk.nodes.map((node) => view.ref(node)),
      steps: walk.steps,
      ways: walk.ways,
    })),
  };
}

function extend(view: ReferenceView, walk: Walk, via: PathQuery['paths']['via']): Walk[] {
  const end = walk.nodes.at(-1);
  if (end === undefined) return [];
  return view
    .relationshipsOf(end)
    .filter((one) => via === undefined || via.includes(one.type))
    .flatMap((one) => [
      ...(one.from === end.id ? [{ id: one.to, step: { type: one.type, direction: 'out' as const } }] : []),
      ...(one.to === end.id ? [{ id: one.from, step: { type: one.type, direction: 'in' as const } }] : []),
    ])
    .flatMap(({ id, step }) => {
      const node = view.node(id);
      if (node === undefined || !labels[node.label].queryable) return [];
      return [{ nodes: [...walk.nodes, node], steps: [...walk.steps, step], ways: walk.ways }];
    });
}

/** By the ids along them, then by the relationships: by type, `out` before `in`. */
function compareWalks(one: Walk, other: Walk): number {
  const spell = (walk: Walk): string[] => [
    ...walk.nodes.map((node) => node.id),
    ...walk.steps.map((step) => `${step.type} ${step.direction === 'out' ? 0 : 1}`),
  ];
  const [mine, theirs] = [spell(one), spell(other)];
  for (const [index, part] of mine.entries()) {
    const order = compareText(part, theirs[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
