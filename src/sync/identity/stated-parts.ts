import type { EmployeeRecord, SourceRecord } from '../../../connectors/connector.ts';
import type { RelationshipType } from '../../../graph-schema/index.ts';
import type { GraphStore } from '../../graph/graph-store.ts';
import { recordId, sourceOfId } from '../node-ids.ts';

/** The part of a person's record that states a relationship. */
const partOf: Readonly<Partial<Record<RelationshipType, keyof EmployeeRecord>>> = {
  HELD: 'title',
  REPORTS_TO: 'manager',
  MEMBER_OF: 'teams',
  WORKS_FOR: 'company',
};

export const relationalParts = [...Object.values(partOf), 'history'] as readonly (keyof EmployeeRecord)[];

/** Which of these parts each person's record has, by the id that it alone would have. */
export function statedByRecord(
  source: string,
  records: readonly SourceRecord[],
): (readonly [string, ReadonlySet<string>])[] {
  return records.flatMap((record) =>
    record.kind === 'employee'
      ? [
          [
            recordId('employee', source, record.key),
            new Set(relationalParts.filter((part) => isStated(record, part))),
          ] as const,
        ]
      : [],
  );
}

/** The same, of people whose source is not read this time. */
export async function statedInGraph(
  graph: Pick<GraphStore, 'relationshipsOf'>,
  ids: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const stated = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  if (ids.length === 0) return stated;
  for (const { type, from, source, ended } of await graph.relationshipsOf(ids)) {
    const part = partOf[type];
    if (part !== undefined && !ended && source === sourceOfId(from))
      stated.get(from)?.add(part).add('history');
  }
  return stated;
}

function isStated(record: EmployeeRecord, part: keyof EmployeeRecord): boolean {
  const value = record[part];
  return typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) && value.length > 0;
}
