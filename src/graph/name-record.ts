import { labels, type NodeLabel, propertyOf } from '../../graph-schema/index.ts';
import { AppError } from '../operations/app-error.ts';
import type { NameRecord } from './graph-store.ts';
import { namePropertyOf } from './label-properties.ts';

/** What tells namesakes apart. */
const details: Readonly<Partial<Record<NodeLabel, string>>> = { Employee: 'title', Team: 'kind' };

/** The properties that a name is read from; null where the label has none of it. */
export interface NameProperties {
  readonly name: string;
  readonly aliases: string | null;
  readonly email: string | null;
  readonly detail: string | null;
}

/**
 * @returns null where nodes of the label have no names.
 * @throws AppError `invalid_input` for a label whose nodes have rules: its names are for those alone who may read the nodes.
 */
export function namePropertiesOf(label: NodeLabel): NameProperties | null {
  if (labels[label].restricted)
    throw new AppError(
      'invalid_input',
      `The names of ${label} nodes cannot be listed, as not everyone may read them.`,
    );
  const name = namePropertyOf(label);
  if (name === null) return null;
  const own = (property: string | undefined): string | null =>
    property !== undefined && propertyOf(label, property) !== undefined ? property : null;
  return { name, aliases: own('aliases'), email: own('email'), detail: own(details[label]) };
}

/** A record of what a store reads of a node: `id`, `source`, `key`, `name`, `aliases`, `email`, `detail`, in this order. */
export function nameRecordOf<Stored>(
  label: NodeLabel,
  row: readonly Stored[],
  parseTexts: (stored: Stored | undefined) => readonly string[],
): NameRecord {
  const [id, source, key, name, aliases, email, detail] = row;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return {
    id: String(id),
    label,
    source: String(source),
    key: String(key),
    name: String(name),
    aliases: parseTexts(aliases),
    email: text(email),
    detail: text(detail),
  };
}
