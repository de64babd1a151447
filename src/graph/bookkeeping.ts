import { createHash } from 'node:crypto';
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

/** The id of what leads from an answer that was rated to a page that it came from. */
export function answeredFromId(question: string, page: string): string {
  return `ANSWERED_FROM:${bookkeepingDigest(question)}:${bookkeepingDigest(page)}`;
}

/** Whoever knows a reply's id may press its buttons: what is stored of it does not tell it. */
export const bookkeepingDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);
