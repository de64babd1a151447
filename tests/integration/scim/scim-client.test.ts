import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { scimToken, startScimServer } from '../../fixtures/scim-server.ts';
import { isDemanded } from '../../is-demanded.ts';

/** A Python that has scim2-client[httpx2] and scim2-tester. */
const python = process.env.SCIM_CLIENT_PYTHON ?? 'python3';
const isInstalled =
  spawnSync(python, ['-c', 'import scim2_tester, scim2_client.engines.httpx2']).status === 0;
const script = fileURLToPath(new URL('../../fixtures/scim/use-scim-client.py', import.meta.url));

test.runIf(isInstalled || isDemanded('scim'))(
  'a client library reads and writes, and a checker of the RFCs finds nothing (listed as not run where they are absent)',
  async () => {
    const server = await startScimServer();
    try {
      const { stdout } = await promisify(execFile)(python, [script, server.url, scimToken]);
      const { checks, ...found } = JSON.parse(stdout);
      expect(found).toEqual({
        created: 'bjensen@acme.example',
        department: 'Tour Operations',
        total: 1,
        title: 'Guide',
        members: [true],
        left: 0,
        failed: [],
      });
      expect(checks).toBeGreaterThan(100);
      expect(server.failures).toEqual([]);
    } finally {
      await server.close();
    }
  },
  60_000,
);
