import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Wording } from './wording.ts';

/** What a property of a label is called; the same word may be another thing elsewhere: a person's title is a job. */
export function propertyName(
  { property }: Pick<Wording, 'property'>,
  label: NodeLabel,
  name: string,
): string {
  return property[`${label}.${name}`] ?? property[name] ?? name.replace(/^extra\./, '');
}
