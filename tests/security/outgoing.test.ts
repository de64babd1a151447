import { createServer, type Server } from 'node:http';
import { type AddressInfo, isIP, type LookupFunction } from 'node:net';
import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFetchElsewhere } from '../../connectors/http/fetch-elsewhere.ts';
import { isPublicAddress } from '../../connectors/http/public-address.ts';
import { createSourceClient, type SourceClientOptions } from '../../connectors/http/source-client.ts';
import { createBotToken } from '../../src/bot/teams/bot-token.ts';
import { publicEndpoints } from '../../src/bot/teams/teams-endpoints.ts';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import { createOpenAiEmbedder } from '../../src/models/openai/openai-embedder.ts';

/** Within a private network: a host that nobody has configured, where requests end that were sent on. */
let inner: Server;
/** The configured service, which sends everything on. */
let outer: Server;
let status = 307;
const reached: string[] = [];
let url = '';

const start = async (server: Server): Promise<string> => {
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  inner = createServer((request, response) => {
    reached.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  const elsewhere = await start(inner);
  outer = createServer((request, response) => {
    response.writeHead(status, { location: `${elsewhere}${request.url}` }).end();
  });
  url = await start(outer);
});
afterAll(() => {
  inner?.close();
  outer?.close();
});
beforeEach(() => {
  reached.length = 0;
});

const signal = AbortSignal.timeout(5_000);
const settings = { name: 'm', apiKey: 'key', baseUrl: '', timeoutSeconds: 5 } as const;
const { signal: _signal, ...request } = {
  signal,
  messages: [{ role: 'user', content: 'x' }] as const,
  tools: [],
  maxTokens: 10,
};

/** Whoever sends requests out, with what would go along. */
const senders: Readonly<Record<string, () => Promise<unknown>>> = {
  'a source': () =>
    createSourceClient({
      service: 'Jira',
      baseUrl: url,
      headers: () => ({ authorization: 'Bearer secret' }),
      limits: { retries: 0 },
    }).request({ path: 'x', schema: z.unknown(), signal }),
  'a source that is posted to': () =>
    createSourceClient({
      service: 'Notion',
      baseUrl: url,
      headers: () => ({ authorization: 'Bearer secret' }),
      limits: { retries: 0 },
    }).request({ path: 'x', json: { a: 1 }, schema: z.unknown(), signal }),
  'a chat model': () => createOpenAiChatModel({ ...settings, baseUrl: `${url}/v1` }).callTools(request),
  'an embedder': () =>
    createOpenAiEmbedder({
      ...settings,
      baseUrl: `${url}/v1`,
      dimensions: 8,
    }).embed(['a text']),
  'the log-in of Teams': () =>
    createBotToken(
      { kind: 'app', appId: 'a', appPassword: 'secret', tenantId: 't' },
      { ...publicEndpoints, loginUrl: url },
    ).read(),
  'the client of Slack': () =>
    new webApi.WebClient('xoxb-secret', {
      slackApiUrl: `${url}/api/`,
      retryConfig: { retries: 0 },
    }).auth.test(),
};

describe.each([301, 302, 303, 307, 308])(
  'an address that nobody configured, after a %d, is never asked by',
  (code) => {
    it.each(Object.entries(senders))('%s', async (_, send) => {
      status = code;
      await expect(send()).rejects.toThrow();
      expect(reached).toEqual([]);
    });
  },
);

it('the address that it would be is there, so that not asking it tells something', async () => {
  status = 307;
  await fetch(url);
  expect(reached).toHaveLength(1);
});

describe('a file that a service keeps at another host', () => {
  const download = (path: string, baseUrl: string, more: Partial<SourceClientOptions> = {}) =>
    createSourceClient({
      service: 'Notion',
      baseUrl,
      headers: () => ({ authorization: 'Bearer secret', cookie: 'session=secret' }),
      limits: { retries: 0 },
      ...more,
    }).download({ path, isAnywhere: true, most: 1_000, signal: AbortSignal.timeout(5_000) });
  const innerHost = () => `127.0.0.1:${(inner.address() as AddressInfo).port}`;
  const innerUrl = () => `http://${innerHost()}`;
  const isInner = /within a private network/;

  it('is fetched without the credential where the configuration names it', async () => {
    const named = { fileHosts: [innerHost()] };
    await download(`${innerUrl()}/file?signature=s`, url, named);
    await download('/file?redirected', url, named);
    expect(reached).toEqual(['GET /file?signature=s ', 'GET /file?redirected ']);
  });
  it('is not fetched in the open where the service is not', async () => {
    await expect(download(`${innerUrl()}/file`, 'https://api.notion.com')).rejects.toThrow(/not https/);
    expect(reached).toEqual([]);
  });
  it('is not fetched within a network that the configuration does not name, by a link nor by a redirect', async () => {
    const port = (inner.address() as AddressInfo).port;
    for (const path of [
      `${innerUrl()}/link`,
      `http://localhost:${port}/name`,
      `http://[::ffff:127.0.0.1]:${port}/mapped`,
      `http://2130706433:${port}/number`,
      `http://0x7f.1:${port}/hexadecimal`,
      `http://0:${port}/this`,
      '/redirected',
    ])
      await expect(download(path, url)).rejects.toThrow(isInner);
    expect(reached).toEqual([]);
  });

  /** Names as somebody's server answers them who wants to be trusted for a moment, and then to send us elsewhere. */
  const naming = (...answers: readonly (readonly string[])[]): LookupFunction => {
    let asked = 0;
    return (_name, _options, callback) => {
      const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
      callback(
        null,
        found.map((address) => ({ address, family: isIP(address) })),
      );
    };
  };
  const attacker = () => `http://files.example:${(inner.address() as AddressInfo).port}/file`;

  it.each([
    ['127.0.0.1'],
    ['::1'],
    ['169.254.169.254'],
    ['fd00:ec2::254'],
    ['64:ff9b::7f00:1'],
    // One of several is enough, whichever would be tried first.
    ['93.184.216.34', '127.0.0.1'],
    ['127.0.0.1', '93.184.216.34'],
  ])('is not fetched where its name means %s', async (...found) => {
    const fetchElsewhere = createFetchElsewhere(naming(found));
    await expect(download(attacker(), url, { fetchElsewhere })).rejects.toThrow(isInner);
    expect(reached).toEqual([]);
  });
  it('is looked at as the connection is made: whoever looked before saw an address of the internet', async () => {
    const resolve = naming(['93.184.216.34'], ['127.0.0.1']);
    const before = Promise.withResolvers<unknown>();
    resolve('files.example', {}, (_error, found) => before.resolve(found));
    expect(await before.promise).toEqual([{ address: '93.184.216.34', family: 4 }]);
    const fetchElsewhere = createFetchElsewhere(resolve);
    await expect(download(attacker(), url, { fetchElsewhere })).rejects.toThrow(isInner);
    expect(reached).toEqual([]);
  });
});

it.each([
  ...['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2a00:1450::1', '64:ff9b::808:808'].map(
    (one) => [one, true] as const,
  ),
  ...[
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
  ].map((one) => [one, false] as const),
  ...[
    '255.255.255.255',
    '224.0.0.1',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fe80::1%eth0',
  ].map((one) => [one, false] as const),
  ...[
    'fc00::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    'localhost',
    '',
  ].map((one) => [one, false] as const),
])('%s is an address of the internet: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
