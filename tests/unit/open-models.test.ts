import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { embedderFolder, fileOf, runtimeFolder } from '../../src/models/local/local-embedder-files.ts';
import { type LocalModelName, localModels } from '../../src/models/local/local-models.ts';
import { openModels } from '../../src/open-models.ts';
import { createLog } from '../../src/operations/log.ts';
import { createSqliteStateStore } from '../../src/state/sqlite/sqlite-state-store.ts';
import { least } from './config/load-example.ts';
import { temporaryFolder } from './connectors/temporary-folder.ts';

/** What is opened of the models within Orgwise where only some have files, which nothing reads here, and what the log says. */
async function openWith(local: string, installed: readonly LocalModelName[]) {
  const folder = temporaryFolder({ 'orgwise.yaml': `${least}embeddings: { local: ${local} }\n` });
  mkdirSync(embedderFolder(folder), { recursive: true });
  mkdirSync(runtimeFolder(folder), { recursive: true });
  for (const name of installed)
    for (const file of [localModels[name].weights, localModels[name].tokenizer])
      writeFileSync(fileOf(folder, file), '');
  const config = loadConfig({ cwd: folder, env: { ORGWISE_CACHE: folder } });
  mkdirSync(config.storage.dataDir, { recursive: true });
  const file = join(config.storage.dataDir, 'graph.db');
  const graph = createSqliteStore({ file });
  await graph.migrate();
  const state = createSqliteStateStore({ file: join(config.storage.dataDir, 'state.db') });
  await state.migrate();
  const lines: string[] = [];
  const log = createLog('warn', [], { write: (line) => lines.push(line) });
  const models = await openModels(config, log, { state, today: () => '2026-11-20' });
  onTestFinished(async () => {
    await models.embedding?.vectors.close();
    await models.closeEmbedder?.();
    await state.close();
    await graph.close();
  });
  return { embedding: models.embedding, warnings: lines.map((line) => String(JSON.parse(line).msg)) };
}

const both = '[bge-small-en-v1.5, bge-small-zh-v1.5]';

it('takes each language to its own model, and one alone as ever', async () => {
  const of = async (local: string) => {
    const { embedding, warnings } = await openWith(local, ['bge-small-en-v1.5', 'bge-small-zh-v1.5']);
    expect(warnings).toEqual([]);
    return [embedding?.name, embedding?.embedder.dimensions];
  };
  expect(await of(both)).toEqual(['bge-small-en-v1.5, bge-small-zh-v1.5', [384, 512]]);
  expect(await of('bge-small-en-v1.5')).toEqual(['bge-small-en-v1.5', [384]]);
});

it('does without a language whose files are missing, and says so', async () => {
  const { embedding, warnings } = await openWith(both, ['bge-small-en-v1.5']);
  expect([embedding?.name, embedding?.embedder.dimensions]).toEqual(['bge-small-en-v1.5', [384]]);
  expect(embedding?.embedder.understands('年假几天')).toBe(false);
  expect(warnings).toEqual([expect.stringMatching(/bge-small-zh-v1\.5 are not here.*npm run embedder/)]);
  expect((await openWith(both, [])).embedding).toBeUndefined();
});
