import { setImmediate } from 'node:timers/promises';
import type { ChangeBatch, NodeRecord, RelationshipRecord } from '../graph/changes.ts';
import type { GraphWriter } from '../graph/graph-store.ts';
import type { NodePlan, NodeUnit, RelationshipPlan } from './plan-changes.ts';
import { openAclId } from './reading-rules.ts';

/** Changes in one transaction. */
const batchSize = 2000;
/** Characters of text in one transaction: an embedded store works on the caller's thread, and chats wait meanwhile. */
const batchText = 500_000;

/** Who is in which team decides who may read what. */
const rightsTypes: ReadonlySet<string> = new Set(['MEMBER_OF', 'LEADS', 'PART_OF', 'KNOWN_AS']);

export interface SourcePlan {
  readonly nodes: NodePlan;
  readonly relationships: RelationshipPlan;
}

export interface ApplyOptions {
  /** Instant. */
  readonly changedAt: string;
  /** Day on which vanished relationships end. */
  readonly today: string;
  /** Before each batch; may throw to stop between two of them. */
  readonly beforeBatch: () => void | Promise<void>;
  readonly onApplied: (changes: number) => void;
}

type Changes = Omit<ChangeBatch, 'changedAt'>;

/**
 * Applies the plans of all sources together: whatever narrows rights first (deletions, lost memberships, nodes under a
 * rule), then all other nodes, then relationships, so that they find their ends whatever source those come from; new
 * memberships last. Each batch is one transaction and may be repeated; stopped anywhere, a later full run completes it.
 *
 * What a node's rule was before is not known here, so every changed node under a rule counts as narrowed.
 */
export async function applyChanges(
  graph: GraphWriter,
  sharedNodes: readonly NodeRecord[],
  plans: readonly SourcePlan[],
  options: ApplyOptions,
): Promise<void> {
  const isRight = (id: string): boolean => rightsTypes.has(id.slice(0, id.indexOf(':')));
  const ends = plans.flatMap((plan) => plan.relationships.ends);
  const deletes = plans.flatMap((plan) => plan.relationships.deletes);
  const endOn = (id: string) => ({ id, on: options.today });
  await applyAll(ends.filter(isRight).map((id) => ({ endRelationships: [endOn(id)] })));
  await applyAll(deletes.filter(isRight).map((id) => ({ deleteRelationships: [id] })));
  await applyAll(plans.flatMap((plan) => plan.nodes.deletes).map((id) => ({ deleteNodes: [id] })));

  const rules = sharedNodes.filter((node) => node.label === 'Acl');
  const others = sharedNodes.filter((node) => node.label !== 'Acl');
  await applyAll(rules.map((node) => ({ upsertNodes: [node] })));
  const units = plans.flatMap((plan) => plan.nodes.units);
  await applyAll(units.filter(isUnderRule).map(toChanges));
  await applyAll(others.map((node) => ({ upsertNodes: [node] })));
  await applyAll(units.filter((unit) => !isUnderRule(unit)).map(toChanges));

  const upserts = plans.flatMap((plan) => plan.relationships.upserts);
  await applyAll([
    ...ends.filter((id) => !isRight(id)).map((id) => ({ endRelationships: [endOn(id)] })),
    ...deletes.filter((id) => !isRight(id)).map((id) => ({ deleteRelationships: [id] })),
    ...upserts.filter((one) => !rightsTypes.has(one.type)).map(toUpsert),
    ...upserts.filter((one) => rightsTypes.has(one.type)).map(toUpsert),
  ]);

  async function applyAll(changes: readonly Changes[]): Promise<void> {
    for (const batch of makeBatches(changes)) {
      await options.beforeBatch();
      await graph.apply({ ...batch, changedAt: options.changedAt });
      options.onApplied(sizeOf(batch));
      // The embedded store answers without leaving the thread; let timers and chats have their turn.
      await setImmediate();
    }
  }
}

/** How many changes `applyChanges` would make, for showing how far it is. */
export function countPlanned(sharedNodes: readonly NodeRecord[], plans: readonly SourcePlan[]): number {
  return plans.reduce((sum, { nodes, relationships: { upserts, ends, deletes } }) => {
    const inUnits = nodes.units.reduce((total, unit) => total + sizeOf(toChanges(unit)), 0);
    return sum + inUnits + nodes.deletes.length + upserts.length + ends.length + deletes.length;
  }, sharedNodes.length);
}

function isUnderRule(unit: NodeUnit): boolean {
  return unit.upserts.some((node) => node.acl !== undefined && node.acl !== openAclId);
}

function toChanges(unit: NodeUnit): Changes {
  return { upsertNodes: unit.upserts, deleteNodes: unit.deletes };
}

function toUpsert(relationship: RelationshipRecord): Changes {
  return { upsertRelationships: [relationship] };
}

/** Joins small changes to batches; one change is never torn apart. */
export function* makeBatches(changes: Iterable<Changes>): Generator<Changes> {
  let parts: Changes[] = [];
  let size = 0;
  let text = 0;
  for (const change of changes) {
    parts.push(change);
    size += sizeOf(change);
    text += textOf(change);
    if (size >= batchSize || text >= batchText) {
      yield joinChanges(parts);
      parts = [];
      size = 0;
      text = 0;
    }
  }
  if (parts.length > 0) yield joinChanges(parts);
}

function joinChanges(parts: readonly Changes[]): Changes {
  return {
    upsertNodes: parts.flatMap((part) => part.upsertNodes ?? []),
    upsertRelationships: parts.flatMap((part) => part.upsertRelationships ?? []),
    endRelationships: parts.flatMap((part) => part.endRelationships ?? []),
    deleteRelationships: parts.flatMap((part) => part.deleteRelationships ?? []),
    deleteNodes: parts.flatMap((part) => part.deleteNodes ?? []),
  };
}

function sizeOf(change: Changes): number {
  return (
    (change.upsertNodes?.length ?? 0) +
    (change.upsertRelationships?.length ?? 0) +
    (change.endRelationships?.length ?? 0) +
    (change.deleteRelationships?.length ?? 0) +
    (change.deleteNodes?.length ?? 0)
  );
}

function textOf(change: Changes): number {
  let length = 0;
  for (const node of change.upsertNodes ?? []) {
    const { body, text, description } = node.properties;
    for (const value of [body, text, description]) if (typeof value === 'string') length += value.length;
  }
  return length;
}
