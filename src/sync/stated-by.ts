import type { RelationshipType } from '../../graph-schema/index.ts';

/** Whose record states a relationship: the one that it leads from, that it leads to, or either. */
const statedBy: Readonly<Record<RelationshipType, 'from' | 'to' | 'either'>> = {
  REPORTS_TO: 'from',
  HELD: 'from',
  MEMBER_OF: 'either',
  PART_OF: 'from',
  LEADS: 'either',
  WORKS_FOR: 'from',
  ASSIGNED_TO: 'to',
  REPORTED: 'to',
  APPROVED: 'to',
  IN_PROJECT: 'from',
  OWNED_BY: 'from',
  BLOCKS: 'to',
  SUBTASK_OF: 'from',
  DESCRIBED_BY: 'from',
  AUTHORED: 'to',
  CHILD_OF: 'from',
  LINKS_TO: 'from',
  HAS_PASSAGE: 'from',
  NEXT: 'from',
  MENTIONS: 'from',
  ABOUT: 'from',
  KNOWN_AS: 'to',
};

/**
 * Whether a relationship may have been stated by one of some records.
 *
 * @param id of the relationship, which carries digests of its ends.
 * @param digests of the records' nodes.
 */
export function isStatedByOne(id: string, type: RelationshipType, digests: ReadonlySet<string>): boolean {
  const [, from = '', to = ''] = id.split(':');
  const end = statedBy[type];
  return (end !== 'to' && digests.has(from)) || (end !== 'from' && digests.has(to));
}
