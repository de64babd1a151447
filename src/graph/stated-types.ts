import { type RelationshipType, relationshipTypes } from '../../graph-schema/index.ts';

const ofTexts: ReadonlySet<RelationshipType> = new Set(['MENTIONS', 'HAS_PASSAGE', 'NEXT']);

/** Types of the relationships that sources state, as against those that are made of texts. */
export const statedTypes: readonly RelationshipType[] = relationshipTypes.filter(
  (type) => !ofTexts.has(type),
);
