import { afterAll, beforeAll, expect, test } from 'vitest';
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
