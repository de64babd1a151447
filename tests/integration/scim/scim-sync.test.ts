import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { examineParts } from '../../../src/examine.ts';
import { operatorViewer } from '../../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../../src/main.ts';
import { createLog } from '../../../src/operations/log.ts';
import { serve } from '../../../src/serve.ts';
import { freePort } from '../../fixtures/free-port.ts';

const everybody = ['Ana', 'Bo', 'Cy', 'Di', 'Ed', 'Fay', 'Gus', 'Hal'];
const token = 'a-token-of-thirty-two-characters';

/** Orgwise with one source that is pushed to, as `orgwise start` runs it. */
async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-scim-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const yaml = `company: { name: Acme, timeZone: Europe/Berlin }
sources:
  - { name: provisioned, type: scim, token: '\${SCIM_TOKEN}' }
storage: { dataDir: ./data }
http: { port: ${port} }
`;
  writeFileSync(join(folder, 'orgwise.yaml'), yaml);
  const config = loadConfig({ env: { SCIM_TOKEN: token, ORGWISE_LOG_LEVEL: 'silent' }, cwd: folder });
  const orgwise = await createOrgwise(config);
  const serving = await serve(orgwise, { onBusyPort: () => {} });
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  return { config, orgwise, serving, send };
}

async function names({ graph }: Orgwise): Promise<readonly string[]> {
  const found = await graph.query(
    { find: 'Employee', return: { kind: 'list', limit: 50 } },
    operatorViewer,
    '2026-11-26',
  );
  return found.kind === 'list' ? found.rows.map(({ name }) => name).toSorted() : [];
}

test('what is pushed comes to the graph at the next sync, and a mass deletion waits for approval', async () => {
  const { config, orgwise, serving, send } = await start();
  const lookAt = async () => {
    for await (const finding of examineParts(config, createLog('silent')))
      if (finding.part === 'source provisioned') return finding;
    return undefined;
  };
  try {
    expect(await lookAt()).toMatchObject({
      ok: false,
      message: expect.stringContaining('Nothing was pushed yet'),
    });
    const ids: string[] = [];
    for (const name of everybody)
      ids.push((await send('POST', '/Users', { userName: `${name}@acme.example`, displayName: name })).id);
    expect(await names(orgwise)).toEqual([]);
    expect((await orgwise.sync()).sources).toMatchObject([{ outcome: 'done' }]);
    expect(await names(orgwise)).toEqual(everybody);
    expect(await lookAt()).toMatchObject({
      ok: true,
      message: expect.stringContaining('8 records, 0 problems'),
    });

    for (const id of ids.slice(1))
      await send('PATCH', `/Users/${id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
      });
    const [stopped] = (await orgwise.sync()).sources;
    expect(stopped?.outcome).not.toBe('done');
    expect(await names(orgwise)).toEqual(everybody);
    await orgwise.approve('provisioned');
    expect(await names(orgwise)).toEqual(['Ana']);
  } finally {
    await serving.stop();
  }
});

/** All that is kept of pushes. */
async function everythingKept({ state }: Orgwise): Promise<string> {
  const kinds = ['scim User provisioned', 'scim Group provisioned'];
  const pages = await Promise.all(kinds.map((kind) => state.scanRecords(kind, '', 500)));
  return JSON.stringify(pages);
}

test('who is erased is forgotten as a push too, and nobody and no group that names them', async () => {
  const { orgwise, serving, send } = await start();
  const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  const push = async (name: string, more: object = {}): Promise<string> =>
    (await send('POST', '/Users', { userName: `${name}@acme.example`, displayName: name, ...more })).id;
  try {
    const ana = await push('Ana');
    const manager = { value: ana, displayName: 'Ana' };
    for (const name of everybody.slice(1)) await push(name, { [enterprise]: { manager } });
    await send('POST', '/Groups', {
      displayName: 'Friends of Ana',
      members: [{ value: ana, display: 'Ana' }],
    });
    await orgwise.sync();
    const [person] = (await orgwise.graph.names('Employee', operatorViewer)).filter(
      ({ name }) => name === 'Ana',
    );
    if (person === undefined) throw new Error('nobody is called Ana');
    await orgwise.erase(person);
    const left = await send('GET', '/Users');
    expect(JSON.stringify(left)).not.toContain('Ana');
    // What counts need stays, under the id that the provider knows.
    expect(left.totalResults).toBe(everybody.length);
    const again = await send('POST', '/Users', { userName: 'ana@ACME.example', displayName: 'Ana' });
    expect(again).toMatchObject({ id: ana, displayName: 'Erased person' });
    expect((await send('GET', '/Groups')).totalResults).toBe(1);
    const [after] = (await orgwise.sync()).sources;
    expect(after?.outcome).toBe('done');
    expect(await names(orgwise)).toEqual([...everybody.slice(1), 'Erased person'].toSorted());
    expect(await everythingKept(orgwise)).not.toMatch(/ana@acme/i);
  } finally {
    await serving.stop();
  }
});
