import { describe, expect, it } from 'vitest';
import { pageHosts } from '../../../src/config/page-hosts.ts';
import { sourceSchema } from '../../../src/config/source-schema.ts';

const token = 'token';
const readers = [['everyone']];
const site = { url: 'https://acme.atlassian.net', email: 'a@acme.example', token };
const source = (type: string, options: object) => sourceSchema.parse({ name: type, type, ...options });

describe('hosts of pages', () => {
  it.each([
    ['github', { token, organization: 'acme' }, ['github.com']],
    ['github', { token, organization: 'acme', baseUrl: 'https://api.acme.ghe.com' }, ['acme.ghe.com']],
    [
      'github',
      { token, organization: 'acme', baseUrl: 'https://git.acme.example/api/v3' },
      ['git.acme.example'],
    ],
    ['linear', { token }, ['linear.app']],
    ['asana', { token }, ['app.asana.com']],
    ['notion', { token, readers }, ['www.notion.so', 'notion.so']],
    ['jira', { ...site, apiUrl: 'https://api.atlassian.com/ex/jira/1' }, ['acme.atlassian.net']],
    ['confluence', { ...site, apiUrl: 'https://api.atlassian.com/ex/confluence/1' }, ['acme.atlassian.net']],
    ['outline', { token, url: 'https://wiki.acme.example' }, ['wiki.acme.example']],
    ['mediawiki', { apiUrl: 'https://wiki.acme.example/w/api.php', readers }, ['wiki.acme.example']],
    [
      'markdown',
      { folder: 'wiki', readers: ['everyone'], url: 'https://wiki.acme.example/{path}' },
      ['wiki.acme.example'],
    ],
    ['markdown', { folder: 'wiki', readers: ['everyone'] }, []],
    [
      'csv',
      { tasks: { file: 't.csv', readers: ['everyone'], url: 'http://tasks.acme.example:8080/{id}' } },
      ['tasks.acme.example'],
    ],
    ['csv', { people: { file: 'p.csv', url: 'https://hr.acme.example/{id}' } }, []],
    ['ldap', { url: 'ldaps://ad.acme.example', bindDn: 'x', password: 'y', base: 'dc=acme' }, []],
    ['entra', { managedIdentity: true }, []],
    ['slack', { token: 'xoxb-token' }, []],
  ])('of %s with %j are %j', (type, options, hosts) => {
    expect(pageHosts([source(type, options), source(type, options)])).toEqual(hosts);
  });
});
