import { describe, expect, it } from 'vitest';
import type { ConfigMistake } from '../../../src/config/invalid-config-error.ts';
import { readTeamsEnvironment } from '../../../src/config/teams-environment.ts';

const id = '5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b';
const app = { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id };

function read(env: Readonly<Record<string, string>>) {
  const mistakes: ConfigMistake[] = [];
  return { settings: readTeamsEnvironment(env, mistakes), paths: mistakes.map((one) => one.path) };
}

describe('Teams in the environment', () => {
  it('is off without a variable, and on with a secret or a managed identity', () => {
    expect(read({ TEAMS_APP_ID: '' })).toEqual({ settings: null, paths: [] });
    expect(read({ ...app, TEAMS_APP_PASSWORD: 'p' }).settings?.authentication).toEqual({
      kind: 'app',
      appId: id,
      tenantId: id,
      appPassword: 'p',
    });
    const managed = read({ ...app, TEAMS_MANAGED_IDENTITY: 'on' }).settings;
    expect(managed?.authentication).toMatchObject({ kind: 'app', appPassword: null });
    expect(managed).not.toHaveProperty('endpoints');
  });

  it('takes the services of the government’s cloud, and single ones over them', () => {
    const { settings } = read({
      ...app,
      TEAMS_APP_PASSWORD: 'p',
      TEAMS_CLOUD: 'usgov',
      TEAMS_LOGIN_URL: 'http://127.0.0.1:8080/login/',
    });
    expect(settings?.endpoints).toMatchObject({
      loginUrl: 'http://127.0.0.1:8080/login',
      scope: 'https://api.botframework.us',
      clientUrl: 'https://gov.teams.microsoft.us',
    });
  });

  it.each([
    ['TEAMS_APP_PASSWORD', { ...app }],
    ['TEAMS_APP_PASSWORD', { ...app, TEAMS_APP_PASSWORD: 'p', TEAMS_MANAGED_IDENTITY: 'on' }],
    ['TEAMS_TENANT_ID', { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'p' }],
    ['TEAMS_MANAGED_IDENTITY', { ...app, TEAMS_MANAGED_IDENTITY: 'yes' }],
    ['TEAMS_AUTHENTICATION', { TEAMS_AUTHENTICATION: 'none' }],
    ['TEAMS_OAUTH_CONNECTION', { TEAMS_AUTHENTICATION: 'off', TEAMS_OAUTH_CONNECTION: 'orgwise' }],
    ['TEAMS_FOLLOW_THREADS', { ...app, TEAMS_APP_PASSWORD: 'p', TEAMS_FOLLOW_THREADS: 'yes' }],
    ['TEAMS_CLOUD', { ...app, TEAMS_APP_PASSWORD: 'p', TEAMS_CLOUD: 'mars' }],
    ['TEAMS_OPENID_URL', { ...app, TEAMS_APP_PASSWORD: 'p', TEAMS_OPENID_URL: 'http://evil.example/keys' }],
    ['TEAMS_SENSITIVITY_LABEL', { ...app, TEAMS_APP_PASSWORD: 'p', TEAMS_SENSITIVITY_NOTE: 'Mind.' }],
  ])('names %s where it is wrong', (path, env) => {
    expect(read(env)).toEqual({ settings: null, paths: [path] });
  });
});
