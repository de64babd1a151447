import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it, vi } from 'vitest';
import { createSqliteStore } from '../../../src/graph/sqlite/sqlite-store.ts';
import { operatorViewer } from '../../../src/graph/viewer.ts';
import { createNameDirectory } from '../../../src/retrieval/linking/name-directory.ts';
import { lexicons } from '../../../src/retrieval/planning/lexicons/lexicons.ts';
import { buildCueTables, understandQuestion } from '../../../src/retrieval/understand-question.ts';

/** A step that reads rows of a table that grows with the company, one after the other; an index that covers is cheap enough. */
const wholeTable = /^SCAN (?:node\w*|a\d+|found|relationship)$/;

const questions = [
  'who joined in the last 6 months?',
  'Team 7有多少未完成任务？',
  'status of PLAT-139 and plat 4',
  'who is responsible for the zebra project in Antarctica',
  'Who wrote "Moving to the new identity provider"?',
];

const folder = mkdtempSync(join(tmpdir(), 'orgwise-linking-'));
const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
const graph = createSqliteStore({ file: join(folder, 'graph.db') });
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true, force: true });
});

it('links the words of questions without reading a large table whole', async () => {
  await graph.migrate();
  const directory = createNameDirectory(graph, {});
  const cueTables = buildCueTables(lexicons);
  // Reads all names, once.
  await directory.current(operatorViewer);
  prepare.mockClear();
  const asker = { viewer: operatorViewer, employeeId: null };
  for (const question of questions)
    await understandQuestion({ graph, directory, cueTables, today: '2026-11-13' }, question, asker, null);

  const database = prepare.mock.contexts.find((one) => one instanceof DatabaseSync);
  const statements = prepare.mock.calls.map(([statement]) => statement);
  const steps = statements.flatMap((statement) => {
    const plan = database?.prepare(`EXPLAIN QUERY PLAN ${statement}`).all() ?? [];
    return plan.map(({ detail }) => ({ statement, step: String(detail) }));
  });
  expect(statements.some((statement) => statement.includes('formerKeys_key'))).toBe(true);
  expect(steps.filter(({ step }) => wholeTable.test(step))).toEqual([]);
});
