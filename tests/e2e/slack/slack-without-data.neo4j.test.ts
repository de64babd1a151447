import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../../deploy/neo4j/local-neo4j.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { createOrgwise } from '../../../src/main.ts';
import { serve } from '../../../src/serve.ts';
import { startBreakableLink } from '../../neo4j/breakable-link.ts';
import { emptyNeo4j, neo4jSettings, settings } from '../../neo4j/test-database.ts';
import { appToken, botToken, type FakeSlack } from './fake-slack.ts';
import { startCompanySlack } from './harness.ts';
import { visibleText } from './workspace.ts';

const users = [{ id: 'UNORA', name: 'Nora Weiss', email: 'nora.weiss@voltmoor.example' }];
const question = 'How many tasks are assigned to John Doe?';

async function ask(slack: FakeSlack): Promise<string> {
  const { ts } = slack.mention('UNORA', 'C1', question);
  // On a database that has just begun, an answer may take long enough for its place to be taken before.
  await vi.waitFor(
    () => {
      const [first] = slack.repliesTo(ts);
      expect(first === undefined ? '' : visibleText(first)).not.toBe('');
    },
    { timeout: 30_000 },
  );
  // Slack has sent it again in the meantime, if it was not acknowledged: that is no second answer.
  await sleep(500);
  const said = slack.repliesTo(ts);
  expect(said).toHaveLength(1);
  return visibleText(said[0] ?? { text: '', blocks: [] });
}

// A server that is killed itself, and started again: tests/integration/neo4j-failures.neo4j.test.ts.
describe.skipIf(neo4jSettings === null)('Slack while Neo4j is down', () => {
  test('is told so in the thread with an id, and answered again when it is back', {
    timeout: 180_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orgwise-down-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await emptyNeo4j();
    const { uri, username, password, database } = settings();
    const link = await startBreakableLink(Number(new URL(uri).port));
    onTestFinished(() => link.cut());
    const slack = await startCompanySlack({
      users,
      channels: [{ id: 'C1', name: 'general', members: ['UNORA', 'UBOT'] }],
    });
    onTestFinished(() => slack.stop());
    const orgwise = await createOrgwise(
      loadConfig({
        configFile: new URL('../../../sample-company/orgwise.yaml', import.meta.url).pathname,
        dataDir: folder,
        env: {
          NEO4J_URI: `bolt://127.0.0.1:${link.port}`,
          NEO4J_USERNAME: username,
          NEO4J_PASSWORD: password,
          NEO4J_DATABASE: database,
          SLACK_BOT_TOKEN: botToken,
          SLACK_APP_TOKEN: appToken,
          SLACK_API_URL: slack.apiUrl,
          ORGWISE_LOG_LEVEL: 'silent',
          PORT: String(await freePort()),
        },
        cwd: folder,
      }),
    );
    await orgwise.sync();
    const serving = await serve(orgwise, { onBusyPort: () => {} });
    onTestFinished(() => serving.stop());

    expect(await ask(slack)).toContain('12 tasks');
    await link.cut();
    expect(await ask(slack)).toMatch(/cannot reach my data at the moment[\s\S]*\b[0-9a-f]{8}\b/);
    await link.mend();
    expect(await ask(slack)).toContain('12 tasks');
  });
});
