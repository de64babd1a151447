import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { examineSignIn } from '../../src/bot/web/sign-in/examine-sign-in.ts';
import type { SignInSettings } from '../../src/bot/web/sign-in/sign-in-settings.ts';
import {
  clientId,
  clientSecret,
  type OpenIdServer,
  startOpenIdServer,
} from '../fixtures/sign-in/open-id-server.ts';

let provider: OpenIdServer;
const redirectUrl = 'http://127.0.0.1:9/sign-in/callback';
const metadata = '/.well-known/openid-configuration';

beforeAll(async () => {
  provider = await startOpenIdServer({ redirectUrl, accounts: {} });
});
afterAll(() => provider?.stop());
afterEach(() => provider.broken.clear());

const examine = (more: Partial<SignInSettings> = {}) =>
  examineSignIn({
    issuer: provider.issuer,
    clientId,
    clientSecret,
    redirectUrl,
    sessionKeys: [],
    sessionHours: 12,
    attemptsPerMinute: 60,
    links: false,
    ...more,
  });

it('says where people sign in, and that the client is accepted', async () => {
  expect(await examine()).toEqual({
    part: 'web sign-in',
    ok: true,
    message: `People sign in at ${provider.issuer} with PKCE, and come back to ${redirectUrl}; it accepts our client.`,
  });
});

it.each([
  ['another secret', { clientSecret: 'another' }],
  ['a client that the provider does not know', { clientId: 'another' }],
])('names what to set for %s', async (_, more) => {
  expect(await examine(more)).toMatchObject({
    ok: false,
    message: expect.stringContaining('does not accept the client'),
    remedy: expect.stringContaining('WEB_CLIENT_SECRET'),
  });
});

it('tells an issuer that is another, is not there, or is no provider', async () => {
  provider.broken.set(metadata, (response) => {
    const told = { issuer: 'https://login.acme.example', authorization_endpoint: 'https://x.example/' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  });
  const wrong = { part: 'web sign-in', ok: false, remedy: expect.stringContaining('web.signIn.issuer') };
  expect(await examine()).toMatchObject(wrong);
  provider.broken.set(metadata, (response) => void response.writeHead(404).end('<html>'));
  expect(await examine()).toMatchObject(wrong);
  expect(await examine({ issuer: 'http://127.0.0.1:9' })).toMatchObject({
    ...wrong,
    message: expect.stringContaining('http://127.0.0.1:9 does not tell where to sign in'),
  });
});

it('tells a provider without the flow', async () => {
  provider.broken.set(metadata, (response) => {
    const told = { issuer: provider.issuer, response_types_supported: ['id_token'] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  });
  expect(await examine()).toMatchObject({
    ok: false,
    message: `${provider.issuer} has no authorization-code flow.`,
  });
});
