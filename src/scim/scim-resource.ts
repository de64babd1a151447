/** What an identity provider pushes. */
export type ResourceKind = 'User' | 'Group';

/** Attributes by name; an extension's stand in an object under its URN. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Something that was pushed, as it is kept. */
export interface ScimResource {
  readonly kind: ResourceKind;
  readonly id: string;
  /** Instants, by our clock. */
  readonly created: string;
  readonly lastModified: string;
  /** What was pushed, without `id`, `meta`, `schemas`, `groups` and `password`. */
  readonly attributes: Attributes;
}
