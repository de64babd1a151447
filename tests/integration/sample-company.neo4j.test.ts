import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import type { Asker } from '../../src/retrieval/answer.ts';
import { emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';

const root = new URL('../../', import.meta.url).pathname;
const questions = readFileSync(join(root, 'sample-company/questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(
    (line) => JSON.parse(line) as { readonly id: string; readonly question: string; readonly as?: string },
  );

async function openSample(folder: string, env: Readonly<Record<string, string>>): Promise<Orgwise> {
  const configFile = join(root, 'sample-company/orgwise.yaml');
  return await createOrgwise(loadConfig({ configFile, dataDir: folder, env, cwd: folder }));
}

async function askerOf(orgwise: Orgwise, email: string | undefined): Promise<Asker> {
  if (email === undefined) return { viewer: operatorViewer, employeeId: null };
  const person = await orgwise.access.person(email);
  if (person === null) throw new Error(`${email} is nobody of the sample company.`);
  return { viewer: person.viewer, employeeId: person.employeeId };
}

/** When a source was synced is no part of what an answer says about the company, nor is an engine's own language. */
const ofEngine = new Set(['syncedAt', 'elapsedMs', 'statements', 'sections']);

function withoutClock(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (name, value) => (ofEngine.has(name) ? null : value)));
}

describe.skipIf(neo4jSettings === null)('the sample company in Neo4j', { timeout: 120_000 }, () => {
  let folder: string;
  let embedded: Orgwise;
  let server: Orgwise;

  beforeAll(async () => {
    await emptyNeo4j();
    folder = mkdtempSync(join(tmpdir(), 'orgwise-sample-'));
    const { uri, username, password, database } = settings();
    embedded = await openSample(folder, {});
    server = await openSample(folder, {
      NEO4J_URI: uri,
      NEO4J_USERNAME: username,
      NEO4J_PASSWORD: password,
      NEO4J_DATABASE: database,
    });
    const [one, other] = [await embedded.sync(), await server.sync()];
    expect(other.sources.map(({ source, outcome, counts }) => [source, outcome, counts])).toEqual(
      one.sources.map(({ source, outcome, counts }) => [source, outcome, counts]),
    );
    expect(other.mentions).toEqual(one.mentions);
  }, 120_000);
  afterAll(async () => {
    await embedded?.close();
    await server?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test('it is Neo4j that answers', () => {
    expect([embedded.graph.engine, server.graph.engine]).toEqual(['sqlite', 'neo4j']);
  });

  test.each(questions)('the same answer to $id $question', async ({ question, as }) => {
    const [one, other] = await Promise.all(
      [embedded, server].map(async (orgwise) =>
        orgwise.answerQuestion({ question, asker: await askerOf(orgwise, as) }),
      ),
    );
    expect(withoutClock(other)).toEqual(withoutClock(one));
  });

  test('a second sync changes nothing', async () => {
    const before = await server.graph.revision();
    const report = await server.sync();
    const changes = report.sources
      .flatMap((source) => Object.values(source.counts))
      .reduce((sum, one) => sum + one.created + one.changed + one.deleted, 0);
    expect(changes).toBe(0);
    expect(await server.graph.revision()).toBe(before);
  });

  test('distinct values and names are the same', async () => {
    expect(await server.graph.distinctValues(operatorViewer)).toEqual(
      await embedded.graph.distinctValues(operatorViewer),
    );
    for (const label of ['Employee', 'Team', 'Company', 'Project', 'Topic'] as const)
      expect(await server.graph.names(label, operatorViewer)).toEqual(
        await embedded.graph.names(label, operatorViewer),
      );
  });
});
