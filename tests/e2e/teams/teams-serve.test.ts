import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { createOrgwise } from '../../../src/main.ts';
import { serve } from '../../../src/serve.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { openCliCompany } from '../../integration/cli-company.ts';
import { registration } from './fake-identity.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { wordsOf } from './read-reply.ts';

// The library itself writes a line for every token that it refuses.
vi.spyOn(console, 'error').mockImplementation(() => {});

/** Orgwise as `npm start` runs it with the sample company, set up by its environment alone. */
async function serveWith(teams: FakeTeams, env: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-serve-'));
  const port = await freePort();
  const variables = { ...env, PORT: String(port), ORGWISE_LOG_LEVEL: 'silent' };
  const orgwise = await createOrgwise(loadConfig({ dataDir: folder, env: variables, cwd: folder }));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await orgwise.sync();
  const serving = await serve(orgwise, { onBusyPort: () => {} });
  onTestFinished(() => serving.stop());
  const url = `http://127.0.0.1:${port}`;
  teams.connect(`${url}/api/messages`);
  return url;
}

async function startTeams(isOpen = false): Promise<FakeTeams> {
  const teams = await startFakeTeams({ isOpen });
  onTestFinished(() => teams.stop());
  return teams;
}

async function expectAnswer(teams: FakeTeams): Promise<void> {
  const nora = teams.person('Nora Weiss', { email: 'nora.weiss@voltmoor.example' });
  const asked = await teams.direct(nora, 'How many tasks are assigned to John Doe?');
  expect(wordsOf(await teams.answerTo(asked))).toContain('12 tasks');
}

it('serves Teams on the one HTTP server, all of Microsoft’s services where the environment says', async () => {
  const teams = await startTeams();
  const { endpoints } = teams;
  const url = await serveWith(teams, {
    TEAMS_APP_ID: registration.appId,
    TEAMS_APP_PASSWORD: registration.appPassword,
    TEAMS_TENANT_ID: registration.tenantId,
    TEAMS_LOGIN_URL: endpoints.loginUrl,
    TEAMS_OPENID_URL: endpoints.openIdUrl,
    TEAMS_EMULATOR_OPENID_URL: endpoints.emulatorOpenIdUrl,
    TEAMS_TOKEN_ISSUER: endpoints.tokenIssuer,
    TEAMS_TOKEN_SCOPE: endpoints.scope,
    TEAMS_USER_TOKEN_URL: endpoints.userTokenUrl,
    TEAMS_GRAPH_URL: endpoints.graphUrl,
    TEAMS_CLIENT_URL: endpoints.clientUrl,
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await expectAnswer(teams);
  const forged = await teams.deliver(
    teams.activity(teams.person('Eve'), teams.personal(teams.person('Eve')), { text: 'Hi' }),
    { forged: true },
  );
  expect(forged.status).toBe(401);
});

it('serves without authentication in the playground', async () => {
  const teams = await startTeams(true);
  await serveWith(teams, { TEAMS_AUTHENTICATION: 'off' });
  await expectAnswer(teams);
});

it('does not start without authentication where data of a company are configured', async () => {
  const company = openCliCompany();
  const port = await freePort();
  vi.stubEnv('TEAMS_AUTHENTICATION', 'off');
  vi.stubEnv('PORT', String(port));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { code, err } = await company.run('start');
  expect(code).not.toBe(0);
  expect(err).toMatch(/TEAMS_AUTHENTICATION.*lets anybody ask as anybody/);
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});
