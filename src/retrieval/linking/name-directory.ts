import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { GraphReader, NameRecord } from '../../graph/graph-store.ts';
import { isHidden } from '../../graph/label-properties.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { readKeyPrefixes } from './key-prefixes.ts';
import { buildNameIndex, type NameIndex, type NameIndexOptions } from './name-index.ts';
import { readTrackerStates } from './own-states.ts';

const namedLabels = ['Employee', 'Team', 'Company', 'Project', 'Topic'] as const;

/** The name index of the graph as it is now, made anew only when a sync has changed something. */
export interface NameDirectory {
  current(viewer: Viewer): Promise<NameIndex>;
}

export function createNameDirectory(graph: GraphReader, options: NameIndexOptions): NameDirectory {
  let revision = -1;
  const byRights = new Map<string, Promise<NameIndex>>();
  return {
    async current(viewer) {
      const now = await graph.revision();
      if (now !== revision) {
        revision = now;
        byRights.clear();
      }
      // Names of projects and values of tasks are not everybody's, so that an index is shared by those of the same rights only.
      const rights = rightsKey(viewer);
      const known = byRights.get(rights);
      if (known !== undefined) return await known;
      if (byRights.size > 100) byRights.clear();
      const made = build(graph, viewer, options);
      byRights.set(rights, made);
      return await made;
    },
  };
}

/** Names are read as if what is hidden of some nodes were hidden of all, so that whose they are makes no difference here. */
function rightsKey({ acls, hidden = {}, ofSome = {}, hiddenTypes = new Set() }: Viewer): string {
  const readable = acls === 'all' ? 'all' : [...acls].sort().join(' ');
  const withheld = [
    ...Object.entries(hidden).map(([label, names]) => `${label} ${[...names].sort().join(' ')}`),
    ...Object.entries(ofSome).map(
      ([label, names]) => `of some ${label} ${[...names.keys()].sort().join(' ')}`,
    ),
  ];
  return [readable, ...withheld.sort(), [...hiddenTypes].sort().join(' ')].join('\n');
}

async function build(graph: GraphReader, viewer: Viewer, options: NameIndexOptions): Promise<NameIndex> {
  const records = await Promise.all(namedLabels.map((label) => graph.names(label, viewer)));
  const values = await graph.distinctValues(viewer);
  const [roles, prefixes] = [await graph.relationshipRoles(viewer), await readKeyPrefixes(graph, viewer)];
  const states = await readTrackerStates(graph, viewer, values);
  const learnt = { ...options, roles, prefixes, ...states };
  return buildNameIndex(readableNames(records.flat(), viewer), values, learnt);
}

/** What tells namesakes apart, by label: the property that `NameRecord.detail` comes from. */
const details: Readonly<Partial<Record<NodeLabel, string>>> = { Employee: 'title', Team: 'kind' };

/** Names without what the viewer may not read: whoever could find somebody by a hidden address would have read it. */
function readableNames(records: readonly NameRecord[], viewer: Viewer): readonly NameRecord[] {
  if (viewer.hidden === undefined && viewer.ofSome === undefined) return records;
  return records.map((record) => {
    const hides = (property: string | undefined): boolean =>
      property !== undefined && isHidden(viewer, record.label, property);
    return {
      ...record,
      aliases: hides('aliases') ? [] : record.aliases,
      email: hides('email') ? null : record.email,
      detail: hides(details[record.label]) ? null : record.detail,
    };
  });
}
