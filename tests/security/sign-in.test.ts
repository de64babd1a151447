import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPerson } from '../../src/access/find-person.ts';
import type { IncomingMessage } from '../../src/bot/message.ts';
import { pendingCookie, sessionCookie } from '../../src/bot/web/sign-in/page-cookies.ts';
import { createSignedValues } from '../../src/bot/web/sign-in/signed-value.ts';
import { runAccessRestore, runAccessRevoke } from '../../src/cli/run-access.ts';
import { Browser, type Seen } from '../fixtures/sign-in/browser.ts';
import { type Claims, clientSecret } from '../fixtures/sign-in/open-id-server.ts';
import { type SignedPage, startSignedPage } from '../fixtures/sign-in/signed-page.ts';

let page: SignedPage;
let host: string;
beforeAll(async () => {
  page = await startSignedPage();
  host = new URL(page.url).host;
});
afterAll(() => page?.stop());
afterEach(() => {
  page.provider.tamper = null;
  page.provider.isForging = false;
  page.provider.broken.clear();
});

const isCallback = (url: string): boolean => url.startsWith(`${page.url}/sign-in/callback`);

/** As far as the address that the provider sends back to, which the browser has not opened yet. */
async function untilCallback(account: string | null, browser = new Browser()) {
  page.provider.account = account;
  const { url } = await browser.follow(`${page.url}/sign-in/begin`, isCallback);
  expect(isCallback(url)).toBe(true);
  return { browser, callback: new URL(url) };
}

const cookieOf = (browser: Browser, name = sessionCookie): string | undefined =>
  browser.cookies.get(host)?.get(name);

/** Nobody is signed in by it, it says so, and it tells nothing of the company. */
async function expectRefused(browser: Browser, seen: Seen, words: RegExp, status = 403): Promise<void> {
  expect(seen.status).toBe(status);
  expect(seen.body).toMatch(words);
  expect(seen.body).not.toContain('Acme');
  expect(cookieOf(browser)).toBeUndefined();
  expect((await browser.send(`${page.url}/people`)).status).toBe(401);
  expect((await page.say(browser, 'How many tasks are there?')).status).toBe(401);
}

describe('whoever has not signed in', () => {
  it('gets nothing but the page to sign in, and the files that tell nothing', async () => {
    const browser = new Browser();
    const first = await browser.send(`${page.url}/`);
    expect([first.status, first.headers.location]).toEqual([303, '/sign-in']);
    const shown = await browser.send(`${page.url}/sign-in`, { headers: { 'accept-language': 'zh-CN' } });
    expect([shown.status, shown.body.includes('登录')]).toEqual([200, true]);
    for (const path of ['/people', '/people?x', '/people/']) {
      const { status, body } = await browser.send(`${page.url}${path}`);
      expect([401, 404]).toContain(status);
      expect(body).not.toContain('Ana');
    }
    expect((await page.say(browser, 'Who is Ana?')).status).toBe(401);
  });

  it.each(['/', '/sign-in', '/sign-in/begin', '/people'])(
    'is told by %s to use no other host',
    async (path) => {
      const seen = await new Browser().send(`${page.url}${path}`, { headers: { host: 'evil.example' } });
      expect(seen.status).toBe(403);
    },
  );
});

describe('the way to the provider', () => {
  it('has a state, a nonce and a challenge, each new; the verifier stays here', async () => {
    const seen = await Promise.all([1, 2].map(() => new Browser().send(`${page.url}/sign-in/begin`)));
    const [one, other] = seen.map(({ headers }) => new URL(String(headers.location)).searchParams);
    expect(one?.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one?.get(name)).not.toBe(other?.get(name));
    }
    expect(one?.get('redirect_uri')).toBe(`${page.url}/sign-in/callback`);
  });

  it('keeps what it needs in a cookie that no script reads and that goes nowhere else', async () => {
    const { headers } = await new Browser().send(`${page.url}/sign-in/begin`);
    const [cookie = ''] = [headers['set-cookie'] ?? []].flat();
    expect(cookie).toMatch(
      /^__Host-orgwise-sign-in=\S+; Path=\/; Max-Age=600; HttpOnly; Secure; SameSite=Lax$/,
    );
    const { browser, callback } = await untilCallback('ana');
    const back = await browser.send(callback.href);
    const session = [back.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith(sessionCookie));
    expect(session).toMatch(
      /^__Host-orgwise-session=\S+; Path=\/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('what comes back from the provider is refused', () => {
  it('with a state that is another, or none', async () => {
    for (const state of ['x'.repeat(43), '', null]) {
      const { browser, callback } = await untilCallback('ana');
      if (state === null) callback.searchParams.delete('state');
      else callback.searchParams.set('state', state);
      await expectRefused(browser, await browser.send(callback.href), /another window/);
    }
  });

  it('in another browser than it began in: nobody is signed in as whoever sent them the address', async () => {
    const { callback } = await untilCallback('ben');
    const victim = new Browser();
    await expectRefused(victim, await victim.send(callback.href), /another window/);
    await victim.send(`${page.url}/sign-in/begin`);
    await expectRefused(victim, await victim.send(callback.href), /another window/);
  });

  it('a second time', async () => {
    const { browser, callback } = await untilCallback('ana');
    const pending = cookieOf(browser, pendingCookie) ?? '';
    expect((await browser.send(callback.href)).status).toBe(303);
    const thief = new Browser();
    thief.cookies.set(host, new Map([[pendingCookie, pending]]));
    await expectRefused(thief, await thief.send(callback.href), /used before/);
  });

  it('with the cookie changed, or made by somebody else', async () => {
    const { browser, callback } = await untilCallback('ana');
    const jar = browser.cookies.get(host) ?? new Map<string, string>();
    const pending = jar.get(pendingCookie) ?? '';
    const state = callback.searchParams.get('state') ?? '';
    const own = JSON.stringify({ state, nonce: state, verifier: state, until: Date.now() + 60_000 });
    const foreign = createSignedValues([Buffer.alloc(32, 1).toString('base64')]);
    const forged = [
      `${pending.slice(0, -2)}AA`,
      `x${pending}`,
      `${Buffer.from(own).toString('base64url')}.${pending.split('.')[1]}`,
      foreign.sign(own, 'pending sign-in'),
      'x',
    ];
    for (const value of forged) {
      jar.set(pendingCookie, value);
      await expectRefused(browser, await browser.send(callback.href), /another window/);
    }
  });

  it('with a code that the provider never gave, or gave for another sign-in', async () => {
    const { browser, callback } = await untilCallback('ana');
    callback.searchParams.set('code', 'made-up');
    await expectRefused(browser, await browser.send(callback.href), /could not be verified/);
    // A stolen code is of no use without the verifier of the browser that it was given to.
    const stolen = (await untilCallback('ana')).callback.searchParams.get('code') ?? '';
    const thief = await untilCallback('ben');
    thief.callback.searchParams.set('code', stolen);
    await expectRefused(
      thief.browser,
      await thief.browser.send(thief.callback.href),
      /could not be verified/,
    );
  });

  it('of another issuer, by the parameter that says so', async () => {
    const { browser, callback } = await untilCallback('ana');
    callback.searchParams.set('iss', 'https://evil.example');
    await expectRefused(browser, await browser.send(callback.href), /could not be verified/);
  });

  it('where the visitor turned back', async () => {
    const { browser, callback } = await untilCallback(null);
    expect(callback.searchParams.get('error')).toBe('access_denied');
    await expectRefused(browser, await browser.send(callback.href), /not completed/);
  });

  const now = (): number => Math.floor(Date.now() / 1000);
  it.each<[string, (claims: Claims) => Claims]>([
    ['another audience', (claims) => ({ ...claims, aud: 'another-page' })],
    [
      'ours among others, given to another',
      (claims) => ({ ...claims, aud: ['orgwise-page', 'x'], azp: 'x' }),
    ],
    ['another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' })],
    [
      'an issuer that only begins like ours',
      (claims) => ({ ...claims, iss: `${String(claims.iss)}.evil.example` }),
    ],
    ['another nonce', (claims) => ({ ...claims, nonce: 'x'.repeat(43) })],
    ['no nonce', ({ nonce, ...claims }) => claims],
    ['an end that has passed', (claims) => ({ ...claims, iat: now() - 7200, exp: now() - 3600 })],
    ['a beginning to come', (claims) => ({ ...claims, nbf: now() + 3600 })],
    ['no subject', ({ sub, ...claims }) => claims],
  ])('with an ID token of %s', async (_, tamper) => {
    page.provider.tamper = tamper;
    const { browser, callback } = await untilCallback('ana');
    await expectRefused(browser, await browser.send(callback.href), /could not be verified/);
  });

  it('with an ID token that another key signed', async () => {
    page.provider.isForging = true;
    const { browser, callback } = await untilCallback('ana');
    await expectRefused(browser, await browser.send(callback.href), /could not be verified/);
  });

  it.each(['unconfirmed', 'asText', 'silent', 'nameless'])(
    'for an account without an address that was confirmed: %s',
    async (account) => {
      const { browser, callback } = await untilCallback(account);
      await expectRefused(browser, await browser.send(callback.href), /no confirmed e-mail address/);
    },
  );

  it.each(['eve', 'left'])('for somebody whom the directory does not have: %s', async (account) => {
    const { browser, callback } = await untilCallback(account);
    await expectRefused(browser, await browser.send(callback.href), /the directory knows/);
  });

  it('where the provider does not answer, answers without an end, or sends on elsewhere', async () => {
    const answers: readonly ((one: ServerResponse) => void)[] = [
      (one) => void one.destroy(),
      (one) => void one.writeHead(200, { 'content-type': 'application/json' }).end('x'.repeat(1_100_000)),
      (one) => void one.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      (one) => void one.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    ];
    for (const answer of answers) {
      page.provider.broken.set('/token', answer);
      const { browser, callback } = await untilCallback('ana');
      const seen = await browser.send(callback.href);
      await expectRefused(browser, seen, /could not be (verified|reached)|cannot be reached/, seen.status);
      expect([403, 502]).toContain(seen.status);
    }
  });
});

it('neither a visitor nor the log is told what a provider repeats of what it was told', async () => {
  const canary = 'CANARYq7';
  page.provider.broken.set('/token', (one) => {
    const told = `${canary} ${page.provider.exchanges.at(-1) ?? ''} ${clientSecret}`;
    const body = { error: told, error_description: told, error_uri: told };
    one.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const { browser, callback } = await untilCallback('ana');
  const code = callback.searchParams.get('code') ?? '';
  const seen = await browser.send(callback.href);
  await expectRefused(browser, seen, /could not be verified/);
  const denied = await untilCallback(null);
  denied.callback.searchParams.set('error', `${canary} <b>\u001b[31m`);
  denied.callback.searchParams.set('error_description', canary);
  const other = await denied.browser.send(denied.callback.href);
  await page.orgwise.audit.flush();
  for (const secret of [canary, clientSecret, code])
    expect([seen.body, other.body, ...page.log].filter((one) => one.includes(secret))).toEqual([]);
  expect(page.log.some((line) => line.includes('Somebody could not sign in'))).toBe(true);
});

describe('a session', () => {
  it('that was changed, made up or planted is none', async () => {
    const { browser } = await page.signIn('ana');
    const jar = browser.cookies.get(host) ?? new Map<string, string>();
    const own = jar.get(sessionCookie) ?? '';
    const pending = createSignedValues([Buffer.alloc(32, 1).toString('base64')]);
    const forged = [
      `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`,
      own.slice(0, -1),
      `${own}x`,
      `a${own}`,
      own.split('.')[0] ?? '',
      `.${own.split('.')[1]}`,
      pending.sign('e1', 'session'),
      'ana@acme.example',
      `${own}; ${sessionCookie}=${own}`,
    ];
    for (const value of forged) {
      jar.set(sessionCookie, value);
      expect((await browser.send(`${page.url}/people`)).status, value).toBe(401);
    }
    jar.set(sessionCookie, own);
    expect((await browser.send(`${page.url}/people`)).status).toBe(200);
  });

  it('begins anew with each sign-in, and the one before ends: none can be fixed beforehand', async () => {
    const { browser: attacker } = await page.signIn('ben');
    const planted = cookieOf(attacker) ?? '';
    const victim = new Browser();
    victim.cookies.set(host, new Map([[sessionCookie, planted]]));
    await page.signIn('ana', victim);
    const own = cookieOf(victim);
    expect(own).not.toBe(planted);
    expect(JSON.parse((await victim.send(`${page.url}/people`)).body).people[0].name).toBe('Ana Silva');
    expect((await attacker.send(`${page.url}/people`)).status).toBe(401);
    await page.signIn('ana', victim);
    expect(cookieOf(victim)).not.toBe(own);
    const thief = new Browser();
    thief.cookies.set(host, new Map([[sessionCookie, own ?? '']]));
    expect((await thief.send(`${page.url}/people`)).status).toBe(401);
  });

  it('ends with signing out, for a copy of the cookie too', async () => {
    const { browser } = await page.signIn('ana');
    const copy = new Browser();
    copy.cookies.set(host, new Map(browser.cookies.get(host)));
    const json = { 'content-type': 'application/json' };
    const out = (headers: Record<string, string>) =>
      browser.send(`${page.url}/sign-out`, { method: 'POST', headers, body: '{}' });
    for (const headers of [{ ...json, origin: 'https://evil.example' }, json, { origin: page.url }])
      expect((await out(headers)).status).toBe(403);
    expect((await copy.send(`${page.url}/people`)).status).toBe(200);
    expect((await out({ ...json, origin: page.url })).status).toBe(200);
    expect(cookieOf(browser)).toBeUndefined();
    expect((await copy.send(`${page.url}/people`)).status).toBe(401);
  });

  it('speaks for its person alone, and only from the page itself', async () => {
    const { browser } = await page.signIn('ben');
    const asAna = await page.say(browser, 'What do you know about me?');
    expect([asAna.status, JSON.parse(asAna.body).error]).toEqual([
      400,
      expect.stringContaining('Somebody else is signed in'),
    ]);
    const ben = { email: 'ben@acme.example' };
    const channel = await page.say(browser, 'Who is Ana?', { ...ben, kind: 'mention' });
    expect(channel.status).toBe(400);
    expect((await page.say(browser, 'Who is Ana?', ben, 'https://evil.example')).status).toBe(403);
    expect((await page.say(browser, 'Who is Ana?', ben, 'null')).status).toBe(403);
    const withoutOrigin = await browser.send(`${page.url}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(withoutOrigin.status).toBe(403);
    expect((await page.say(browser, 'Who is Ana?', ben)).status).toBe(200);
  });

  it('ends at once where its person is revoked, and does not come back by itself', async () => {
    const { browser } = await page.signIn('ben');
    const options = { config: `${page.folder}/orgwise.yaml`, data: `${page.folder}/data`, yes: true };
    const env = { WEB_CLIENT_SECRET: 'x', WEB_SESSION_KEY: Buffer.alloc(32).toString('base64') };
    Object.assign(process.env, env);
    const print = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    try {
      expect(await runAccessRevoke('ben@acme.example', options)).toBe(0);
      expect((await browser.send(`${page.url}/people`)).status).toBe(401);
      expect((await page.say(browser, 'Who is Ana?', { email: 'ben@acme.example' })).status).toBe(401);
      const { browser: again, seen } = await page.signIn('ben');
      await expectRefused(again, seen, /the directory knows/);
      expect(await runAccessRestore('ben@acme.example', options)).toBe(0);
      expect((await browser.send(`${page.url}/people`)).status).toBe(401);
    } finally {
      print.mockRestore();
      for (const name of Object.keys(env)) delete process.env[name];
    }
  });

  it('ends with the revocation itself, where nothing else was forgotten', async () => {
    const { browser } = await page.signIn('ben');
    const ben = await findPerson(page.orgwise.graph, 'ben@acme.example');
    if (ben === null) throw new Error('there is no Ben');
    await page.orgwise.revocations.revoke(ben);
    expect((await browser.send(`${page.url}/people`)).status).toBe(401);
    await page.orgwise.revocations.restore(ben);
  });

  it('ends where its time is over, where the address is another, and where somebody else got it', async () => {
    const { browser } = await page.signIn('ben');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 13 * 3_600_000 });
    try {
      expect((await browser.send(`${page.url}/people`)).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
    // It was not only that the clock said so: it is gone.
    expect((await browser.send(`${page.url}/people`)).status).toBe(401);
    const { browser: other } = await page.signIn('ben');
    const people = readFileSync(`${page.folder}/people.csv`, 'utf8');
    try {
      await syncWith(people.replace('e2,Ben Okoro', 'e9,Ben Another'));
      expect((await other.send(`${page.url}/people`)).status).toBe(401);
    } finally {
      await syncWith(people);
    }
  });

  it('ends with the sync that reads the last day of its person', async () => {
    const { browser } = await page.signIn('ben');
    const people = readFileSync(`${page.folder}/people.csv`, 'utf8');
    try {
      await syncWith(people.replace('ben@acme.example,e1,', 'ben@acme.example,e1,2021-06-30'));
      expect((await browser.send(`${page.url}/people`)).status).toBe(401);
    } finally {
      await syncWith(people);
    }
    expect((await browser.send(`${page.url}/people`)).status).toBe(401);
  });
});

async function syncWith(people: string): Promise<void> {
  writeFileSync(`${page.folder}/people.csv`, people);
  const report = await page.orgwise.sync({ acceptDeletions: true });
  expect(report.sources.map(({ outcome }) => outcome)).toEqual(['done']);
}

describe('a link that the bot gave', () => {
  const message = (email: string, more: object) => ({
    ...{ id: `m-${Math.random()}`, platform: 'slack', kind: 'command', command: 'orgwise', text: 'page' },
    ...{ conversationId: 'D1', sender: { accountId: `U-${email}`, email } },
    ...more,
  });
  let linked: SignedPage;
  beforeAll(async () => {
    linked = await startSignedPage({ signIn: ', links: true' });
  });
  afterAll(() => linked?.stop());
  const linkFor = async (email: string, more: object = {}): Promise<string> => {
    const reply = await linked.orgwise.handleMessage(message(email, more) as IncomingMessage);
    return reply.kind === 'text' ? reply.text : '';
  };
  const tokenIn = (text: string): string => /#link=([\w.-]+)/.exec(text)?.[1] ?? '';
  const use = (token: unknown, browser = new Browser(), headers: Record<string, string> = {}) =>
    browser.send(`${linked.url}/sign-in/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: linked.url, ...headers },
      body: JSON.stringify({ token }),
    });
  const whose = async (browser: Browser): Promise<string | undefined> =>
    JSON.parse((await browser.send(`${linked.url}/people`)).body).people?.[0].name;

  it('signs its person in once, in one browser, and is of no use to whoever finds it later', async () => {
    const text = await linkFor('ben@acme.example');
    expect(text).toContain(`${linked.url}/sign-in#link=`);
    const browsers = Array.from({ length: 8 }, () => new Browser());
    const used = await Promise.all(browsers.map((one) => use(tokenIn(text), one)));
    expect(used.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(403)]);
    expect((await Promise.all(browsers.map(whose))).filter((one) => one === 'Ben Okoro')).toHaveLength(1);
    const late = await use(tokenIn(text));
    expect([late.status, JSON.parse(late.body).error]).toEqual([403, expect.stringContaining('used before')]);
  });

  it('is over after five minutes, and with the access of its person', async () => {
    const old = tokenIn(await linkFor('ben@acme.example'));
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6 * 60_000 });
    try {
      expect((await use(old)).status).toBe(403);
    } finally {
      vi.useRealTimers();
    }
    const token = tokenIn(await linkFor('ben@acme.example'));
    const ben = await findPerson(linked.orgwise.graph, 'ben@acme.example');
    if (ben === null) throw new Error('there is no Ben');
    await linked.orgwise.revocations.revoke(ben);
    expect((await use(token)).status).toBe(403);
    expect(await linkFor('ben@acme.example')).not.toContain('#link');
    await linked.orgwise.revocations.restore(ben);
    expect((await use(token)).status).toBe(403);
  });

  it('is given in private alone, to people whom the directory knows', async () => {
    const audience = [{ accountId: 'U2', email: 'ana@acme.example' }];
    for (const more of [{ audience }, { audience, kind: 'mention', text: 'orgwise page' }])
      expect(await linkFor('ben@acme.example', more)).toContain('direct message');
    for (const email of ['eve@evil.example', 'left@acme.example'])
      expect(await linkFor(email)).not.toContain('#link');
    const guest = { sender: { accountId: 'U', email: 'ben@acme.example', standing: 'guest' } };
    expect(await linkFor('ben@acme.example', guest)).not.toContain('#link');
    // Where the page has none, the bot gives none, and the page takes none.
    const none = await page.orgwise.handleMessage(message('ben@acme.example', {}) as IncomingMessage);
    expect(none).toMatchObject({ text: 'There is no web page to sign in to here.' });
  });

  it('is not given on the page, so that no session makes another that outlasts it', async () => {
    const { browser } = await linked.signIn('ben');
    const said = await linked.say(browser, '/page', { email: 'ben@acme.example' });
    expect(said.status).toBe(200);
    expect(said.body).toContain('You are on the page');
    expect(said.body).not.toContain('#link');
  });

  it('that was changed, made up, or is for something else, is refused; and so is another site', async () => {
    const token = tokenIn(await linkFor('ben@acme.example'));
    const { browser } = await linked.signIn('ana');
    const session = browser.cookies.get(new URL(linked.url).host)?.get(sessionCookie);
    for (const wrong of [
      `${token}A`,
      token.slice(1),
      `x.${token.split('.')[1]}`,
      session,
      '',
      null,
      7,
      { a: 1 },
    ])
      expect((await use(wrong)).status).toBe(403);
    expect((await use(token, new Browser(), { origin: 'https://evil.example' })).status).toBe(403);
    expect((await use(token, new Browser(), { 'content-type': 'text/plain' })).status).toBe(403);
    const got = await new Browser().send(`${linked.url}/sign-in/link?token=${token}`);
    expect(got.status).toBe(405);
    // A preview of the link opens the page alone, and uses nothing up.
    expect((await new Browser().send(`${linked.url}/sign-in`)).status).toBe(200);
    const own = new Browser();
    expect((await use(token, own)).status).toBe(200);
    expect(await whose(own)).toBe('Ben Okoro');
  });

  it('stands neither in the state nor in the log nor in the audit trail', async () => {
    const token = tokenIn(await linkFor('ben@acme.example'));
    await use(token);
    await linked.orgwise.audit.flush();
    const folder = join(linked.folder, 'data');
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'));
    const secret = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8');
    for (const part of [token, secret])
      expect([...stored, ...linked.log].filter((one) => one.includes(part))).toEqual([]);
    expect(stored.join('')).toContain('"act":"sign_in_by_link"');
  });
});

describe('trying without an end', () => {
  it('is stopped by address, and noted once', async () => {
    const limited = await startSignedPage({ attempts: 5 });
    try {
      const browser = new Browser();
      const statuses: number[] = [];
      for (let turn = 0; turn < 9; turn += 1)
        statuses.push((await browser.send(`${limited.url}/sign-in/callback?code=x&state=${turn}`)).status);
      expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429, 429]);
      expect((await browser.send(`${limited.url}/sign-in/begin`)).status).toBe(429);
      expect((await browser.send(`${limited.url}/sign-in`)).status).toBe(200);
      await limited.orgwise.audit.flush();
      const trail = readdirSync(join(limited.folder, 'data', 'audit'))
        .filter((name) => name.endsWith('.jsonl'))
        .map((name) => readFileSync(join(limited.folder, 'data', 'audit', name), 'utf8'))
        .join('');
      expect(trail.match(/"why":"too_many"/g)).toHaveLength(1);
      expect(trail.match(/"why":"begun_elsewhere"/g)).toHaveLength(5);
    } finally {
      await limited.stop();
    }
  });
});
