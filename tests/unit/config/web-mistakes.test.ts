import { expect, test } from 'vitest';
import { least, loadYaml, mistakesOf } from './load-example.ts';

const key = Buffer.alloc(32, 3).toString('base64');
const env = { WEB_CLIENT_SECRET: 's', WEB_SESSION_KEY: key };
const page = (more: string, web = ''): string =>
  `${least}web: { ${web}signIn: { issuer: 'https://login.acme.example', clientId: p, redirectUrl: 'https://o.acme.example/sign-in/callback'${more} } }\n`;

test('without signing in, the page listens on this machine alone', () => {
  for (const host of ['0.0.0.0', '::', 'localhost', '10.0.0.5'])
    expect(mistakesOf(`${least}web: { host: '${host}' }\n`)).toEqual([
      `8 web.host: found '${host}', and nobody signs in; accepted: 127.0.0.1, or section web.signIn beside it, as the page must not be open to whoever reaches it.`,
    ]);
  expect(loadYaml(least, env).config.web.signIn).toBeNull();
});

test('with it, it listens where it is told, on a port of its own', () => {
  const { web, secrets } = loadYaml(page('', "host: '0.0.0.0', port: 3979, "), { ...env, PORT: '80' }).config;
  expect(web).toEqual({
    enabled: true,
    host: '0.0.0.0',
    port: 3979,
    signIn: {
      issuer: 'https://login.acme.example',
      clientId: 'p',
      clientSecret: 's',
      redirectUrl: 'https://o.acme.example/sign-in/callback',
      sessionKeys: [key],
      sessionHours: 12,
      attemptsPerMinute: 240,
      links: false,
    },
  });
  expect(secrets).toEqual(expect.arrayContaining(['s', key]));
});

test('it needs its secrets, in their form', () => {
  expect(mistakesOf(page(''))).toEqual([
    "env WEB_CLIENT_SECRET: found nothing, and web.signIn is configured; accepted: the page's client secret at the provider.",
    expect.stringContaining(
      'env WEB_SESSION_KEY: found nothing, and web.signIn is configured; accepted: 32 bytes',
    ),
  ]);
  for (const wrong of ['short', Buffer.alloc(16).toString('base64'), `${key},x`, 'a'.repeat(44)])
    expect(mistakesOf(page(''), { ...env, WEB_SESSION_KEY: wrong })).toEqual([
      expect.stringContaining('env WEB_SESSION_KEY: found something else'),
    ]);
  expect(mistakesOf(page(''), { ...env, WEB_SESSION_KEY: ` ${key} , ${key}` })).toEqual([]);
});

test.each([
  'http://login.acme.example',
  'https://user:pass@login.acme.example',
  'https://login.acme.example/?tenant=x',
  'https://login.microsoftonline.com/common/v2.0',
  'https://login.microsoftonline.com/Organizations/v2.0',
  'https://login.microsoftonline.com/consumers',
  'login.acme.example',
])('%s is no issuer to believe', (issuer) => {
  const found = mistakesOf(page('').replace('https://login.acme.example', issuer), env);
  expect(found).toEqual([expect.stringMatching(/^8 web\.signIn\.issuer: found .*accepted: /)]);
});

test.each([
  'http://o.acme.example/sign-in/callback',
  'https://o.acme.example/',
  'https://o.acme.example/sign-in/callback/',
  'https://o.acme.example/x/sign-in/callback',
  'https://o.acme.example/sign-in/callback?x=1',
])('%s is no address to come back to', (address) => {
  const found = mistakesOf(page('').replace('https://o.acme.example/sign-in/callback', address), env);
  expect(found).toEqual([expect.stringMatching(/^8 web\.signIn\.redirectUrl: found /)]);
});

test('the source of object ids is one of type entra', () => {
  expect(mistakesOf(page(', entraSource: wiki'), env)).toEqual([
    "8 web.signIn.entraSource: found 'wiki'; accepted: none, as no source is of type entra.",
  ]);
  const entra =
    '  - { name: people, type: entra, tenant: acme.example, clientId: 5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b, clientSecret: x }\n';
  const withEntra = (name: string): string => page(`, entraSource: ${name}`).replace('web:', `${entra}web:`);
  expect(mistakesOf(withEntra('wiki'), env)).toEqual([
    expect.stringContaining("found 'wiki'; accepted: people."),
  ]);
  expect(loadYaml(withEntra('people'), env).config.web.signIn?.entraSource).toBe('people');
});

test.each(['https://accounts.google.com', 'https://accounts.google.com/'])(
  '%s lets in anybody, so that the domains of the company are demanded',
  (issuer) => {
    const google = (more: string): string => page(more).replace('https://login.acme.example', issuer);
    expect(mistakesOf(google(''), env)).toEqual([
      '8 web.signIn.hostedDomains: found nothing, and the issuer is Google, where anybody may have an account with an address of yours; accepted: a list of the domains of your Google Workspace.',
    ]);
    const { signIn } = loadYaml(google(', hostedDomains: [acme.example]'), env).config.web;
    expect(signIn?.hostedDomains).toEqual(['acme.example']);
    for (const wrong of ['[]', "['@acme.example']", "['']", "['acme.example/x']"])
      expect(mistakesOf(google(`, hostedDomains: ${wrong}`), env)).toEqual([
        expect.stringContaining('web.signIn.hostedDomains'),
      ]);
  },
);
