/**
 * Typed queries beside the best SQL that we can write by hand for the same file, and with a viewer's rights beside
 * without. Prints ratios: the times themselves hang on the machine.
 *
 *     npm exec -- node bench/typed-query.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteStore } from '../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../src/graph/viewer.ts';
import { generateCompany, size } from './company-generator.ts';
import { compare } from './compare.ts';
import {
  everyRule,
  manager,
  person,
  type TypedQueryName,
  team,
  today,
  typedQueries,
} from './typed-queries.ts';

const holds = (link: string): string =>
  `(${link}.valid_from IS NULL OR ${link}.valid_from <= :day) AND (${link}.valid_to IS NULL OR ${link}.valid_to > :day)`;

/** The same by hand: the statement and its values. */
interface ByHand {
  readonly sql: string;
  readonly values: (round: number) => Record<string, string>;
  readonly rounds: number;
}

const byHand: Readonly<Record<TypedQueryName, ByHand>> = {
  "count of a person's tasks": {
    sql: `SELECT count(DISTINCT r.to_id) FROM relationship r
      WHERE r.type = 'ASSIGNED_TO' AND r.from_id = :id AND ${holds('r')}`,
    values: (round) => ({ id: person(round), day: today }),
    rounds: 4_000,
  },
  'all below a manager, by name': {
    sql: `WITH RECURSIVE below(id) AS (
        SELECT r.from_id FROM relationship r WHERE r.type = 'REPORTS_TO' AND r.to_id = :id AND ${holds('r')}
        UNION SELECT r.from_id FROM below CROSS JOIN relationship r
          ON r.type = 'REPORTS_TO' AND r.to_id = below.id AND ${holds('r')})
      SELECT e.id, e.name, e.title, count(*) OVER () FROM below CROSS JOIN node_employee e ON e.id = below.id
      ORDER BY e.name_key, e.id LIMIT 1000`,
    values: (round) => ({ id: manager(round), day: today }),
    rounds: 60,
  },
  'open tasks of a team by status': {
    sql: `SELECT t.status, count(*) AS tasks FROM relationship r CROSS JOIN node_task t ON t.id = r.from_id
      WHERE r.type = 'OWNED_BY' AND r.to_id = :id AND t.status IN ('todo', 'in_progress', 'blocked')
      GROUP BY t.status ORDER BY t.status`,
    values: (round) => ({ id: team(round) }),
    rounds: 400,
  },
  'tasks of a team with their assignees': {
    sql: `SELECT t.id, t.title, t.status, (
        SELECT json_group_array(json_array(e.id, e.name) ORDER BY e.name_key, e.id)
        FROM relationship a CROSS JOIN node_employee e ON e.id = a.from_id
        WHERE a.type = 'ASSIGNED_TO' AND a.to_id = t.id AND ${holds('a')}), page.total
      FROM (SELECT t.row AS row, t.dueDate AS due, count(*) OVER () AS total
        FROM relationship r CROSS JOIN node_task t ON t.id = r.from_id
        WHERE r.type = 'OWNED_BY' AND r.to_id = :id ORDER BY t.dueDate NULLS LAST, t.id LIMIT 100) page
      CROSS JOIN node_task t ON t.row = page.row ORDER BY page.due NULLS LAST, t.id`,
    values: (round) => ({ id: team(round), day: today }),
    rounds: 200,
  },
};

const folder = mkdtempSync(join(tmpdir(), 'orgwise-bench-'));
try {
  const file = join(folder, 'graph.db');
  const store = createSqliteStore({ file });
  await store.migrate();
  const start = performance.now();
  await generateCompany(store);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${size.employees} employees, ${size.tasks} tasks written in ${seconds.toFixed(1)} s`);
  const raw = new DatabaseSync(file);
  raw.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
  for (const [name, { sql, values, rounds }] of Object.entries(byHand)) {
    const query = typedQueries[name as TypedQueryName];
    const statement = raw.prepare(sql);
    const typed = (round: number) => store.query(query(round), operatorViewer, today);
    const withRights = (round: number) => store.query(query(round), everyRule, today);
    console.log(
      `${name}: beside by hand ${await compare(rounds, typed, (round) => statement.all(values(round)))}`,
    );
    console.log(`${name}: rights beside none ${await compare(rounds, withRights, typed)}`);
  }
  raw.close();
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
