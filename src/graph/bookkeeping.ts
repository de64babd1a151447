import { type NodeLabel, relationships } from '../../graph-schema/index.ts';
import type { RelationshipRecord } from './changes.ts';

/** How fresh sources are, and what people thought of answers, is no knowledge: writing it leaves the revision as it is. */
export const bookkeeping: ReadonlySet<NodeLabel> = new Set(['Source', 'SyncRun', 'Question']);

/** Whether a relationship begins at such a node. */
export function isBookkeepingLink({ type }: Pick<RelationshipRecord, 'type'>): boolean {
  // A type that the schema lacks is refused where it is checked.
  if (!Object.hasOwn(relationships, type)) return false;
  const from: readonly NodeLabel[] = relationships[type].from;
  return from.some((label) => bookkeeping.has(label));
}
