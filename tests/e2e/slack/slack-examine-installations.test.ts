import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createInstallations } from '../../../src/bot/slack/installations.ts';
import { createTokenCipher } from '../../../src/bot/slack/token-cipher.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { examineParts } from '../../../src/examine.ts';
import { createLog } from '../../../src/operations/log.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import { type FakeSlack, signingSecret } from './fake-slack.ts';
import { smallCompany, startCompanySlack } from './harness.ts';
import { clientId, clientSecret } from './oauth.ts';

const organisation = { id: 'E1', teamIds: ['T2'] };
const sampleCompany = new URL('../../../sample-company/orgwise.yaml', import.meta.url).pathname;
const key = randomBytes(32).toString('base64');
let slack: FakeSlack;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'orgwise-doctor-'));
  slack = await startCompanySlack({ others: [{ teamId: 'T2', ...smallCompany }], organisation });
});
afterEach(async () => {
  await slack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Workspaces that installed the app, by the way that an installation takes. */
async function install(tokens: Readonly<Record<string, string>>): Promise<void> {
  const state = createSqliteStateStore({ file: join(dataDir, 'state.db') });
  await state.migrate();
  const cipher = createTokenCipher([key]);
  const installations = createInstallations({ state, cipher, workspaces: Object.keys(tokens) });
  for (const [id, token] of Object.entries(tokens)) {
    const isOrg = id === organisation.id;
    const workspace = slack.workspaces.get(isOrg ? 'T2' : id);
    if (isOrg) slack.organisation?.tokens.add(token);
    if (workspace !== undefined) slack.tokens.set(token, workspace);
    await installations.storeInstallation({
      team: isOrg ? undefined : { id },
      enterprise: isOrg ? { id } : undefined,
      isEnterpriseInstall: isOrg,
      user: { id: 'UANA', token: undefined, scopes: undefined },
      bot: { token, scopes: [], id: 'B1', userId: 'UBOT' },
    });
  }
  await state.close();
}

/** What the doctor says of Slack. */
async function examine(workspaces: string, tokenKey = key) {
  const config = loadConfig({
    configFile: sampleCompany,
    dataDir,
    cwd: dataDir,
    env: {
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_TOKEN_KEY: tokenKey,
      SLACK_WORKSPACES: workspaces,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
    },
  });
  const findings = await Array.fromAsync(examineParts(config, createLog('silent')));
  return findings.filter((one) => one.part === 'slack').map((one) => ({ ...one, part: undefined }));
}

it('looks at the token of each workspace that installed the app', async () => {
  await install({ T1: 'xoxb-1', T2: 'xoxb-2' });
  expect(await examine('T1,T2,T3')).toEqual(
    expect.arrayContaining([
      { ok: true, message: 'The bot token of T1 is that of orgwise in Voltmoor.' },
      { ok: true, message: 'Slack shows the addresses of 6 of 7 people looked at in T1.' },
      { ok: true, message: 'The bot token of T2 is that of orgwise in Voltmoor.' },
      { ok: true, message: 'T3 may install the app at /slack/install of this server, and has not as such.' },
    ]),
  );
});

it('looks at the token of a whole organisation, in one of its workspaces', async () => {
  await install({ E1: 'xoxb-3' });
  expect(await examine('E1')).toEqual(
    expect.arrayContaining([
      { ok: true, message: 'The bot token of E1 is that of orgwise in Voltmoor.' },
      { ok: true, message: 'Slack shows the addresses of 6 of 7 people looked at in E1.' },
    ]),
  );
  slack.organisation?.teamIds.splice(0);
  expect((await examine('E1')).filter((one) => !one.ok)).toEqual([
    {
      ok: false,
      message: expect.stringContaining('added the app to no workspace'),
      remedy: expect.stringContaining('add the app to its workspaces'),
    },
  ]);
});

it('names the scopes that a workspace did not grant, and what to do there', async () => {
  await install({ T1: 'xoxb-1', T2: 'xoxb-2' });
  slack.workspaces.get('T2')?.scopes.delete('groups:read');
  const wrong = (await examine('T1,T2')).filter((one) => !one.ok);
  expect(wrong).toEqual([
    {
      ok: false,
      message: expect.stringMatching(/^The bot token of T2 lacks the scope groups:read: without it, /),
      remedy:
        'Install the app in T2 again at /slack/install of this server; Slack then asks for groups:read too.',
    },
  ]);
});

it('names a workspace that withdrew its token, and goes on with the others', async () => {
  await install({ T1: 'xoxb-1', T2: 'xoxb-2' });
  slack.tokens.delete('xoxb-2');
  const found = await examine('T1,T2');
  expect(found.filter((one) => !one.ok)).toEqual([
    {
      ok: false,
      message: 'Slack does not know the bot token of T2.',
      remedy: 'Install the app in T2 again at /slack/install of this server.',
    },
  ]);
  expect(found.filter((one) => one.ok && one.message.includes('T1'))).toHaveLength(2);
});

it('names a token that the key does not open, and a workspace that is named no more', async () => {
  await install({ T1: 'xoxb-1', T2: 'xoxb-2' });
  const found = await examine('T1', randomBytes(32).toString('base64'));
  expect(found.map((one) => one.message).sort()).toEqual([
    expect.stringMatching(/^T1: A token of Slack cannot be read with SLACK_TOKEN_KEY: put the former key/),
    'T2 installed the app, and SLACK_WORKSPACES does not name it: nobody there is answered.',
  ]);
  expect(found.every((one) => !one.ok)).toBe(true);
});
