import type { ReadingRule } from '../../connectors/connector.ts';
import type { Fingerprints, NodeRecord } from '../graph/changes.ts';
import type { GraphStore, StoredNode } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { fingerprintOf } from './fingerprint.ts';
import { passagePrefix } from './node-ids.ts';
import type { NodeUnit } from './plan-changes.ts';
import { buildAcl, normalizeRule } from './reading-rules.ts';

/** A rule that nobody meets: no reader is called so. */
const nobody: ReadingRule = [['nobody']];

/**
 * Puts what the graph has of records that were set aside under who may see them now, so that nobody keeps a right that was
 * taken while a record was malformed. What is under that rule already stays untouched.
 *
 * @param rules by the id of a task or an article; null where it could not be read who may see it: then nobody may.
 * @returns a unit a record, and the rules that they are under.
 */
export async function ruleSetAside(
  graph: Pick<GraphStore, 'readNodes'>,
  rules: ReadonlyMap<string, ReadingRule | null>,
  stored: Fingerprints,
): Promise<{ readonly units: readonly NodeUnit[]; readonly acls: ReadonlyMap<string, NodeRecord> }> {
  const acls = new Map<string, NodeRecord>();
  const ruled = new Map<string, Map<string, readonly string[]>>();
  const passages = groupPassages(stored, rules);
  for (const [id, rule] of rules) {
    if (!stored.nodes.has(id)) continue;
    const acl = buildAcl(rule === null ? nobody : normalizeRule(rule));
    acls.set(acl.id, acl);
    const records = ruled.get(acl.id) ?? new Map<string, readonly string[]>();
    ruled.set(acl.id, records.set(id, [id, ...(passages.get(id) ?? [])]));
  }
  const units: NodeUnit[] = [];
  for (const [acl, records] of ruled) {
    const ids = [...records.values()].flat();
    // Whoever meets this rule alone can read what is under it already.
    const already = new Set(
      (await graph.readNodes(ids, { ...operatorViewer, acls: new Set([acl]) })).map(({ id }) => id),
    );
    for (const parts of records.values()) {
      const others = parts.filter((id) => !already.has(id));
      const nodes = await graph.readNodes(others, operatorViewer);
      if (nodes.length > 0) units.push({ upserts: nodes.map((node) => underRule(node, acl)), deletes: [] });
    }
  }
  return { units, acls };
}

/** Its fingerprint is none that a record gives, so that it is written anew as soon as it is well-formed. */
function underRule(
  { sourceUrl, updatedAt, extra, properties, ...node }: StoredNode,
  acl: string,
): NodeRecord {
  const record = {
    ...node,
    ...(sourceUrl !== null && { sourceUrl }),
    ...(updatedAt !== null && { updatedAt }),
    ...(Object.keys(extra).length > 0 && { extra }),
    acl,
    properties,
  };
  return { ...record, fingerprint: `aside.${fingerprintOf(record)}` };
}

/** Stored passages of these articles. */
function groupPassages(stored: Fingerprints, rules: ReadonlyMap<string, unknown>): Map<string, string[]> {
  const articleOf = new Map([...rules.keys()].map((id) => [passagePrefix(id), id]));
  const groups = new Map<string, string[]>();
  for (const [id, { label }] of stored.nodes) {
    if (label !== 'Passage') continue;
    const article = articleOf.get(id.slice(0, id.lastIndexOf('#') + 1));
    if (article !== undefined) groups.set(article, [...(groups.get(article) ?? []), id]);
  }
  return groups;
}
