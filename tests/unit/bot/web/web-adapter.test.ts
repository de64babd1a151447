import { type IncomingHttpHeaders, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { IncomingMessage } from '../../../../src/bot/message.ts';
import { createRateLimit } from '../../../../src/bot/rate-limit.ts';
import type { Reply } from '../../../../src/bot/reply.ts';
import { anybodyHere } from '../../../../src/bot/web/anybody-here.ts';
import { createWebAdapter, type OpenPageOptions } from '../../../../src/bot/web/web-adapter.ts';

const people = [
  { email: 'ana@acme.example', name: 'Ana Silva', title: 'Data Engineer' },
  { email: 'wang@acme.example', name: '王小明', title: null },
];
const valid = { kind: 'direct', text: 'Who is Ben?', email: 'ana@acme.example', conversationId: 'c1' };

interface Running {
  readonly port: number;
  readonly messages: IncomingMessage[];
  readonly errors: object[];
  stop(): Promise<void>;
}

async function start(
  options: Partial<OpenPageOptions> = {},
  handler: (message: IncomingMessage) => Promise<Reply> = async ({ text }) => ({ kind: 'text', text }),
): Promise<Running> {
  const messages: IncomingMessage[] = [];
  const errors: object[] = [];
  const adapter = createWebAdapter({
    host: '127.0.0.1',
    port: 0,
    people: async () => people,
    company: 'Acme',
    examples: ['Who leads Core?'],
    log: { error: (fields) => errors.push(fields) },
    ...options,
  });
  await adapter.start(async (message) => {
    messages.push(message);
    return await handler(message);
  });
  onTestFinished(async () => await adapter.stop());
  return { port: Number(new URL(adapter.url()).port), messages, errors, stop: () => adapter.stop() };
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `fetch` lets nobody set Host and Origin, so the requests are made by hand. */
async function send(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const { method = 'GET', headers = {}, body } = options;
  const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }),
    );
  });
  sent.on('error', reject);
  sent.end(body);
  return await promise;
}

async function post(port: number, body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  return await send(port, '/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const errorOf = ({ body }: Answered): string => String(JSON.parse(body).error);

describe('pages', () => {
  it.each([
    ['/', 'text/html'],
    ['/page.css', 'text/css'],
    ['/conversation.css', 'text/css'],
    ['/answer.css', 'text/css'],
    ['/page.js', 'text/javascript'],
    ['/person-picker.js', 'text/javascript'],
    ['/signed-in.js', 'text/javascript'],
    ['/sign-in.js', 'text/javascript'],
  ])('gives %s with a policy that allows its own files alone', async (path, type) => {
    const { port } = await start();
    const answered = await send(port, path);
    expect(answered.status).toBe(200);
    expect(answered.headers['content-type']).toContain(type);
    expect(answered.headers['x-content-type-options']).toBe('nosniff');
    const policy = answered.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(answered.body.length).toBeGreaterThan(500);
  });

  it('names the company, its people and what to ask', async () => {
    const { port } = await start();
    const { body } = await send(port, '/people');
    expect(JSON.parse(body)).toEqual({ company: 'Acme', examples: ['Who leads Core?'], people });
  });

  it('knows no other address and no other method', async () => {
    const { port } = await start();
    expect((await send(port, '/web-adapter.ts')).status).toBe(404);
    expect((await send(port, '/../web-adapter.ts')).status).toBe(404);
    expect((await send(port, '/constructor')).status).toBe(404);
    const wrong = await send(port, '/messages');
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'POST']);
  });

  it('says so and logs it where the people cannot be read', async () => {
    const { port, errors } = await start({ people: () => Promise.reject(new Error('locked')) });
    const answered = await send(port, '/people');
    expect(answered.status).toBe(500);
    expect(errorOf(answered)).not.toContain('locked');
    expect(errors).toHaveLength(1);
  });
});

describe('messages', () => {
  it('asks as the chosen person and gives the reply as HTML', async () => {
    const { port, messages } = await start();
    const answered = await post(port, { ...valid, text: ' 王小明 <b>? ' });
    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.body).html).toContain('王小明 &lt;b&gt;?');
    expect(messages).toMatchObject([
      {
        platform: 'web',
        kind: 'direct',
        text: '王小明 <b>?',
        sender: { accountId: 'ana@acme.example', email: 'ana@acme.example' },
      },
    ]);
    expect(messages[0]).not.toHaveProperty('audience');
  });

  it('mentions before everybody', async () => {
    const { port, messages } = await start();
    await post(port, { ...valid, kind: 'mention' });
    expect(messages[0]?.kind).toBe('mention');
    expect(messages[0]?.audience?.map((one) => one.email)).toEqual(people.map((one) => one.email));
  });

  it.each([
    ['/whois Ana  Silva', 'whois', 'Ana  Silva'],
    ['/tasks', 'tasks', ''],
    ['/Ask Who\nis Ben?', 'ask', 'Who\nis Ben?'],
  ])('takes %j for a command that its sender alone sees', async (text, command, rest) => {
    const { port, messages } = await start();
    await post(port, { ...valid, kind: 'mention', text });
    expect(messages[0]).toMatchObject({ kind: 'command', command, text: rest });
    expect(messages[0]).not.toHaveProperty('audience');
  });

  it('keeps conversations of people and places apart, and ids of messages too', async () => {
    const { port, messages } = await start();
    await post(port, valid);
    await post(port, { ...valid, kind: 'mention' });
    await post(port, { ...valid, email: 'wang@acme.example' });
    await post(port, valid);
    expect(new Set(messages.map((one) => one.conversationId)).size).toBe(3);
    expect(messages[3]?.conversationId).toBe(messages[0]?.conversationId);
    expect(new Set(messages.map((one) => one.id)).size).toBe(4);
  });

  it.each([
    ['no JSON', '{', 'not JSON'],
    ['no object', '"text"', '"kind", "text"'],
    ['an unknown kind', { ...valid, kind: 'command' }, '"kind" must be'],
    ['an empty text', { ...valid, text: ' \n' }, '"text" must be'],
    ['a long conversation id', { ...valid, conversationId: 'c'.repeat(101) }, '"conversationId" must be'],
    ['a stranger', { ...valid, email: 'eve@evil.example' }, 'eve@evil.example'],
  ])('refuses %s with a sentence', async (_, body, sentence) => {
    const { port, messages } = await start();
    const answered = await post(port, body);
    expect(answered.status).toBe(400);
    expect(errorOf(answered)).toContain(sentence);
    expect(messages).toEqual([]);
  });

  it.each([70_000, 3_000_000])('refuses a body of %d bytes', async (length) => {
    const { port, messages } = await start();
    const answered = await post(port, { ...valid, text: 'a'.repeat(length) });
    expect(answered.status).toBe(413);
    expect(messages).toEqual([]);
  });

  it('answers with a failure and logs its id where the handler throws', async () => {
    const { port, errors } = await start({}, () => Promise.reject(new Error('secret detail')));
    const answered = await post(port, valid);
    const { html } = JSON.parse(answered.body);
    expect(answered.status).toBe(200);
    expect(html).toContain('Something went wrong');
    expect(html).not.toContain('secret');
    expect(errors).toMatchObject([{ failure: /<code>(\w+)<\/code>/.exec(html)?.[1] }]);
  });
});

describe('who may ask', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', 'localhost.'])(
    'refuses the host %j, on every address',
    async (host) => {
      const { port, messages } = await start();
      expect((await send(port, '/people', { headers: { host } })).status).toBe(403);
      expect((await send(port, '/', { headers: { host } })).status).toBe(403);
      expect((await post(port, valid, { host })).status).toBe(403);
      expect(messages).toEqual([]);
    },
  );

  it.each(['127.0.0.1', 'localhost', '[::1]'])('answers to the host %s', async (name) => {
    const { port } = await start();
    expect((await send(port, '/people', { headers: { host: `${name}:${port}` } })).status).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost.evil.example'])(
    'refuses messages of the origin %s',
    async (origin) => {
      const { port, messages } = await start();
      expect((await post(port, valid, { origin })).status).toBe(403);
      expect(messages).toEqual([]);
    },
  );

  it('takes messages of its own origin', async () => {
    const { port } = await start();
    expect((await post(port, valid, { origin: `http://127.0.0.1:${port}` })).status).toBe(200);
    expect((await post(port, valid, { origin: `http://localhost:${port}` })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
    'refuses messages of the content type %j',
    async (type) => {
      const { port, messages } = await start();
      expect((await post(port, valid, { 'content-type': type })).status).toBe(403);
      expect(messages).toEqual([]);
    },
  );
});

describe('ports', () => {
  it('takes the next free port where the wanted one is busy, and tells', async () => {
    const first = await start();
    const busy: number[] = [];
    const second = await start({ port: first.port, onBusy: (port) => busy.push(port) });
    expect(busy[0]).toBe(first.port);
    expect(second.port).toBe(first.port + busy.length);
    expect((await send(second.port, '/people')).status).toBe(200);
  });

  it('says which ports were busy where none was free', async () => {
    const holders = await Promise.allSettled([65_534, 65_535].map(async (port) => await start({ port })));
    expect(holders.length).toBe(2);
    await expect(start({ port: 65_534 })).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('65534 to 65535'),
    });
  });

  it('stops at once, though an answer is awaited', async () => {
    const waiting = Promise.withResolvers<void>();
    const { port, stop } = await start({}, async () => {
      waiting.resolve();
      return await new Promise<Reply>(() => {});
    });
    const asked = post(port, valid).catch((error: NodeJS.ErrnoException) => error.code);
    await waiting.promise;
    await stop();
    expect(await asked).toBe('ECONNRESET');
    await expect(send(port, '/people')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

it('counts who looks at the page as who writes on it', async () => {
  const [ana] = people;
  if (ana === undefined) throw new Error('nobody is there');
  const adapter = createWebAdapter({
    host: '127.0.0.1',
    port: 0,
    company: 'Acme',
    examples: [],
    log: { error() {} },
    rateLimit: createRateLimit(2),
    visitors: {
      ...anybodyHere(async () => []),
      visitorOf: async () => ({ people: [ana], isSignedIn: true }),
    },
  });
  await adapter.start(async ({ text }) => ({ kind: 'text', text }));
  onTestFinished(async () => await adapter.stop());
  const port = Number(new URL(adapter.url()).port);
  const statuses: number[] = [];
  for (let at = 0; at < 3; at++) statuses.push((await send(port, '/people')).status);
  expect(statuses).toEqual([200, 200, 429]);
});
