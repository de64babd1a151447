import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createSourceClient,
  type RequestLimits,
  type SourceRequest,
} from '../../../../connectors/http/source-client.ts';
import { json, type Served, serve } from './serve.ts';

const quick: Partial<RequestLimits> = { firstWait: 1, retries: 3, timeout: 2_000, longestWait: 3_000 };
const signal = new AbortController().signal;
const numbered = z.object({ number: z.number() });

function clientOf(url: string, limits: Partial<RequestLimits> = {}, fileHosts: readonly string[] = []) {
  return createSourceClient({
    service: 'Tracker',
    baseUrl: `${url}/api`,
    headers: () => ({ authorization: 'Bearer secret-token' }),
    limits: { ...quick, ...limits },
    fileHosts,
  });
}

const ask: SourceRequest<{ number: number }> = { path: 'things', schema: numbered, signal };

describe('a request', () => {
  test('appends path and query to the base address, with the credential', async () => {
    const { url, requests } = await serve(json({ number: 1, more: 'left out' }));
    const { body } = await clientOf(url).request({
      ...ask,
      path: '/things',
      query: { a: 'x y', b: ['1', '2'], c: undefined, d: 0 },
    });
    expect(body).toEqual({ number: 1 });
    expect(requests[0]).toMatchObject({
      method: 'GET',
      url: '/api/things?a=x+y&b=1&b=2&d=0',
      headers: { authorization: 'Bearer secret-token' },
    });
  });

  test('sends JSON and forms by POST', async () => {
    const { url, requests } = await serve(json({ number: 1 }));
    const client = clientOf(url);
    await client.request({ ...ask, json: { q: 'ä' } });
    await client.request({ ...ask, form: { q: 'ä' } });
    expect(requests.map(({ method, body }) => [method, body])).toEqual([
      ['POST', '{"q":"ä"}'],
      ['POST', 'q=%C3%A4'],
    ]);
  });

  test('a link to the next page may be whole, on the same host alone', async () => {
    const { url, requests } = await serve(json({ number: 1 }));
    const client = clientOf(url);
    await client.request({ ...ask, path: `${url}/other?page=2` });
    expect(requests[0]?.url).toBe('/other?page=2');
    await expect(client.request({ ...ask, path: 'http://elsewhere.example/x' })).rejects.toMatchObject({
      failure: 'malformed',
      message: expect.stringContaining('http://elsewhere.example'),
    });
  });

  test('304 has no body', async () => {
    const { url } = await serve((_, response) => response.writeHead(304).end());
    const answer = await clientOf(url).request({ ...ask, schema: z.unknown() });
    expect(answer).toMatchObject({ status: 304, body: undefined });
  });
});

describe('is repeated', () => {
  const cut: Served = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"num');
    setTimeout(() => response.destroy(), 10);
  };
  test.each([
    ['429', json({}, 429)],
    ['503', json({}, 503)],
    ['529', json({}, 529)],
    ['500', json({}, 500)],
    ['a body that is cut off', cut],
    ['a connection that breaks', ((_, response) => response.destroy()) satisfies Served],
  ])('after %s', async (_, failing) => {
    const { url, requests } = await serve(failing, json({ number: 2 }));
    expect((await clientOf(url).request(ask)).body).toEqual({ number: 2 });
    expect(requests).toHaveLength(2);
  });

  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2_000).toUTCString()],
  ])('not before the time that the service names in %s', async (_, after) => {
    const { url } = await serve(json({}, 429, { 'retry-after': after() }), json({ number: 2 }));
    const started = Date.now();
    await clientOf(url).request(ask);
    expect(Date.now() - started).toBeGreaterThanOrEqual(900);
  });

  test('never longer than a run waits', async () => {
    const { url, requests } = await serve(json({}, 429, { 'retry-after': '3600' }));
    await expect(clientOf(url).request(ask)).rejects.toMatchObject({ failure: 'limited', status: 429 });
    expect(requests).toHaveLength(1);
  });

  test('a few times, then it is said', async () => {
    const { url, requests } = await serve(json({}, 500));
    await expect(clientOf(url).request(ask)).rejects.toMatchObject({ failure: 'unavailable', status: 500 });
    expect(requests).toHaveLength(4);
  });
});

describe('fails with one sentence', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'missing'],
    [410, 'gone'],
    [400, 'refused'],
  ])('%i is %s, and is not repeated', async (status, failure) => {
    const { url, requests } = await serve(json({ code: 'why' }, status));
    await expect(clientOf(url).request(ask)).rejects.toMatchObject({
      code: 'source_unreadable',
      failure,
      status,
      body: '{"code":"why"}',
      message: expect.stringMatching(/^Tracker .*\/api\/things.*\.$/),
    });
    expect(requests).toHaveLength(1);
  });

  const silent: Served = () => undefined;
  test('of a service that does not answer', async () => {
    const { url } = await serve(silent);
    await expect(clientOf(url, { timeout: 50, retries: 1 }).request(ask)).rejects.toMatchObject({
      failure: 'unavailable',
      message: expect.stringContaining('did not answer within 0.05 seconds'),
    });
  });

  test('of a service that is not there', async () => {
    await expect(clientOf('http://127.0.0.1:1', { retries: 1 }).request(ask)).rejects.toMatchObject({
      failure: 'unavailable',
      message: 'Tracker at 127.0.0.1:1 cannot be reached.',
    });
  });

  test.each<[string, Served, string]>([
    ['no JSON', (_, response) => response.end('not json'), 'something else in place of JSON'],
    ['a web page', (_, response) => response.end('<html>'), 'a web page'],
    ['another shape', json({ number: 'one' }), 'at number'],
    ['an empty body', (_, response) => response.end(), 'another shape'],
    ['too long a body', (_, response) => response.end('x'.repeat(3_000_000)), 'more than 2 MB'],
    [
      'a redirect elsewhere',
      (_, response) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end(),
      'http://elsewhere.example',
    ],
    [
      'redirects without end',
      (_, response) => response.writeHead(302, { location: '/api/again' }).end(),
      'without an end',
    ],
  ])('of %s', async (_, answer, part) => {
    const { url } = await serve(answer);
    await expect(clientOf(url, { bytes: 2_000_000 }).request(ask)).rejects.toMatchObject({
      failure: 'malformed',
      message: expect.stringContaining(part),
    });
  });

  test('once the budget of the run is spent, repeated requests included', async () => {
    const { url } = await serve(json({}, 500), json({ number: 1 }));
    const client = clientOf(url, { requests: 2 });
    await client.request(ask);
    expect(client.sent).toBe(2);
    await expect(client.request(ask)).rejects.toMatchObject({ failure: 'exhausted' });
  });

  test('and never with the credential in it', async () => {
    const { url } = await serve(json({}, 401));
    const failed = clientOf(url).request({ ...ask, query: { token: 'secret-in-query' } });
    const error = await failed.catch((reason: unknown) => reason as Error);
    expect(String(error)).not.toMatch(/secret/);
  });
});

test('follows a redirect within the host', async () => {
  const moved: Served = (_, response) => response.writeHead(301, { location: '/api/moved' }).end();
  const { url, requests } = await serve(moved, json({ number: 3 }));
  expect((await clientOf(url).request(ask)).body).toEqual({ number: 3 });
  expect(requests[1]).toMatchObject({
    url: '/api/moved',
    headers: { authorization: 'Bearer secret-token' },
  });
});

describe('a file', () => {
  const file: Served = (_, response) => response.writeHead(200).end(Buffer.from([0, 255, 10]));
  const moveTo =
    (location: string): Served =>
    (_, response) =>
      response.writeHead(302, { location }).end();
  const download = (url: string, most = 1_000) => clientOf(url).download({ path: 'file', most, signal });

  test('comes as it is, also from another origin, to which the credential does not go', async () => {
    const elsewhere = await serve(moveTo('/kept'), file);
    const { url, requests } = await serve(moveTo(`${elsewhere.url}/f?token=x`));
    const { host } = new URL(elsewhere.url);
    const client = clientOf(url, {}, [host]);
    expect(await client.download({ path: 'file', most: 1_000, signal })).toEqual(
      new Uint8Array([0, 255, 10]),
    );
    expect(requests[0]?.headers.authorization).toBe('Bearer secret-token');
    expect(elsewhere.requests.map((one) => [one.url, one.headers.authorization])).toEqual([
      ['/f?token=x', undefined],
      ['/kept', undefined],
    ]);
  });

  test('is asked for again where the service is busy, and no longer than it may be', async () => {
    const { url } = await serve(json({}, 503, { 'retry-after': '0' }), file);
    expect(await download(url)).toHaveLength(3);
    await expect(download(url, 2)).rejects.toMatchObject({ failure: 'malformed' });
  });

  test.each([
    ['file:///etc/passwd', 'malformed'],
    ['ftp://elsewhere.example/', 'malformed'],
  ])('is not read from %s', async (location, failure) => {
    const { url } = await serve(moveTo(location));
    await expect(download(url)).rejects.toMatchObject({ failure });
  });
});

test('stops at once when the run is aborted, also while it waits', async () => {
  const { url, requests } = await serve(json({}, 429, { 'retry-after': '2' }));
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('stopped')), 50);
  const started = Date.now();
  await expect(clientOf(url).request({ ...ask, signal: controller.signal })).rejects.toThrow('stopped');
  expect(Date.now() - started).toBeLessThan(1_500);
  expect(requests).toHaveLength(1);
});
