import { expect, it } from 'vitest';
import type { ConfigMistake } from '../../../src/config/invalid-config-error.ts';
import { readSlackEnvironment } from '../../../src/config/slack-environment.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const oauth = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_TOKEN_KEY: key,
  SLACK_WORKSPACES: 'T1, E2',
  SLACK_SIGNING_SECRET: 'signing',
};

function read(env: Record<string, string>) {
  const mistakes: ConfigMistake[] = [];
  return { settings: readSlackEnvironment(env, mistakes), mistakes };
}

it('reads one token, or an app that workspaces install', () => {
  expect(read({}).settings).toBeNull();
  expect(read({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).settings).toEqual({
    botToken: 'xoxb-1',
    transport: { kind: 'socket', appToken: 'xapp-1' },
  });
  expect(read({ ...oauth, SLACK_API_URL: 'https://slack-gov.com/api' }).settings).toEqual({
    oauth: { clientId: '1.2', clientSecret: 'secret', tokenKeys: [key], workspaces: ['T1', 'E2'] },
    transport: { kind: 'http', signingSecret: 'signing' },
    apiUrl: 'https://slack-gov.com/api/',
  });
});

it.each([
  [{ SLACK_CLIENT_SECRET: 'secret' }, 'SLACK_BOT_TOKEN', /or SLACK_CLIENT_ID/],
  [{ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_CLIENT_ID', /one of the two/],
  [{ ...oauth, SLACK_CLIENT_SECRET: '' }, 'SLACK_CLIENT_SECRET', /client secret/],
  [{ ...oauth, SLACK_TOKEN_KEY: '' }, 'SLACK_TOKEN_KEY', /found nothing; accepted: 32 bytes/],
  [{ ...oauth, SLACK_TOKEN_KEY: `${key},short` }, 'SLACK_TOKEN_KEY', /openssl rand -base64 32/],
  [{ ...oauth, SLACK_WORKSPACES: '' }, 'SLACK_WORKSPACES', /found nothing/],
  [{ ...oauth, SLACK_WORKSPACES: 'T1,acme' }, 'SLACK_WORKSPACES', /found 'acme'/],
  [{ ...oauth, SLACK_SIGNING_SECRET: '' }, 'SLACK_APP_TOKEN', /SLACK_CLIENT_ID is set/],
])('says what is wrong with %j', (env, path, message) => {
  const { settings, mistakes } = read(env);
  expect(settings).toBeNull();
  expect(mistakes).toEqual([{ path, message: expect.stringMatching(message) }]);
  // A secret is told of by no more than its beginning.
  expect(JSON.stringify(mistakes)).not.toContain(key);
});
