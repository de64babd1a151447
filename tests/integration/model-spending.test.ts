import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise } from '../../src/main.ts';
import { defaultLimits } from '../../src/models/model-limits.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import { type FakeModelServer, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { planned } from '../fixtures/scripted-model.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'orgwise-spending-'));
let server: FakeModelServer;

beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks an Orgwise that is started for this question alone. */
async function askOnce(question: string): Promise<Answer> {
  const configFile = join(root, 'sample-company/orgwise.yaml');
  const config = loadConfig({ configFile, dataDir: folder, env: {}, cwd: folder });
  const orgwise = await createOrgwise({
    ...config,
    logLevel: 'silent',
    model: { name: 'm', apiKey: null, baseUrl: server.url, timeoutSeconds: 5 },
    modelLimits: { ...defaultLimits, price: { input: 1, output: 1 }, costPerDay: 0.02 },
  });
  try {
    if ((await orgwise.graph.sources()).length === 0) await orgwise.sync();
    return await orgwise.answerQuestion({ question, asker: { viewer: operatorViewer, employeeId: null } });
  } finally {
    await orgwise.close();
  }
}

it('what a day may cost is not forgotten by a restart', async () => {
  const question = 'Does every office have somebody who has been around for ages?';
  const reply = planned({ find: 'Employee', return: { kind: 'count' } });
  const usage = { prompt_tokens: 19_000, completion_tokens: 900, total_tokens: 19_900 };
  server.script({ body: { ...(reply.body as object), usage } });
  expect((await askOnce(question)).model).toBe('planned');
  const second = await askOnce(question);
  expect(second.model).toBeUndefined();
  expect(second.notes).toEqual([expect.stringContaining('budget')]);
  expect(server.requests).toHaveLength(1);
});
