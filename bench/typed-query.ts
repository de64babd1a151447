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
import type { GraphQuery } from '../src/graph/graph-query.ts';
import { createSqliteStore } from '../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer, type Viewer } from '../src/graph/viewer.ts';
import { generateCompany, openStatuses, size } from './company-generator.ts';

const today = '2025-06-15';
const holds = (link: string): string =>
  `(${link}.valid_from IS NULL OR ${link}.valid_from <= :day) AND (${link}.valid_to IS NULL OR ${link}.valid_to > :day)`;

interface Case {
  readonly name: string;
  readonly query: (round: number) => GraphQuery;
  /** The same by hand: the statement, its values, and what to make of its rows. */
  readonly sql: string;
  readonly values: (round: number) => Record<string, string>;
  readonly rounds: number;
}

const person = (round: number): string => `e-${(round * 97) % size.employees}`;
const team = (round: number): string => `team-${round % size.teams}`;
const assignedTo = (id: string) =>
  ({
    related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
    where: { property: 'id', op: 'eq', value: id },
  }) as const;
const ownedBy = (id: string) =>
  ({
    related: { type: 'OWNED_BY', direction: 'out', label: 'Team' },
    where: { property: 'id', op: 'eq', value: id },
  }) as const;

const cases: readonly Case[] = [
  {
    name: "count of a person's tasks",
    query: (round) => ({ find: 'Task', where: assignedTo(person(round)), return: { kind: 'count' } }),
    sql: `SELECT count(DISTINCT r.to_id) FROM relationship r
      WHERE r.type = 'ASSIGNED_TO' AND r.from_id = :id AND ${holds('r')}`,
    values: (round) => ({ id: person(round), day: today }),
    rounds: 4_000,
  },
  {
    name: 'all below a manager, by name',
    query: (round) => ({
      find: 'Employee',
      where: {
        related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
        where: { property: 'id', op: 'eq', value: `e-${round % 20}` },
      },
      return: { kind: 'list', fields: [{ property: 'title' }], orderBy: [{ by: 'name' }], limit: 1000 },
    }),
    sql: `WITH RECURSIVE below(id) AS (
        SELECT r.from_id FROM relationship r WHERE r.type = 'REPORTS_TO' AND r.to_id = :id AND ${holds('r')}
        UNION SELECT r.from_id FROM below CROSS JOIN relationship r
          ON r.type = 'REPORTS_TO' AND r.to_id = below.id AND ${holds('r')})
      SELECT e.id, e.name, e.title, count(*) OVER () FROM below CROSS JOIN node_employee e ON e.id = below.id
      ORDER BY e.name_key, e.id LIMIT 1000`,
    values: (round) => ({ id: `e-${round % 20}`, day: today }),
    rounds: 60,
  },
  {
    name: 'open tasks of a team by status',
    query: (round) => ({
      find: 'Task',
      where: { all: [ownedBy(team(round)), { property: 'status', op: 'in', values: openStatuses }] },
      return: {
        kind: 'groups',
        by: [{ property: 'status', as: 'status' }],
        measures: [{ measure: 'count', as: 'tasks' }],
      },
    }),
    sql: `SELECT t.status, count(*) AS tasks FROM relationship r CROSS JOIN node_task t ON t.id = r.from_id
      WHERE r.type = 'OWNED_BY' AND r.to_id = :id AND t.status IN ('todo', 'in_progress', 'blocked')
      GROUP BY t.status ORDER BY t.status`,
    values: (round) => ({ id: team(round) }),
    rounds: 400,
  },
  {
    name: 'tasks of a team with their assignees',
    query: (round) => ({
      find: 'Task',
      where: ownedBy(team(round)),
      return: {
        kind: 'list',
        fields: [
          { property: 'status' },
          {
            related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
            property: 'name',
            as: 'assignees',
          },
        ],
        orderBy: [{ by: 'dueDate' }],
        limit: 100,
      },
    }),
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
];

/** Milliseconds a round: the middle of several runs, as one may meet somebody else's work. */
async function time(rounds: number, run: (round: number) => unknown): Promise<number> {
  for (let round = 0; round < Math.min(rounds, 50); round++) await run(round);
  const start = performance.now();
  for (let round = 0; round < rounds; round++) await run(round);
  return (performance.now() - start) / rounds;
}

/** Both by turns, so that a slow minute slows both. */
async function compare(rounds: number, one: (round: number) => unknown, other: (round: number) => unknown) {
  const ratios: number[] = [];
  let [first, second] = [0, 0];
  for (let turn = 0; turn < 7; turn++) {
    first = await time(rounds, one);
    second = await time(rounds, other);
    ratios.push(first / second);
  }
  const middle = ratios.sort((a, b) => a - b)[3] ?? Number.NaN;
  return { first, second, ratio: middle };
}

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
  const everyRule: Viewer = { acls: new Set(Array.from({ length: size.rules }, (_, rule) => `acl-${rule}`)) };
  for (const { name, query, sql, values, rounds } of cases) {
    const statement = raw.prepare(sql);
    const typed = (round: number) => store.query(query(round), operatorViewer, today);
    const byHand = await compare(rounds, typed, (round) => statement.all(values(round)));
    const rights = await compare(rounds, (round) => store.query(query(round), everyRule, today), typed);
    console.log(
      `${name}: ${byHand.first.toFixed(3)} ms, by hand ${byHand.second.toFixed(3)} ms, ratio ${byHand.ratio.toFixed(2)}; ` +
        `with rights ${rights.first.toFixed(3)} ms, ratio ${rights.ratio.toFixed(2)}`,
    );
  }
  raw.close();
  await store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
