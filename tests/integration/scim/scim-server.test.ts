import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { otherToken, type ScimServer, startScimServer } from '../../fixtures/scim-server.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

let server: ScimServer;
beforeEach(async () => {
  server = await startScimServer({}, 10);
});
afterEach(async () => {
  await server.close();
  expect(server.failures).toEqual([]);
});
const user = (name: string, more: object = {}) => ({
  schemas: [core],
  userName: `${name}@acme.example`,
  displayName: name,
  active: true,
  ...more,
});
const create = async (name: string, more: object = {}): Promise<string> =>
  (await server.send('POST', '/Users', user(name, more))).body.id;
const query = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;

/** What the tutorial "Develop and plan provisioning for a SCIM endpoint in Microsoft Entra ID" shows, step by step. */
describe('Entra ID', () => {
  test('creates somebody, looks them up, changes them, switches them off and deletes them', async () => {
    const probe = await server.send('GET', query('userName eq "7d1c8b7e-0000-4000-8000-000000000000"'));
    expect(probe).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [], startIndex: 1 } });

    const created = await server.send('POST', '/Users', {
      schemas: [core, enterprise],
      externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
      userName: 'Ana@acme.example',
      active: true,
      displayName: 'Ana Lima',
      emails: [{ primary: true, type: 'work', value: 'ana@acme.example' }],
      meta: { resourceType: 'User' },
      name: { formatted: 'Ana Lima', familyName: 'Lima', givenName: 'Ana' },
      roles: [],
      [enterprise]: { department: 'Platform', employeeNumber: '1001' },
    });
    const { id } = created.body;
    expect(created).toMatchObject({
      status: 201,
      body: {
        schemas: [core, enterprise],
        meta: { resourceType: 'User', location: `${server.url}/Users/${id}` },
        [enterprise]: { department: 'Platform' },
      },
    });
    expect(created.headers.get('content-type')).toMatch(/^application\/scim\+json/);
    expect(created.headers.get('location')).toBe(`${server.url}/Users/${id}`);
    for (const filter of [
      'userName eq "ana@ACME.example"',
      'externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"',
      'emails[type eq "work"].value eq "ana@acme.example"',
    ])
      expect((await server.send('GET', query(filter))).body.Resources).toMatchObject([{ id }]);
    expect((await server.send('GET', `/Users/${id}`)).body.name.familyName).toBe('Lima');

    const managerId = await create('bo');
    const changed = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch(
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ana.lima@acme.example' },
        { op: 'Replace', path: 'name.familyName', value: 'Lima-Chen' },
        { op: 'Add', path: 'title', value: 'Engineer' },
        { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Lisbon' },
        { op: 'Add', path: `${enterprise}:manager`, value: managerId },
        { op: 'Replace', path: `${enterprise}:department`, value: 'Web' },
        { op: 'Remove', path: `${enterprise}:employeeNumber` },
      ),
    );
    expect(changed).toMatchObject({
      status: 200,
      body: {
        title: 'Engineer',
        emails: [{ primary: true, type: 'work', value: 'ana.lima@acme.example' }],
        name: { formatted: 'Ana Lima', familyName: 'Lima-Chen', givenName: 'Ana' },
        addresses: [{ type: 'work', locality: 'Lisbon' }],
      },
    });
    expect(changed.body[enterprise]).toEqual({ department: 'Web', manager: { value: managerId } });
    expect(
      (await server.send('GET', query('emails[type eq "work"].value eq "ana@acme.example"'))).body
        .totalResults,
    ).toBe(0);

    const off = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'Replace', path: 'active', value: 'False' }),
    );
    expect(off.body.active).toBe(false);
    expect((await server.send('GET', query('userName eq "Ana@acme.example"'))).body.Resources[0].active).toBe(
      false,
    );
    expect((await server.send('DELETE', `/Users/${id}`)).status).toBe(204);
    expect(await server.send('GET', `/Users/${id}`)).toMatchObject({ status: 404, body: { status: '404' } });
  });

  test('changes without a path, whose names are paths themselves', async () => {
    const id = await create('ana', { [enterprise]: { department: 'Platform' } });
    const { body } = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch({
        op: 'Add',
        value: {
          displayName: 'Ana Lima',
          'name.givenName': 'Ana',
          'emails[type eq "work"].value': 'ana@acme.example',
          'emails[type eq "work"].primary': 'True',
          [`${enterprise}:department`]: 'Web',
          [enterprise]: { costCenter: 'CC-7' },
        },
      }),
    );
    expect(body).toMatchObject({
      displayName: 'Ana Lima',
      name: { givenName: 'Ana' },
      emails: [{ type: 'work', value: 'ana@acme.example', primary: true }],
      [enterprise]: { department: 'Web', costCenter: 'CC-7' },
    });
  });

  test('makes a group, adds and removes members, and renames it', async () => {
    const [ana, bo] = [await create('ana'), await create('bo')];
    const made = await server.send('POST', '/Groups', {
      schemas: [group],
      externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
      displayName: 'team-web',
      meta: { resourceType: 'Group' },
    });
    expect(made.status).toBe(201);
    const path = `/Groups/${made.body.id}`;
    const membersOf = async () =>
      (await server.send('GET', path)).body.members?.map((one: { value: string }) => one.value);
    await server.send(
      'PATCH',
      path,
      patch({ op: 'Add', path: 'members', value: [{ $ref: null, value: ana }] }),
    );
    await server.send(
      'PATCH',
      path,
      patch({ op: 'Add', path: 'members', value: [{ value: bo }, { value: ana }] }),
    );
    expect(await membersOf()).toEqual([ana, bo]);
    const bare = await server.send('GET', `${path}?excludedAttributes=members`);
    expect(bare.body).not.toHaveProperty('members');
    expect(bare.body.displayName).toBe('team-web');
    const found = await server.send(
      'GET',
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "TEAM-WEB"')}`,
    );
    expect(found.body.Resources).toMatchObject([{ id: made.body.id }]);
    await server.send(
      'PATCH',
      path,
      patch({ op: 'Remove', path: 'members', value: [{ $ref: null, value: ana }] }),
    );
    expect(await membersOf()).toEqual([bo]);
    await server.send('PATCH', path, patch({ op: 'Replace', path: 'displayName', value: 'team-site' }));
    expect((await server.send('GET', path)).body.displayName).toBe('team-site');
    expect((await server.send('DELETE', path)).status).toBe(204);
  });
});

/** What Okta's "SCIM 2.0 protocol reference" and its test suite send. */
describe('Okta', () => {
  test('tries the connection, looks somebody up, creates, replaces and switches them off', async () => {
    expect((await server.send('GET', '/Users?startIndex=1&count=2')).body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    });
    expect(
      (await server.send('GET', `${query('userName eq "ana@acme.example"')}&startIndex=1&count=100`)).body
        .totalResults,
    ).toBe(0);
    const pushed = {
      schemas: [core],
      userName: 'ana@acme.example',
      name: { givenName: 'Ana', familyName: 'Lima' },
      emails: [{ primary: true, value: 'ana@acme.example', type: 'work' }],
      displayName: 'Ana Lima',
      locale: 'en-US',
      externalId: '00ujl29u0le5T6Aj10h7',
      groups: [],
      password: '1mz050nq',
      active: true,
    };
    const created = await server.send('POST', '/Users', pushed);
    expect(created.status).toBe(201);
    expect(created.body).not.toHaveProperty('password');
    const { id } = created.body;
    expect(await server.send('POST', '/Users', { ...pushed, userName: 'ANA@acme.example' })).toMatchObject({
      status: 409,
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '409',
        scimType: 'uniqueness',
      },
    });
    const { displayName: _, ...others } = pushed;
    const replaced = await server.send('PUT', `/Users/${id}`, {
      ...others,
      id,
      name: { givenName: 'Ana', familyName: 'Chen' },
    });
    expect(replaced).toMatchObject({ status: 200, body: { id, name: { familyName: 'Chen' } } });
    expect(replaced.body).not.toHaveProperty('displayName');
    const off = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch({ op: 'replace', value: { active: false } }),
    );
    expect(off).toMatchObject({ status: 200, body: { active: false } });
  });

  test('pushes a group with members, replaces them, and takes one out by its filter', async () => {
    const [ana, bo, cy] = [await create('ana'), await create('bo'), await create('cy')];
    const made = await server.send('POST', '/Groups', {
      schemas: [group],
      displayName: 'Engineering',
      members: [{ value: ana, display: 'ana@acme.example' }],
    });
    const path = `/Groups/${made.body.id}`;
    const members = async () =>
      (await server.send('GET', path)).body.members.map((one: { value: string }) => one.value);
    await server.send(
      'PATCH',
      path,
      patch(
        { op: 'remove', path: `members[value eq "${ana}"]` },
        { op: 'add', path: 'members', value: [{ value: bo, display: 'bo@acme.example' }] },
      ),
    );
    expect(await members()).toEqual([bo]);
    await server.send(
      'PATCH',
      path,
      patch({ op: 'replace', value: { id: made.body.id, displayName: 'Engineers' } }),
    );
    await server.send(
      'PATCH',
      path,
      patch({ op: 'replace', path: 'members', value: [{ value: cy }, { value: ana }] }),
    );
    expect(await members()).toEqual([cy, ana]);
    expect((await server.send('GET', path)).body.displayName).toBe('Engineers');
  });
});

test('lists are cut into pages, and the total is that of all', async () => {
  for (let number = 1; number <= 7; number++) await create(`person${number}`);
  const seen = new Set<string>();
  for (const startIndex of [1, 4, 7]) {
    const { body } = await server.send('GET', `/Users?startIndex=${startIndex}&count=3`);
    expect(body).toMatchObject({ totalResults: 7, startIndex, itemsPerPage: startIndex === 7 ? 1 : 3 });
    for (const { id } of body.Resources) seen.add(id);
  }
  expect(seen.size).toBe(7);
  expect((await server.send('GET', '/Users?count=0')).body).toMatchObject({ totalResults: 7, Resources: [] });
  expect((await server.send('GET', '/Users?startIndex=100')).body).toMatchObject({
    totalResults: 7,
    Resources: [],
  });
  const filtered = await server.send(
    'GET',
    `${query('displayName sw "person" and not (displayName eq "person3")')}&count=2&startIndex=2`,
  );
  expect(filtered.body).toMatchObject({ totalResults: 6, itemsPerPage: 2, startIndex: 2 });
  expect((await server.send('GET', '/Users?count=many')).body).toMatchObject({ scimType: 'invalidValue' });
});

test('filters tell one address from two, and names in any case', async () => {
  const emails = [{ type: 'work', value: 'ana@acme.example' }, { value: 'ana@elsewhere.example' }];
  await create('ana', { emails, [enterprise]: { department: 'Web', employeeNumber: '7' } });
  const total = async (filter: string) => (await server.send('GET', query(filter))).body.totalResults;
  expect(await total('emails[type eq "work"].value eq "ana@elsewhere.example"')).toBe(0);
  expect(await total('emails[type eq "work" and value co "ACME"]')).toBe(1);
  expect(await total('EMAILS.VALUE eq "ANA@elsewhere.example"')).toBe(1);
  expect(await total(`${enterprise}:department eq "web"`)).toBe(1);
  expect(await total(`${core}:userName eq "ana@acme.example"`)).toBe(1);
  expect(await total('active eq true and title pr')).toBe(0);
  expect(await total('meta.lastModified gt "2020-01-01T00:00:00Z"')).toBe(1);
  expect(await total('displayName ne "ana" or id eq "x"')).toBe(0);
});

test.each([
  ['userName eq', 'invalidFilter'],
  ['userName eq "a', 'invalidFilter'],
  [`"${'\n'.repeat(40)}`, 'invalidFilter'],
  [`userName eq "${'a'.repeat(2_000)}"`, 'invalidFilter'],
])('the filter %.40s is refused at once', async (filter, scimType) => {
  expect(await server.send('GET', query(filter))).toMatchObject({
    status: 400,
    body: { scimType, status: '400' },
  });
});

test.each([
  [{ Operations: [{ op: 'replace', path: 'active', value: true }] }, 'invalidSyntax'],
  [patch(), 'invalidSyntax'],
  [patch({ op: 'move', path: 'active' }), 'invalidSyntax'],
  [patch({ op: 'Remove' }), 'noTarget'],
  [patch({ op: 'replace', path: 'a b', value: 1 }), 'invalidPath'],
  [patch({ op: 'replace', path: '__proto__.polluted', value: 'yes' }), 'invalidPath'],
  [patch({ op: 'add', path: 'constructor.prototype', value: { polluted: 'yes' } }), 'invalidPath'],
  [
    '{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","value":{"name":{"__proto__":{"polluted":1}}}}]}',
    'invalidSyntax',
  ],
  [patch({ op: 'replace', path: 'userName', value: '' }), 'invalidValue'],
  [patch({ op: 'replace', path: 'emails[type sw "w"].value', value: 'x' }), 'noTarget'],
  ['{"schemas":', 'invalidSyntax'],
])('the PATCH %j is refused, and changes nothing', async (body, scimType) => {
  const id = await create('ana');
  const before = (await server.send('GET', `/Users/${id}`)).body;
  expect(await server.send('PATCH', `/Users/${id}`, body)).toMatchObject({ status: 400, body: { scimType } });
  expect((await server.send('GET', `/Users/${id}`)).body).toEqual(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('of several operations, all are done or none', async () => {
  const id = await create('ana');
  const body = patch(
    { op: 'replace', path: 'displayName', value: 'Other' },
    { op: 'replace', path: 'emails[type sw "w"].value', value: 'x' },
  );
  expect((await server.send('PATCH', `/Users/${id}`, body)).status).toBe(400);
  expect((await server.send('GET', `/Users/${id}`)).body.displayName).toBe('ana');
});

test('without the token nothing is told, and each token has a directory of its own', async () => {
  const id = await create('ana');
  for (const token of [null, 'wrong', '', `${otherToken}x`]) {
    const answer = await server.send('GET', `/Users/${id}`, undefined, { token });
    expect(answer).toMatchObject({ status: 401, body: { status: '401' } });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  }
  expect((await server.send('GET', `/Users/${id}`, undefined, { token: otherToken })).status).toBe(404);
  expect((await server.send('GET', '/Users', undefined, { token: otherToken })).body.totalResults).toBe(0);
});

test('says what it is, and what it does not have', async () => {
  expect((await server.send('GET', '/ServiceProviderConfig')).body).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false },
    filter: { supported: true, maxResults: 200 },
  });
  expect((await server.send('GET', '/ResourceTypes')).body).toMatchObject({ totalResults: 2 });
  expect((await server.send('GET', '/ResourceTypes/User')).body).toMatchObject({ endpoint: '/Users' });
  expect((await server.send('GET', '/Schemas')).body.Resources.map(({ id }: { id: string }) => id)).toEqual([
    core,
    enterprise,
    group,
  ]);
  expect((await server.send('GET', `/Schemas/${encodeURIComponent(core)}`)).body.name).toBe('User');
  for (const [method, path, status] of [
    ['POST', '/Bulk', 404],
    ['GET', '/Me', 404],
    ['GET', '/Users/a/b', 404],
    ['DELETE', '/Users', 405],
    ['POST', '/Schemas', 405],
    ['GET', '/Schemas/none', 404],
  ] as const)
    expect(await server.send(method, path, method === 'POST' ? {} : undefined)).toMatchObject({
      status,
      body: { status: String(status) },
    });
});

test('a version that was changed in the meantime is not overwritten', async () => {
  const id = await create('ana');
  const { body, headers } = await server.send('GET', `/Users/${id}`);
  const etag = headers.get('etag') ?? '';
  expect(body.meta.version).toBe(etag);
  expect(
    (await server.send('GET', `/Users/${id}`, undefined, { headers: { 'if-none-match': etag } })).status,
  ).toBe(304);
  const rename = (value: string) => patch({ op: 'replace', path: 'displayName', value });
  const options = { headers: { 'if-match': etag } };
  expect((await server.send('PATCH', `/Users/${id}`, rename('One'), options)).status).toBe(200);
  expect((await server.send('PATCH', `/Users/${id}`, rename('Two'), options)).status).toBe(412);
  expect((await server.send('DELETE', `/Users/${id}`, undefined, options)).status).toBe(412);
});

test('what changes nothing leaves when it last changed', async () => {
  const id = await create('ana');
  const { meta } = (await server.send('GET', `/Users/${id}`)).body;
  await server.send('PUT', `/Users/${id}`, user('ana'));
  expect((await server.send('GET', `/Users/${id}`)).body.meta).toEqual(meta);
});

test('what is too long, too deep or no resource is refused', async () => {
  expect(await server.send('POST', '/Users', 'x'.repeat(4_000_001))).toMatchObject({ status: 413 });
  const deep = Array.from({ length: 20 }).reduce<object>((inner) => ({ inner }), {});
  for (const body of ['[]', '"text"', {}, user(''.padEnd(600, 'x')), user('ana', { name: deep })])
    expect(await server.send('POST', '/Users', body)).toMatchObject({ status: 400 });
  expect((await server.send('GET', '/Users')).body.totalResults).toBe(0);
});

test('changes at the same time all count, and a name is given once', async () => {
  const members = await Promise.all(Array.from({ length: 10 }, (_, number) => create(`p${number}`)));
  const { body } = await server.send('POST', '/Groups', { schemas: [group], displayName: 'all' });
  const answers = await Promise.all(
    members.map((value) =>
      server.send('PATCH', `/Groups/${body.id}`, patch({ op: 'add', path: 'members', value: [{ value }] })),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect((await server.send('GET', `/Groups/${body.id}`)).body.members).toHaveLength(10);
  const twice = await Promise.all([1, 2, 3].map(() => server.send('POST', '/Users', user('same'))));
  expect(twice.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test('the same person gets the same id after the state was lost', async () => {
  const first = await create('ana', { externalId: '00u1' });
  await server.send(
    'PATCH',
    `/Users/${first}`,
    patch({ op: 'replace', path: 'userName', value: 'anna@acme.example' }),
  );
  // Somebody else with the same identifier is somebody else.
  expect(await create('bo', { externalId: '00u1' })).not.toBe(first);
  await server.close();
  server = await startScimServer({}, 10);
  expect(await create('anna', { externalId: '00u1' })).toBe(first);
});

test('only what is asked for is answered', async () => {
  const id = await create('ana', {
    name: { givenName: 'Ana', familyName: 'Lima' },
    [enterprise]: { department: 'Web', costCenter: '7' },
  });
  const shown = async (parameters: string) => (await server.send('GET', `/Users/${id}?${parameters}`)).body;
  expect(await shown(`attributes=userName,name.familyName,${enterprise}:department`)).toEqual({
    schemas: [core, enterprise],
    id,
    userName: 'ana@acme.example',
    name: { familyName: 'Lima' },
    [enterprise]: { department: 'Web' },
  });
  expect(await shown('excludedAttributes=name.givenName,meta')).toMatchObject({
    name: { familyName: 'Lima' },
  });
});
