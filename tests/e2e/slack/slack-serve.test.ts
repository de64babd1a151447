import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { slackPath } from '../../../src/bot/slack/slack-receiver.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { createOrgwise } from '../../../src/main.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import { serve } from '../../../src/serve.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { appToken, botToken, type FakeSlack, signingSecret } from './fake-slack.ts';
import { startCompanySlack, untilSaid } from './harness.ts';

const users = [{ id: 'UNORA', name: 'Nora Weiss', email: 'nora.weiss@voltmoor.example' }];

/** Orgwise as `npm start` runs it, set up by its environment alone. */
async function serveWith(slack: FakeSlack, env: Readonly<Record<string, string>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-serve-'));
  const configFile = new URL('../../../sample-company/orgwise.yaml', import.meta.url).pathname;
  const variables = { ...env, SLACK_API_URL: slack.apiUrl, ORGWISE_LOG_LEVEL: 'silent' };
  const orgwise = await createOrgwise(
    loadConfig({ configFile, dataDir: folder, env: variables, cwd: folder }),
  );
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await orgwise.sync();
  const serving = await serve(orgwise, { onBusyPort: () => {} });
  onTestFinished(() => serving.stop());
}

async function startSlack(): Promise<FakeSlack> {
  const slack = await startCompanySlack({
    users,
    channels: [{ id: 'C1', name: 'general', members: ['UNORA', 'UBOT'] }],
  });
  onTestFinished(() => slack.stop());
  return slack;
}

async function expectAnswer(slack: FakeSlack): Promise<void> {
  const { ts } = slack.mention('UNORA', 'C1', 'How many tasks are assigned to John Doe?');
  const [said] = await untilSaid(() => slack.repliesTo(ts));
  expect(said?.text).toContain('12 tasks');
}

it('serves Slack over a socket', async () => {
  const slack = await startSlack();
  await serveWith(slack, { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken });
  await expectAnswer(slack);
});

it('serves Slack over HTTP', async () => {
  const slack = await startSlack();
  const port = await freePort();
  const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, PORT: String(port) };
  await serveWith(slack, env);
  slack.sendTo(`http://127.0.0.1:${port}${slackPath}`);
  await expectAnswer(slack);
});

it('does not start with a token that Slack refuses', async () => {
  const slack = await startSlack();
  const failed = await serveWith(slack, { SLACK_BOT_TOKEN: 'xoxb-other', SLACK_APP_TOKEN: appToken }).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(AppError);
});
