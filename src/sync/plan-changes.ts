import { relationships } from '../../graph-schema/index.ts';
import { bookkeeping } from '../graph/bookkeeping.ts';
import type { Fingerprints, NodeRecord, RelationshipRecord } from '../graph/changes.ts';
import { buildPassages, passageLinkId } from './build-passages.ts';
import { digestOf } from './fingerprint.ts';
import { createFormerOf } from './former-relationships.ts';
import { dateRelationship, readRelationshipId, type StatedRelationship } from './graph-records.ts';
import { passageId, passagePrefix } from './node-ids.ts';
import { isStatedByOne } from './stated-by.ts';
import type { ChangeTally } from './sync-report.ts';
import type { TransformedSource } from './transform-records.ts';

/** Nodes that must change in one transaction: an article and its passages, or one node alone. */
export interface NodeUnit {
  readonly upserts: readonly NodeRecord[];
  readonly deletes: readonly string[];
}

export interface NodePlan {
  readonly units: readonly NodeUnit[];
  /** Nodes that the source no longer holds. */
  readonly deletes: readonly string[];
  /** Relationships of the passages that were cut anew. */
  readonly stated: readonly StatedRelationship[];
  /** Ids of stored relationships of passages that stay as they are. */
  readonly kept: ReadonlySet<string>;
}

export interface RelationshipPlan {
  readonly upserts: readonly RelationshipRecord[];
  /** Temporal ones, to be ended. */
  readonly ends: readonly string[];
  readonly deletes: readonly string[];
  /** Those that go with a node, by themselves. */
  readonly lost: readonly string[];
}

/**
 * Compares the nodes of one source with what the graph holds of it. An article that has not changed keeps its passages
 * unread, provided that none of them nor of their links is missing.
 *
 * @param complete whether all of the source was read; otherwise what was not seen stays.
 * @param setAside ids of nodes of records that were malformed or not read: they stay as they are, with their passages.
 */
export function planNodes(
  { nodes, attachments }: Pick<TransformedSource, 'nodes' | 'attachments'>,
  stored: Fingerprints,
  complete: boolean,
  setAside: ReadonlySet<string>,
  tally: ChangeTally,
): NodePlan {
  const units: NodeUnit[] = [];
  const stated: StatedRelationship[] = [];
  const kept = new Set<string>();
  const present = new Set<string>();
  const passages = groupPassages(stored);
  const note = (node: NodeRecord): boolean => {
    present.add(node.id);
    const before = stored.nodes.get(node.id);
    const change =
      before === undefined ? 'created' : before.fingerprint === node.fingerprint ? 'unchanged' : 'changed';
    tally.add(node.label, change);
    return change !== 'unchanged';
  };
  for (const node of nodes) {
    const isChanged = note(node);
    if (node.label !== 'Article') {
      if (isChanged) units.push({ upserts: [node], deletes: [] });
      continue;
    }
    const before = passages.get(passagePrefix(node.id)) ?? [];
    const links = isChanged ? undefined : intactLinks(node.id, before.length, stored);
    if (links !== undefined) {
      for (const id of before) present.add(id);
      for (const id of links) kept.add(id);
      tally.add('Passage', 'unchanged', before.length);
      continue;
    }
    const cut = buildPassages(node, attachments.get(node.id));
    const upserts = [...(isChanged ? [node] : []), ...cut.nodes.filter(note)];
    const deletes = before.filter((id) => !present.has(id));
    for (const id of deletes) present.add(id);
    tally.add('Passage', 'deleted', deletes.length);
    stated.push(...cut.relationships);
    if (upserts.length + deletes.length > 0) units.push({ upserts, deletes });
  }
  for (const id of setAside) {
    const before = stored.nodes.get(id);
    if (before === undefined || present.has(id)) continue;
    present.add(id);
    tally.add(before.label, 'unchanged');
    const parts = before.label === 'Article' ? (passages.get(passagePrefix(id)) ?? []) : [];
    for (const part of parts) {
      present.add(part);
      kept.add(passageLinkId('HAS_PASSAGE', part)).add(passageLinkId('NEXT', part));
    }
    tally.add('Passage', 'unchanged', parts.length);
  }
  const deletes = complete ? vanishedNodes(stored, present, tally) : [];
  return { units, deletes, stated, kept };
}

function vanishedNodes(stored: Fingerprints, present: ReadonlySet<string>, tally: ChangeTally): string[] {
  const deletes: string[] = [];
  for (const [id, { label }] of stored.nodes) {
    if (present.has(id) || bookkeeping.has(label)) continue;
    deletes.push(id);
    tally.add(label, 'deleted');
  }
  return deletes;
}

/** Stored passages by the prefix of their article. */
function groupPassages(stored: Fingerprints): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [id, { label }] of stored.nodes) {
    if (label !== 'Passage') continue;
    const prefix = id.slice(0, id.lastIndexOf('#') + 1);
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [id]);
    else group.push(id);
  }
  return groups;
}

/** Ids of the links of an article's passages; undefined where a passage or a link is missing, as after a crash. */
function intactLinks(articleId: string, count: number, stored: Fingerprints): string[] | undefined {
  const links: string[] = [];
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const id = passageId(articleId, ordinal);
    const belongs = passageLinkId('HAS_PASSAGE', id);
    const next = passageLinkId('NEXT', id);
    if (!stored.nodes.has(id) || !stored.relationships.has(belongs)) return undefined;
    if (stored.relationships.has(next) !== ordinal + 1 < count) return undefined;
    links.push(belongs);
    if (ordinal + 1 < count) links.push(next);
  }
  return links;
}

/**
 * Compares the relationships that one source states with those that the graph holds of it.
 *
 * @param options.setAside ids of nodes of records that were malformed or not read: what they stated stays.
 * @param options.deletedNodes ids of nodes that go in this run: their relationships go with them.
 * @param options.startOf the day on which a new relationship is held to begin; null: before we looked.
 */
export function planRelationships(
  stated: readonly StatedRelationship[],
  stored: Fingerprints,
  options: {
    readonly complete: boolean;
    readonly kept: ReadonlySet<string>;
    readonly setAside: ReadonlySet<string>;
    readonly deletedNodes: ReadonlySet<string>;
    readonly startOf: (relationship: StatedRelationship) => string | null;
  },
  tally: ChangeTally,
): RelationshipPlan {
  const storedIds = new Map<string, string>();
  for (const [id, { type }] of stored.relationships) storedIds.set(readRelationshipId(id, type).base, id);
  const upserts: RelationshipRecord[] = [];
  const present = new Set<string>();
  const renamed: string[] = [];
  const formerOf = createFormerOf(stated, storedIds);
  for (const one of stated) {
    const storedId = storedIds.get(one.base);
    const former = storedId === undefined ? formerOf(one) : undefined;
    if (former !== undefined) {
      // The same, said of the person by another of their names.
      const { start } = readRelationshipId(former, one.type);
      upserts.push(dateRelationship(one, start));
      tally.add(one.type, 'changed');
      present.add(former);
      renamed.push(former);
      continue;
    }
    if (storedId === undefined) {
      upserts.push(dateRelationship(one, options.startOf(one)));
      tally.add(one.type, 'created');
      continue;
    }
    present.add(storedId);
    const isChanged = stored.relationships.get(storedId)?.fingerprint !== one.fingerprint;
    tally.add(one.type, isChanged ? 'changed' : 'unchanged');
    if (isChanged)
      upserts.push(dateRelationship(one, readRelationshipId(storedId, one.type).start, storedId));
  }
  const ends: string[] = [];
  const deletes: string[] = renamed;
  const lost: string[] = [];
  // What a source comes to date, or dates anew, is the same fact told better, and no end of the former one.
  const redated = new Set(
    stated.filter((one) => one.validFrom !== undefined).map(({ base }) => withoutStatement(base)),
  );
  const goneDigests = new Set([...options.deletedNodes].map(digestOf));
  const asideDigests = new Set([...options.setAside].map(digestOf));
  for (const [id, { type }] of stored.relationships) {
    if (present.has(id)) continue;
    if (options.kept.has(id) || isStatedByOne(id, type, asideDigests)) {
      tally.add(type, 'unchanged');
      continue;
    }
    if (!options.complete) continue;
    tally.add(type, 'deleted');
    if (goesWithNode(id, type)) lost.push(id);
    else if (relationships[type].temporal && !redated.has(withoutStatement(id))) ends.push(id);
    else deletes.push(id);
  }
  return { upserts, ends, deletes, lost };

  function goesWithNode(id: string, type: string): boolean {
    if (type === 'HAS_PASSAGE' || type === 'NEXT') return options.deletedNodes.has(id.slice(type.length + 1));
    return hasEnd(id, goneDigests);
  }
}

function hasEnd(id: string, digests: ReadonlySet<string>): boolean {
  const [, from = '', to = ''] = id.split(':');
  return digests.has(from) || digests.has(to);
}

/** Type and ends of a relationship, without who says so and since when. */
function withoutStatement(id: string): string {
  return id.split(':').slice(0, 3).join(':');
}
