import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';

/**
 * On whose behalf the graph is read. Every read of a `GraphReader` takes one, and what the viewer may not read does
 * not exist for it: not in rows, counts, groups, paths or search results.
 */
export interface Viewer {
  /**
   * Ids of the `Acl` nodes whose rule the viewer satisfies; `'all'` for the local operator alone.
   * For an audience, the intersection of its members' sets.
   */
  readonly acls: 'all' | ReadonlySet<string>;
  /** Properties the viewer may not read; they are null in filters, sorts, groups and output. */
  readonly hidden?: Readonly<Partial<Record<NodeLabel, ReadonlySet<string>>>>;
  /**
   * Properties the viewer may read of some nodes alone, by the ids of those: their own and, say, those of their reports. Of
   * all others they are null, in the same places.
   */
  readonly ofSome?: Readonly<Partial<Record<NodeLabel, ReadonlyMap<string, ReadonlySet<string>>>>>;
  /** Relationships the viewer may not follow: to them there is none. */
  readonly hiddenTypes?: ReadonlySet<RelationshipType>;
}

/** The local operator, who runs the process and its database and so sees all. */
export const operatorViewer: Viewer = { acls: 'all' };
