import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { defaultLimits } from '../../src/models/model-limits.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import {
  type FakeModelServer,
  type ModelReply,
  startFakeModelServer,
} from '../fixtures/fake-model-server.ts';
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

/** An Orgwise with a model, over the data of this file. */
async function open(costPerDay: number): Promise<Orgwise> {
  const configFile = join(root, 'sample-company/orgwise.yaml');
  const config = loadConfig({ configFile, dataDir: folder, env: {}, cwd: folder });
  const orgwise = await createOrgwise({
    ...config,
    logLevel: 'silent',
    model: { name: 'm', apiKey: null, baseUrl: server.url, timeoutSeconds: 60 },
    modelLimits: { ...defaultLimits, price: { input: 1, output: 1 }, costPerDay },
  });
  if ((await orgwise.graph.sources()).length === 0) await orgwise.sync();
  return orgwise;
}

const question = 'Does every office have somebody who has been around for ages?';
const ask = async ({ answerQuestion }: Orgwise): Promise<Answer> =>
  await answerQuestion({ question, asker: { viewer: operatorViewer, employeeId: null } });

/** A planned query, for so many tokens. */
function costing(prompt: number, written: number): ModelReply {
  const reply = planned({ find: 'Employee', return: { kind: 'count' } });
  const usage = { prompt_tokens: prompt, completion_tokens: written, total_tokens: prompt + written };
  return { body: { ...(reply.body as object), usage } };
}

it('what a day may cost is not forgotten by a restart', async () => {
  server.script(costing(19_000, 900));
  const first = await open(0.02);
  expect((await ask(first)).model).toBe('planned');
  await first.close();
  const second = await open(0.02);
  const answer = await ask(second);
  await second.close();
  expect(answer.model).toBeUndefined();
  expect(answer.notes).toEqual([expect.stringContaining('budget')]);
  expect(server.requests).toHaveLength(1);
});

it('fifty questions at the same moment, on two replicas, do not pass it together', async () => {
  const spent = 0.0199;
  const costPerDay = spent + 0.1;
  const cost = { tokens: 0 };
  // As dear as each may be: what was sent, and all that it may write.
  server.script(({ body }) => {
    const prompt = Math.ceil(JSON.stringify(body).length / 4);
    const written = body.max_tokens ?? 0;
    cost.tokens += prompt + written;
    return { ...costing(prompt, written), delay: 300 };
  });
  const replicas = [await open(costPerDay), await open(costPerDay)];
  const answers = await Promise.all(Array.from({ length: 25 }, () => replicas.map((one) => ask(one))).flat());
  await Promise.all(replicas.map((one) => one.close()));
  expect(cost.tokens / 1_000_000).toBeLessThanOrEqual(costPerDay - spent);
  expect(server.requests.length).toBeGreaterThan(5);
  expect(server.requests.length).toBeLessThan(50);
  const helped = answers.filter((one) => one.model === 'planned');
  expect(helped).toHaveLength(server.requests.length);
  for (const one of answers)
    if (one.model === undefined) expect(one.notes).toEqual([expect.stringContaining('budget')]);
});
