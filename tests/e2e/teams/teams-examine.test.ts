import { describe, expect, it, onTestFinished } from 'vitest';
import { createTeamsAdapter } from '../../../src/bot/teams/teams-adapter.ts';
import type { TeamsEndpoints } from '../../../src/bot/teams/teams-endpoints.ts';
import type { TeamsSettings } from '../../../src/bot/teams/teams-settings.ts';
import type { Finding } from '../../../src/operations/finding.ts';
import { connectionName } from './fake-accounts.ts';
import { registration } from './fake-identity.ts';
import { startFakeTeams } from './fake-teams.ts';

const quiet = { warn: () => {}, error: () => {} };
const inbox = { accept: async () => 'accepted' as const, watch: () => {}, close: async () => {} };

async function examine(
  authentication: TeamsSettings['authentication'],
  more: Partial<TeamsEndpoints> = {},
  settings: Partial<TeamsSettings> = {},
): Promise<readonly Finding[]> {
  const teams = await startFakeTeams();
  onTestFinished(async () => await teams.stop());
  const endpoints = { ...teams.endpoints, ...more };
  const adapter = createTeamsAdapter({
    settings: { ...settings, authentication },
    inbox,
    state: {
      readRecord: async () => null,
      writeRecord: async () => {},
      deleteRecord: async () => {},
      listRecords: async () => [],
      swapConversation: async () => true,
    },
    previewLinks: async () => [],
    searchThings: async () => ({ refused: null, found: [] }),
    directory: null,
    log: quiet,
    endpoints,
  });
  return (await adapter.examine?.()) ?? [];
}

const app = { kind: 'app', ...registration } as const;

describe('examining Teams', () => {
  it('is content where the bot gets its token', async () => {
    expect(await examine(app)).toEqual([
      { part: 'teams', ok: true, message: 'Entra ID gave the bot a token to speak to Teams with.' },
    ]);
  });

  it.each([
    ['a wrong secret', { appPassword: 'wrong' }, 'client secret', 'TEAMS_APP_PASSWORD'],
    ['a wrong app', { appId: 'c0ffee00-0000-4000-8000-000000000000' }, 'no app', 'TEAMS_APP_ID'],
    ['a wrong tenant', { tenantId: 'c0ffee00-0000-4000-8000-000000000000' }, 'no tenant', 'TEAMS_TENANT_ID'],
  ])('says what is wrong with %s, and what to do', async (_, wrong, message, remedy) => {
    const [finding] = await examine({ ...app, ...wrong });
    expect(finding).toMatchObject({ part: 'teams', ok: false });
    expect(finding?.message).toContain(message);
    expect(finding?.remedy).toContain(remedy);
    expect(JSON.stringify(finding)).not.toContain('right~secret');
  });

  it('tells whether people can sign in by the connection that is named', async () => {
    const [, well] = await examine(app, {}, { oauthConnection: connectionName });
    expect(well).toEqual({
      part: 'teams',
      ok: true,
      message: `People can sign in by the connection "${connectionName}".`,
    });
    const [, wrong] = await examine(app, {}, { oauthConnection: 'other' });
    expect(wrong).toMatchObject({ ok: false, remedy: expect.stringContaining('TEAMS_OAUTH_CONNECTION') });
    expect(wrong?.message).toContain('status 404');
    const nowhere = { userTokenUrl: 'http://127.0.0.1:1' };
    const [, unreached] = await examine(app, nowhere, { oauthConnection: connectionName });
    expect(unreached?.message).toContain('could not be asked about signing in');
    expect(await examine({ ...app, appPassword: 'x' }, {}, { oauthConnection: 'other' })).toHaveLength(1);
  });

  it('passes on what else Entra ID says', async () => {
    const [finding] = await examine(app, { scope: 'https://elsewhere.example' });
    expect(finding?.message).toContain('AADSTS70011');
  });

  it('says where Entra ID cannot be reached', async () => {
    const [finding] = await examine(app, { loginUrl: 'http://127.0.0.1:9' });
    expect(finding).toMatchObject({ ok: false });
    expect(finding?.message).toContain('127.0.0.1:9 gave no answer');
    expect(finding?.remedy).toContain('login.microsoftonline.com');
  });

  it('says that authentication is off', async () => {
    const [finding] = await examine({ kind: 'off' });
    expect(finding?.message).toContain('Authentication is off');
  });
});

it('never takes an empty app id for a wish to believe anybody', async () => {
  await expect(examine({ ...app, appId: '' })).rejects.toThrow('empty app id');
});
