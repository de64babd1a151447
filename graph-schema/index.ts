/**
 * The graph's vocabulary: labels, properties, relationships. Everything else is generated from it: tables and
 * columns, the check of typed queries, the planner's words, the docs.
 */
export { labels, type NodeLabel, nodeLabels } from './labels.ts';
export { type PropertyDefinition, type PropertyType, propertyOf, systemProperties } from './properties.ts';
export {
  type RelationshipDefinition,
  type RelationshipType,
  relationships,
  relationshipTypes,
} from './relationships.ts';
export { type SeenBy, seeingTypes, seeingTypesFrom, seenByOf, seenLabels } from './seen-by.ts';
export { openTaskStatuses, type TaskStatus, taskStatuses } from './task-status.ts';
