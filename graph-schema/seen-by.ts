import type { NodeLabel } from './labels.ts';
import { type RelationshipType, relationships } from './relationships.ts';

/** How the nodes of a label are seen that have no rule of their own: by whoever may read a node that leads to them. */
export interface SeenBy {
  readonly type: RelationshipType;
  /** The label at the near end of the relationship, whose nodes have rules. */
  readonly from: NodeLabel;
}

/**
 * Labels whose names tell what only some may know: a project is there for those who may read one of its tasks, a topic for
 * those who may read a page about it. What is said of them elsewhere, as a mention, shows them to nobody.
 */
const seen: Readonly<Partial<Record<NodeLabel, SeenBy>>> = {
  Project: { type: 'IN_PROJECT', from: 'Task' },
  Topic: { type: 'ABOUT', from: 'Article' },
};

/** @returns undefined for labels that have rules of their own, or are everybody's. */
export function seenByOf(label: NodeLabel): SeenBy | undefined {
  return seen[label];
}

export const seenLabels = Object.keys(seen) as readonly NodeLabel[];

/** The relationships by which nodes of other labels are seen. */
export const seeingTypes: ReadonlySet<RelationshipType> = new Set(
  Object.values(seen).map(({ type }) => type),
);

/** Those that lead away from nodes of a label. */
export function seeingTypesFrom(label: NodeLabel): readonly RelationshipType[] {
  return [...seeingTypes].filter((type) =>
    relationships[type].from.some((from: NodeLabel) => from === label),
  );
}
