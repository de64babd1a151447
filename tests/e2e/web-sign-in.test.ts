import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { changedAt, node, relationship } from '../contract/graph-store-records.ts';
import { type SignedPage, startSignedPage } from '../fixtures/sign-in/signed-page.ts';

let page: SignedPage;
beforeAll(async () => {
  page = await startSignedPage();
});
afterAll(() => page?.stop());

describe('the page of a company whose people sign in', () => {
  it('leads a visitor to the provider and back, and answers as them', async () => {
    const { browser, seen } = await page.signIn('ana');
    expect([seen.status, seen.url]).toEqual([200, `${page.url}/`]);
    const people = await browser.send(`${page.url}/people`);
    expect(JSON.parse(people.body)).toEqual({
      company: 'Acme',
      examples: expect.arrayContaining(['Who do I report to?']),
      isSignedIn: true,
      people: [{ email: 'ana@acme.example', name: 'Ana Silva', title: null }],
    });
    const answer = await page.say(browser, 'How many tasks are assigned to me?');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body).html).toContain('1 task');
    const { browser: bens } = await page.signIn('ben');
    const other = await page.say(bens, 'Who do I report to?', { email: 'ben@acme.example' });
    expect(JSON.parse(other.body).html).toContain('Ana Silva');
    expect(page.provider.exchanges[0]).toMatch(/code_verifier=[\w-]{43}/);
  });

  it('has the headers of the page, on its own addresses too', async () => {
    const { browser } = await page.signIn('ana');
    for (const path of ['/', '/people', '/sign-in', '/sign-in/begin', '/sign-in/callback', '/nothing']) {
      const { headers } = await browser.send(`${page.url}${path}`);
      expect(headers, path).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
    }
  });

  it('notes who signed in and out, and who was refused', async () => {
    const { browser } = await page.signIn('ana');
    await page.signIn('eve');
    await browser.send(`${page.url}/sign-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: page.url },
      body: '{}',
    });
    await page.orgwise.audit.flush();
    const folder = join(page.folder, 'data', 'audit');
    const trail = readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .filter(({ act }) => act === 'sign_in' || act === 'sign_out')
      .slice(-3)
      .map(({ who, what, act, allowed, why }) => [who, what, act, allowed, why]);
    expect(trail).toEqual([
      ['employee:hr:e1', 'command', 'sign_in', true, undefined],
      ['eve', 'refusal', 'sign_in', false, 'not_in_directory'],
      ['employee:hr:e1', 'command', 'sign_out', true, undefined],
    ]);
  });

  it('lets administrators approve a stopped run by who has signed in, and nobody else', async () => {
    const { browser: anas } = await page.signIn('ana');
    const { browser: bens } = await page.signIn('ben');
    const writeTasks = (rows: readonly string[]): void =>
      writeFileSync(join(page.folder, 'tasks.csv'), `id,title,assignee,status\n${rows.join('\n')}\n`);
    const tasks = Array.from({ length: 20 }, (_, at) => `T-${at},Task ${at},ana@acme.example,todo`);
    writeTasks(tasks);
    await page.orgwise.sync();
    writeTasks(tasks.slice(0, 4));
    const [stopped] = (await page.orgwise.sync()).sources;
    expect(stopped?.outcome).toBe('stopped');
    const shown = JSON.parse((await page.say(anas, '/status')).body).html as string;
    const [, ref = ''] = /data-action="([^"]+)">Approve the sync of hr</.exec(shown) ?? [];
    expect(ref).not.toBe('');
    const press = { text: '', action: { ref } };
    const asBen = { email: 'ben@acme.example' };
    expect((await page.say(bens, '/status', asBen)).body).not.toContain('Approve');
    expect((await page.say(bens, '', { ...press, ...asBen })).body).toContain('belongs to somebody else');
    expect((await page.say(bens, '/status approve hr', asBen)).body).toContain('Only administrators');
    expect((await page.say(anas, '', press)).body).toContain('The sync of hr is done.');
  });
});

it('reads a confirmed address where the provider tells it at the userinfo endpoint alone', async () => {
  const thin = await startSignedPage({ inIdToken: false });
  onTestFinished(() => thin.stop());
  expect((await thin.signIn('ana')).seen.status).toBe(200);
  const { seen } = await thin.signIn('unconfirmed');
  expect([seen.status, seen.body.includes('no confirmed')]).toEqual([403, true]);
});

it('takes an address of an organisation that is named alone, and of no account that somebody made for themselves', async () => {
  const google = await startSignedPage({ signIn: ', hostedDomains: [Acme.example]' });
  onTestFinished(() => google.stop());
  const seen = async (hd: unknown): Promise<number> => {
    google.provider.tamper = (claims) => (hd === undefined ? claims : { ...claims, hd });
    return (await google.signIn('ana')).seen.status;
  };
  expect(await seen(undefined)).toBe(403);
  expect(await seen('evil.example')).toBe(403);
  expect(await seen(['acme.example'])).toBe(403);
  expect(await seen('acme.example')).toBe(200);
});

describe('with Entra ID', () => {
  it('knows people by the object id of their account, and by no address', async () => {
    const entra = await startSignedPage({
      signIn: ', entraSource: entra',
      more: `  - { name: entra, type: entra, accounts: true, tenant: acme.example, clientId: 5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b, clientSecret: x }`,
    });
    onTestFinished(() => entra.stop());
    const refused = await entra.signIn('ana');
    expect([refused.seen.status, refused.seen.body.includes('the directory knows')]).toEqual([403, true]);
    const account = 'identity:employee:entra:00000000-0000-4000-8000-00000000000a';
    await entra.orgwise.graph.apply({
      changedAt,
      upsertNodes: [node(account, 'Identity', {})],
      upsertRelationships: [relationship('employee:hr:e1', 'KNOWN_AS', account)],
    });
    const { browser, seen } = await entra.signIn('ana');
    expect(seen.status).toBe(200);
    expect((await browser.send(`${entra.url}/people`)).body).toContain('Ana Silva');
    const without = await entra.signIn('ben');
    expect([without.seen.status, without.seen.body.includes('none of the company directory')]).toEqual([
      403,
      true,
    ]);
  });

  it('does not make the account of a leaver the colleague who has their address by now', async () => {
    const entra = await startSignedPage({
      signIn: ', entraSource: entra',
      more: `  - { name: entra, type: entra, accounts: true, tenant: acme.example, clientId: 5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b, clientSecret: x }`,
    });
    onTestFinished(() => entra.stop());
    const file = `${entra.folder}/people.csv`;
    writeFileSync(file, readFileSync(file, 'utf8').replace('left@acme.example', 'ana@acme.example'));
    await entra.orgwise.sync({ sources: ['hr'] });
    expect((await entra.orgwise.access.person('ana@acme.example'))?.employeeId).toBe('employee:hr:e1');
    const account = 'identity:employee:entra:00000000-0000-4000-8000-00000000000a';
    await entra.orgwise.graph.apply({
      changedAt,
      upsertNodes: [node(account, 'Identity', {})],
      upsertRelationships: [relationship('employee:hr:e3', 'KNOWN_AS', account)],
    });
    const { browser, seen } = await entra.signIn('ana');
    expect(seen.status).toBe(403);
    expect((await browser.send(`${entra.url}/people`)).status).toBe(401);
  });
});
