import { type RelationshipType, relationships, relationshipTypes } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import type { Run } from '../../operations/neo4j/open-neo4j.ts';
import type { RelationshipRecord } from '../changes.ts';
import { checkRelationship } from '../check-record.ts';
import { foldText } from '../fold-text.ts';
import type { SeenRules } from './seen-rules.ts';
import { anyLabel, schemaLabel } from './stored-names.ts';

/**
 * Bounds of an open period. `since` and `until` are the period's `from` and `to` without nulls: a statement that asks for
 * nulls at each step takes Neo4j several times as long to plan.
 */
export const always = { since: '0000-01-01', until: '9999-12-31' } as const;

interface StoredRelationship {
  readonly fingerprint: string;
  readonly ended: boolean;
  readonly from: string;
  readonly to: string;
}

/**
 * Writes relationships whose hash has changed, or that were ended.
 *
 * @returns how many were written.
 * @throws AppError `invalid_input`.
 */
export async function writeRelationships(
  run: Run,
  records: readonly RelationshipRecord[],
  seen: SeenRules,
): Promise<number> {
  let written = 0;
  const byType = Map.groupBy(records, (record) => record.type);
  const changed: [RelationshipType, RelationshipRecord[], Map<string, StoredRelationship>][] = [];
  for (const [type, ofType] of byType) {
    // A type that the schema lacks is refused by the check below, and never stands in a statement.
    const stored = Object.hasOwn(relationships, type) ? await readStored(run, type, ofType) : new Map();
    const toWrite = ofType.filter(({ id, fingerprint }) => {
      const before = stored.get(id);
      return before === undefined || before.ended || before.fingerprint !== fingerprint;
    });
    changed.push([type, toWrite, stored]);
  }
  const ends = await readLabels(
    run,
    changed.flatMap(([, toWrite]) => toWrite).flatMap(({ from, to }) => [from, to]),
  );
  for (const [type, toWrite, stored] of changed) {
    for (const record of toWrite) checkRelationship(record, (id) => ends.get(id));
    await writeType(run, type, toWrite, stored);
    seen.link(
      type,
      toWrite,
      toWrite.flatMap(({ id }) => stored.get(id)?.to ?? []),
    );
    written += toWrite.length;
  }
  return written;
}

async function readStored(
  run: Run,
  type: RelationshipType,
  records: readonly RelationshipRecord[],
): Promise<Map<string, StoredRelationship>> {
  const rows = await run(
    `UNWIND $ids AS id MATCH (a)-[r:${type} {id: id}]->(b) RETURN id, r.fingerprint, r.ended, a.id, b.id`,
    { ids: records.map((record) => record.id) },
  );
  return new Map(
    rows.map(([id, fingerprint, ended, from, to]) => [
      String(id),
      { fingerprint: String(fingerprint), ended: ended === true, from: String(from), to: String(to) },
    ]),
  );
}

async function readLabels(run: Run, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await run(`UNWIND $ids AS id MATCH (n:${anyLabel} {id: id}) RETURN id, labels(n)`, {
    ids: [...new Set(ids)],
  });
  return new Map(
    rows.flatMap(([id, labels]) => {
      const label = schemaLabel(labels);
      return label === undefined ? [] : [[String(id), label] as const];
    }),
  );
}

async function writeType(
  run: Run,
  type: RelationshipType,
  records: readonly RelationshipRecord[],
  stored: ReadonlyMap<string, StoredRelationship>,
): Promise<void> {
  const moved = records.filter(({ id, from, to }) => {
    const before = stored.get(id);
    return before !== undefined && (before.from !== from || before.to !== to);
  });
  if (moved.length > 0)
    await deleteOfType(
      run,
      type,
      moved.map(({ id }) => id),
    );
  const isMoved = new Set(moved);
  const rows = records.map((record) => ({
    id: record.id,
    from: record.from,
    to: record.to,
    properties: relationshipProperties(record),
    isNew: isMoved.has(record) || !stored.has(record.id),
  }));
  const present = rows.filter((row) => !row.isNew);
  const absent = rows.filter((row) => row.isNew);
  if (present.length > 0)
    await run(`UNWIND $rows AS row MATCH ()-[r:${type} {id: row.id}]->() SET r = row.properties`, {
      rows: present,
    });
  if (absent.length > 0) {
    await run(
      `UNWIND $rows AS row MATCH (a:${anyLabel} {id: row.from}) MATCH (b:${anyLabel} {id: row.to})
       CREATE (a)-[r:${type}]->(b) SET r = row.properties`,
      { rows: absent },
    );
  }
}

function relationshipProperties(record: RelationshipRecord): Record<string, unknown> {
  const role = record.properties?.role;
  return {
    ...record.properties,
    id: record.id,
    source: record.source,
    fingerprint: record.fingerprint,
    ended: false,
    from: record.period?.from ?? null,
    to: record.period?.to ?? null,
    since: record.period?.from ?? always.since,
    until: record.period?.to ?? always.until,
    role_key: typeof role === 'string' ? foldText(role) : null,
  };
}

/**
 * Ends temporal relationships. An end that the source itself had told stays where it is earlier.
 *
 * @returns how many were ended.
 * @throws AppError `invalid_input` for a type without periods.
 */
export async function endRelationships(
  run: Run,
  ends: readonly { readonly id: string; readonly on: string }[],
): Promise<number> {
  if (ends.length === 0) return 0;
  let ended = 0;
  for (const type of relationshipTypes) {
    if (!relationships[type].temporal) {
      const rows = await run(
        `UNWIND $rows AS row MATCH ()-[r:${type} {id: row.id}]->() RETURN r.id LIMIT 1`,
        { rows: ends },
      );
      if (rows.length > 0)
        throw new AppError(
          'invalid_input',
          `Relationship ${rows[0]?.[0]} (${type}): this type has no period, delete it instead.`,
        );
      continue;
    }
    const rows = await run(
      // Worked out before: a property that is set and read in one SET is read as it was.
      `UNWIND $rows AS row MATCH ()-[r:${type} {id: row.id}]->() WHERE r.ended = false
       WITH r, CASE WHEN r.until < row.on THEN r.until ELSE row.on END AS endedOn
       SET r.until = endedOn, r.to = endedOn, r.ended = true RETURN count(*)`,
      { rows: ends },
    );
    ended += Number(rows[0]?.[0] ?? 0);
  }
  return ended;
}

/** @returns how many went. */
export async function deleteRelationships(run: Run, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  let deleted = 0;
  for (const type of relationshipTypes) deleted += await deleteOfType(run, type, ids);
  return deleted;
}

async function deleteOfType(run: Run, type: RelationshipType, ids: readonly string[]): Promise<number> {
  const rows = await run(`UNWIND $ids AS id MATCH ()-[r:${type} {id: id}]->() DELETE r RETURN count(*)`, {
    ids,
  });
  return Number(rows[0]?.[0] ?? 0);
}
