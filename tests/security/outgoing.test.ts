import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createSourceClient } from '../../connectors/http/source-client.ts';
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
  const download = (path: string, baseUrl: string) =>
    createSourceClient({
      service: 'Notion',
      baseUrl,
      headers: () => ({ authorization: 'Bearer secret', cookie: 'session=secret' }),
      limits: { retries: 0 },
    }).download({ path, isAnywhere: true, most: 1_000, signal: AbortSignal.timeout(5_000) });
  const innerUrl = () => `http://127.0.0.1:${(inner.address() as AddressInfo).port}`;

  it('is fetched without the credential', async () => {
    await download(`${innerUrl()}/file?signature=s`, url);
    expect(reached).toEqual(['GET /file?signature=s ']);
  });
  it('is not fetched in the open where the service is not', async () => {
    await expect(download(`${innerUrl()}/file`, 'https://api.notion.com')).rejects.toThrow(/not https/);
    expect(reached).toEqual([]);
  });
});
