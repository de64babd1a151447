import { afterEach, expect, test } from 'vitest';
import type { HttpRoute } from '../../../src/bot/bot-adapter.ts';
import { createHttpServer, type HttpServer } from '../../../src/bot/http/http-server.ts';

let servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
});

async function serve(routes: readonly HttpRoute[]) {
  const logged: string[] = [];
  const log = { error: (_: object, message: string) => logged.push(message) };
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  servers.push(server);
  const port = await server.start();
  return {
    port,
    logged,
    ask: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init),
  };
}

const echo: HttpRoute = {
  method: 'POST',
  path: '/echo',
  async handle(request, response) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.end(`heard ${body}`);
  },
};

test('hands a request to the route of its method and path, its query left aside', async () => {
  const { ask } = await serve([echo]);
  const answer = await ask('/echo?a=1', { method: 'POST', body: 'this' });
  expect(await answer.text()).toBe('heard this');
  expect((await ask('/echo')).status).toBe(405);
  expect((await ask('/echo')).headers.get('allow')).toBe('POST');
  expect((await ask('/elsewhere')).status).toBe(404);
});

test('a route that has all below it takes every method there, and nothing beside it', async () => {
  const below: HttpRoute = {
    ...{ method: 'ANY', path: '/scim/v2', below: true },
    handle: (request, response) => void response.end(`${request.method} ${request.url}`),
  };
  const { ask } = await serve([below]);
  expect(await (await ask('/scim/v2/Users/1?a=b', { method: 'PATCH' })).text()).toBe(
    'PATCH /scim/v2/Users/1?a=b',
  );
  expect(await (await ask('/scim/v2', { method: 'DELETE' })).text()).toBe('DELETE /scim/v2');
  expect((await ask('/scim/v20')).status).toBe(404);
});

test('tells whoever watches it that it lives', async () => {
  const { ask } = await serve([]);
  expect([(await ask('/healthz')).status, await (await ask('/healthz')).text()]).toEqual([200, 'ok\n']);
});

test('a route that fails answers 500, is logged, and the next request is served', async () => {
  const broken: HttpRoute = { method: 'GET', path: '/broken', handle: () => Promise.reject(new Error('no')) };
  const thrown: HttpRoute = {
    method: 'GET',
    path: '/thrown',
    handle: () => {
      throw new Error('no');
    },
  };
  const { ask, logged } = await serve([broken, thrown, echo]);
  expect([(await ask('/broken')).status, (await ask('/thrown')).status]).toEqual([500, 500]);
  expect(logged).toHaveLength(2);
  expect((await ask('/echo', { method: 'POST', body: '' })).status).toBe(200);
});

test('a port in use is said with its number and the setting that names another', async () => {
  const { port } = await serve([]);
  const second = createHttpServer({ host: '127.0.0.1', port, routes: [], log: { error: () => {} } });
  await expect(second.start()).rejects.toMatchObject({
    code: 'invalid_config',
    message: expect.stringMatching(new RegExp(`Port ${port}.*is in use.*http\\.port`)),
  });
});
