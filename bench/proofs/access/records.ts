import {
  type RelationshipDefinition,
  type RelationshipType,
  relationships,
} from '../../../graph-schema/index.ts';
import type { NodeRecord, RelationshipRecord } from '../../../src/graph/changes.ts';

export const today = '2026-06-15';

/** The day so many days after the present one. */
export function dayAt(days: number): string {
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}

export function node(
  id: string,
  label: NodeRecord['label'],
  properties: NodeRecord['properties'],
  more: Partial<Pick<NodeRecord, 'key' | 'acl' | 'extra' | 'sourceUrl'>> = {},
): NodeRecord {
  return { id, label, source: 'proof', key: id, properties, fingerprint: '1', ...more };
}

export function link(
  from: string,
  type: RelationshipType,
  to: string,
  period: { readonly from?: string; readonly to?: string } = {},
  properties: NonNullable<RelationshipRecord['properties']> = {},
): RelationshipRecord {
  const definition: RelationshipDefinition = relationships[type];
  return {
    id: [type, from, to, ...Object.values(properties), period.from ?? '', period.to ?? ''].join('|'),
    type,
    from,
    to,
    source: 'proof',
    fingerprint: '1',
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(definition.temporal ? { period: { from: period.from ?? null, to: period.to ?? null } } : {}),
  };
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo ze'.split(' ');

/** A made-up word for a number, of so many syllables. */
export function spell(number: number, length: number): string {
  let text = '';
  for (let left = number, at = 0; at < length; at++, left = Math.floor(left / syllables.length))
    text += syllables[(left + at * 7) % syllables.length] ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}
