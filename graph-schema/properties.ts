import { labels, type NodeLabel } from './labels.ts';

/**
 * - `string`: identifiers, addresses and closed vocabularies; compared exactly.
 * - `text`: what people write; compared on its folded key (case, accents, width), see `foldText`.
 * - `texts`: a list of `text`; `has` asks for one element.
 * - `date`: `YYYY-MM-DD`. `instant`: `YYYY-MM-DDTHH:mm:ss.sssZ`. The two are never compared with each other.
 */
export type PropertyType =
  | 'string'
  | 'text'
  | 'texts'
  | 'date'
  | 'instant'
  | 'integer'
  | 'number'
  | 'boolean';

export interface PropertyDefinition {
  readonly type: PropertyType;
  /** One sentence; feeds the docs and a model's prompt. */
  readonly description: string;
  /** Kept in the engine's index for equality and ranges. */
  readonly indexed?: true;
  /** Too long to be listed, grouped or sorted by; searched by full text only. */
  readonly long?: true;
  /** All values that it may have, of a closed vocabulary. New ones go to the end: stores keep a value by its place. */
  readonly values?: readonly string[];
}

/** What every node has, whatever its label. */
export const systemProperties = {
  id: { type: 'string', description: 'Identifier of the node in the graph, stable across syncs.' },
  source: { type: 'string', description: 'Name of the configured source the node came from.', indexed: true },
  key: {
    type: 'string',
    description: "The source's own identifier, for example an issue key or a page's path.",
    indexed: true,
  },
  sourceUrl: { type: 'string', description: 'Address of the record in its source.' },
  updatedAt: { type: 'instant', description: "When the record last changed, by the source's clock." },
  changedAt: { type: 'instant', description: 'When a sync last changed the node.' },
} as const satisfies Record<string, PropertyDefinition>;

/**
 * The definition of a property of a label, system properties and `extra.*` included.
 * Anything below `extra.` is `text`: what a source has and the model lacks, under the source's own name.
 *
 * @returns undefined where the label has no such property.
 */
export function propertyOf(label: NodeLabel, name: string): PropertyDefinition | undefined {
  if (name.startsWith('extra.') && name.length > 'extra.'.length) {
    return { type: 'text', description: "A field of the source's own." };
  }
  const own: Readonly<Record<string, PropertyDefinition>> = labels[label].properties;
  const system: Readonly<Record<string, PropertyDefinition>> = systemProperties;
  if (Object.hasOwn(own, name)) return own[name];
  return Object.hasOwn(system, name) ? system[name] : undefined;
}
