import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTombstone } from '../../src/access/erased-people.ts';
import { type ScimServer, startScimServer } from '../fixtures/scim-server.ts';
import fc from '../seeded-properties.ts';

let server: ScimServer;
beforeAll(async () => {
  server = await startScimServer();
});
afterAll(async () => {
  await server.close();
});

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const name = fc.oneof(
  fc.constantFrom(
    'userName',
    'displayName',
    'active',
    'emails',
    'members',
    'name',
    'meta',
    'id',
    'schemas',
    enterprise,
  ),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', ''),
  fc.string({ maxLength: 12 }),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 'False', 0, '', 'ana@acme.example'),
    fc.string({ maxLength: 20 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const path = fc.oneof(
  name,
  fc.tuple(name, fc.string({ maxLength: 20 }), name).map(([one, filter, sub]) => `${one}[${filter}].${sub}`),
  fc.tuple(name, name).map((parts) => parts.join('.')),
  fc.tuple(fc.constantFrom(enterprise, 'urn:x:User', 'urn:'), name).map((parts) => parts.join(':')),
);
const operation = fc.record(
  { op: fc.constantFrom('add', 'Replace', 'remove', 'move'), path, value },
  { requiredKeys: ['op'] },
);
const patch = fc.record({
  schemas: fc.constant(['urn:ietf:params:scim:api:messages:2.0:PatchOp']),
  Operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
});

test('whatever is pushed, the server answers in its own words, and no object gets another prototype', async () => {
  const made = await server.send('POST', '/Users', { userName: 'ana@acme.example', displayName: 'Ana' });
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(patch, value),
      fc.constantFrom('PATCH', 'PUT', 'POST'),
      async (body, method) => {
        const at = method === 'POST' ? '/Users' : `/Users/${made.body.id}`;
        const text = JSON.stringify(body);
        const answer = await server.send(method, at, text);
        expect([200, 201, 400, 409]).toContain(answer.status);
        expect(answer.body.schemas).not.toEqual([]);
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
      },
    ),
    { numRuns: 300, seed: 34 },
  );
  expect((await server.send('GET', `/Users/${made.body.id}`)).status).toBe(200);
  expect(server.failures).toEqual([]);
});

const never = ['Wandlitz', 'Waldweg', 'cora@home', '91000', 'burnout', '1990', '0151'];
const cora = {
  userName: 'cora@acme.example',
  externalId: 'cora',
  displayName: 'Cora Lang',
  phoneNumbers: [{ type: 'home', value: '0151 1' }],
  emails: [
    { type: 'home', value: 'cora@home.example', primary: true },
    { type: 'work', value: 'cora.lang@acme.example' },
  ],
  addresses: [
    { type: 'home', locality: 'Wandlitz', streetAddress: 'Waldweg 1' },
    { type: 'work', locality: 'Berlin', streetAddress: 'Waldweg 2' },
  ],
  annualSalary: 91000,
  dateOfBirth: '1990-06-14',
  'urn:acme:User': { leaveReason: 'burnout', floor: 3, salary: 91000 },
  [enterprise]: { department: 'Web', salary: 91000, manager: { value: 'boss@acme.example' } },
};
const mapped = {
  Floor: 'urn:acme:User:floor',
  Birthday: 'dateOfBirth',
  Seat: 'urn:acme:User:salary',
  Salary: 'annualSalary',
};

test('what is stored of nobody is not kept of a push either, however it comes and from whichever time', async () => {
  const own = await startScimServer(mapped);
  try {
    const kept = async () => JSON.stringify(await own.state.scanRecords('scim User provisioned', '', 500));
    const holdsNothing = async (): Promise<void> => {
      for (const word of never) expect(await kept()).not.toContain(word);
    };
    const { id } = (await own.send('POST', '/Users', cora)).body;
    await holdsNothing();
    for (const word of ['cora.lang@acme.example', 'Berlin', 'Cora Lang', 'floor', '06-14', 'boss@acme'])
      expect(await kept()).toContain(word);
    const shown = await own.send('PUT', `/Users/${id}`, cora);
    expect(JSON.stringify(shown.body)).not.toContain('Wandlitz');
    await holdsNothing();
    for (const [path, value] of [
      ['addresses[type eq "home"].locality', 'Wandlitz'],
      ['annualSalary', 91000],
      ['urn:acme:User:leaveReason', 'burnout'],
      ['name.middleName', '1990'],
    ])
      await own.send('PATCH', `/Users/${id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path, value }],
      });
    await holdsNothing();
    // Kept by an older version.
    const at = '2026-01-01T00:00:00.000Z';
    const old = { kind: 'User', id, created: at, lastModified: at, attributes: cora };
    await own.state.writeRecord('scim User provisioned', id, JSON.stringify(old), null);
    expect(await own.store.settle()).toBe(1);
    await holdsNothing();
    expect(await own.store.settle()).toBe(0);
  } finally {
    await own.close();
  }
});

test('who was erased is not kept again, whatever the provider pushes of them and of others', async () => {
  const own = await startScimServer();
  try {
    const push = (more: object = {}) => own.send('POST', '/Users', { ...cora, ...more });
    const kept = async () => JSON.stringify(await own.state.scanRecords('scim User provisioned', '', 500));
    await writeTombstone(own.state, { id: 'employee:hr:c1', texts: ['cora.lang@acme.example'] });
    const { id } = (await push()).body;
    expect(await kept()).not.toMatch(/cora|lang/i);
    expect((await push()).body.id).toBe(id);
    await own.send('PATCH', `/Users/${id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'Cora Lang' }],
    });
    const manager = { [enterprise]: { manager: { value: 'cora.lang@acme.example' } } };
    await own.send('POST', '/Users', { userName: 'di@acme.example', displayName: 'Di', ...manager });
    expect(await kept()).not.toMatch(/cora|lang/i);
    expect(await own.store.count('User')).toBe(2);
  } finally {
    await own.close();
  }
});

test('who was switched off is kept for a time, and comes back under the same id', async () => {
  const own = await startScimServer();
  try {
    const { id } = (await own.send('POST', '/Users', cora)).body;
    const at = '2026-01-01T00:00:00.000Z';
    const off = { kind: 'User', id, created: at, lastModified: at, attributes: { ...cora, active: false } };
    await own.state.writeRecord('scim User provisioned', id, JSON.stringify(off), null);
    await own.store.settle();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await own.send('GET', `/Users/${id}`)).status).toBe(404);
    await own.store.settle();
    expect(await own.state.countRecords('scim User keys provisioned')).toBe(0);
    expect((await own.send('POST', '/Users', cora)).body.id).toBe(id);
  } finally {
    await own.close();
  }
});

test('whatever is asked for, the answer comes at once, and is no error of ours', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      'userName',
      'eq',
      'and',
      'not',
      '(',
      ')',
      '[',
      ']',
      '"a"',
      '"',
      '\\',
      '\n',
      'emails[type eq "work"]',
      '.value',
      'pr',
    ),
    fc.string({ maxLength: 6 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 30 }),
      fc.constantFrom(' ', ''),
      fc.constantFrom('filter', 'attributes', 'startIndex', 'count', 'excludedAttributes'),
      fc.constantFrom('/Users', '/Groups', '/Schemas', '/Users/%', '/.search', ''),
      async (words, between, parameter, at) => {
        const began = performance.now();
        const answer = await server.send(
          'GET',
          `${at}?${parameter}=${encodeURIComponent(words.join(between))}`,
        );
        expect(answer.status).toBeLessThan(500);
        expect(performance.now() - began).toBeLessThan(1_000);
      },
    ),
    { numRuns: 300, seed: 34 },
  );
  expect(server.failures).toEqual([]);
});

test('each push has an audit line: whose token, what, which resource, and no attribute of it', async () => {
  const from = server.noted.length;
  const { id } = (await server.send('POST', '/Users', { userName: 'eve@acme.example', displayName: 'Eve' }))
    .body;
  const group = await server.send('POST', '/Groups', { displayName: 'HR', members: [{ value: id }] });
  const Operations = [{ op: 'replace', path: 'active', value: false }];
  const patched = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations };
  await server.send('PATCH', `/Users/${id}`, patched);
  await server.send('PUT', '/Users/nobody', { userName: 'x' });
  await server.send('GET', `/Users/${id}`);
  await server.send('GET', '/Schemas');
  await server.send('GET', '/Users');
  await server.send('DELETE', `/Users/${id}`);
  const line = { platform: 'scim', who: 'provisioned', what: 'administration', allowed: true };
  expect(server.noted.slice(from)).toMatchObject([
    { ...line, act: 'scim POST Users', about: [id], place: expect.stringContaining('127.0.0.1') },
    { ...line, act: 'scim POST Groups', about: [group.body.id] },
    { ...line, act: 'scim PATCH Users', about: [id] },
    { ...line, act: 'scim PUT Users', about: ['nobody'], allowed: false, why: '404' },
    { ...line, act: 'scim GET Users', read: { total: expect.any(Number) } },
    { ...line, act: 'scim DELETE Users', about: [id] },
  ]);
  expect(JSON.stringify(server.noted.slice(from))).not.toMatch(/eve|HR/i);
});

test('a wrong token has one, and a flood of them no more than a few', async () => {
  const from = server.noted.length;
  const statuses: number[] = [];
  for (let at = 0; at < 8; at++)
    statuses.push((await server.send('GET', '/Users', undefined, { token: `guess ${at}` })).status);
  expect(statuses).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
  // Whoever has the right token is not kept from it by somebody who guesses.
  expect((await server.send('GET', '/Users')).status).toBe(200);
  const refused = { platform: 'scim', who: 'unknown', what: 'refusal', act: 'scim GET', allowed: false };
  expect(server.noted.slice(from, from + 4)).toMatchObject([
    ...Array.from({ length: 3 }, () => ({ ...refused, why: 'token' })),
    { ...refused, why: 'too_many' },
  ]);
});
