import type { NodeLabel } from '../../graph-schema/index.ts';
import type { GraphStore, StoredNode } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';

/** Texts of tasks and pages are linked to whom they name; of these two, only the sources' own fields are looked at. */
const searched: readonly NodeLabel[] = ['Employee', 'Team', 'Project', 'Company', 'Task', 'Article'];
const linkedTexts: ReadonlySet<NodeLabel> = new Set(['Task', 'Article']);
/** What people are called themselves; whoever has the same name is not named by it. */
const ownNames: ReadonlySet<string> = new Set(['name', 'aliases', 'email']);
const batch = 500;

/**
 * Fields of records that name somebody, as `KEY (field)`: a deputy of a colleague, watchers of a task. Only sources can change them.
 *
 * @param own ids of nodes that are theirs.
 * @param most how many are told.
 */
export async function fieldsThatName(
  graph: Pick<GraphStore, 'keys' | 'readNodes'>,
  isMention: (text: string) => boolean,
  own: ReadonlySet<string>,
  most: number,
): Promise<string[]> {
  const found: string[] = [];
  for (const label of searched) {
    const ids = (await graph.keys(label)).map(({ id }) => id).filter((id) => !own.has(id));
    for (let at = 0; at < ids.length && found.length < most; at += batch)
      for (const node of await graph.readNodes(ids.slice(at, at + batch), operatorViewer))
        found.push(...fieldsOf(node, isMention));
  }
  return found.slice(0, most);
}

function fieldsOf({ label, key, properties, extra }: StoredNode, isMention: (text: string) => boolean) {
  const own = linkedTexts.has(label)
    ? []
    : Object.entries(properties).filter(([name]) => label !== 'Employee' || !ownNames.has(name));
  return [...own, ...Object.entries(extra)]
    .filter(([, value]) => [value].flat().some((one) => typeof one === 'string' && isMention(one)))
    .map(([name]) => `${key} (${name})`);
}
