import { afterEach, beforeEach, expect, test } from 'vitest';
import { createScimConnector, type ScimConnectorOptions } from '../../connectors/scim/scim-connector.ts';
import { type ScimServer, scimToken, startScimServer } from '../fixtures/scim-server.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { expectWellFormed } from './connector-suite.ts';
import { holdContract } from './contract-clauses.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';

const floor = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User:floor';

let server: ScimServer;
beforeEach(async () => {
  server = await startScimServer({ Floor: floor });
});
afterEach(async () => {
  await server.close();
  expect(server.failures).toEqual([]);
});
const connect = (options: Partial<ScimConnectorOptions> = {}) =>
  createScimConnector({ source: 'provisioned', token: scimToken, directory: server.directory, ...options });
const read = (options: Partial<ScimConnectorOptions> = {}) => fetchAll(connect(options));
const push = async (name: string, more: object = {}): Promise<string> =>
  (await server.send('POST', '/Users', { schemas: [core], userName: `${name}@acme.example`, ...more })).body
    .id;
const pushGroup = async (displayName: string, members: readonly string[]): Promise<string> =>
  (
    await server.send('POST', '/Groups', {
      schemas: [group],
      displayName,
      members: members.map((value) => ({ value })),
    })
  ).body.id;

const contract = holdContract('scim');
contract.lacks(
  ['401', '403', '410', '429', '500', 'time-out', 'cut body', 'repeated cursor'],
  'The connector asks nobody: what was pushed lies in the state. What a push gets for an answer, tests of the server say.',
);

const patch = (id: string, value: object) =>
  server.send('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value }],
  });

test(
  contract.title(
    ['change', 'rename', 'move'],
    'a person of another name, title, department and manager has the same key',
  ),
  async () => {
    const boss = await push('bo', { displayName: 'Bo Chen' });
    const id = await push('ana', {
      displayName: 'Ana Lima',
      title: 'Engineer',
      [enterprise]: { department: 'Platform' },
    });
    await patch(id, { displayName: 'Ana Silva', title: 'Lead' });
    await patch(id, { [enterprise]: { department: 'Sales', manager: { value: boss } } });
    const { records, problems } = await read();
    expect(problems).toEqual([]);
    expect(records.find(({ key }) => key === id)).toMatchObject({
      ...{ name: 'Ana Silva', title: 'Lead', manager: boss },
      teams: ['department:sales'],
    });
    expect(records.filter(({ kind }) => kind === 'employee')).toHaveLength(2);
  },
);

test(
  contract.title(['delete', 'restore'], 'who is pushed again under the same name has the same key'),
  async () => {
    const id = await push('ana', { displayName: 'Ana Lima' });
    await server.send('DELETE', `/Users/${id}`);
    expect((await read()).records).toEqual([]);
    const again = await push('ana', { displayName: 'Ana Lima' });
    expect((await read()).records).toMatchObject([{ key: again }]);
    expect(again).toBe(id);
  },
);

test(contract.title(['huge and empty texts'], 'a title of 60,000 characters, and an empty one'), async () => {
  const title = '长'.repeat(60_000);
  await push('ana', { displayName: 'Ana', title });
  await push('bo', { displayName: 'Bo', title: '' });
  const { records } = await read();
  const of = (wanted: string) => records.find((record) => 'name' in record && record.name === wanted);
  expect(of('Ana')).toMatchObject({ title });
  expect(of('Bo')).not.toHaveProperty('title');
});

test(contract.title(['empty'], 'everybody taken away again: no records, and no problem'), async () => {
  const ana = await push('ana', { displayName: 'Ana Lima' });
  expect((await read()).records).toHaveLength(1);
  await server.send('DELETE', `/Users/${ana}`);
  expect(await read()).toMatchObject({ records: [], problems: [] });
});

test(contract.title(['no change'], 'the same records, in the same order'), async () => {
  const ana = await push('ana', { displayName: 'Ana Lima', [enterprise]: { department: 'Platform' } });
  await pushGroup('Gateway', [ana]);
  const one = await read();
  expect(one.records.map(({ key }) => key)).toContain(ana);
  expect(await read()).toEqual(one);
});

test(
  contract.title(
    ['first load'],
    'a person comes with name, address, job, manager, department and further attributes',
  ),
  async () => {
    const boss = await push('bo', { displayName: 'Bo Chen' });
    const id = await push('alima', {
      displayName: 'Ana Lima',
      name: { formatted: 'Dr. Ana Lima', givenName: 'Ana', familyName: 'Lima' },
      nickName: 'Annie',
      title: 'Engineer',
      userType: 'Employee',
      profileUrl: 'https://people.acme.example/ana',
      timezone: 'Europe/Lisbon',
      emails: [
        { type: 'home', value: 'ana@home.example', primary: true },
        { type: 'work', value: 'Ana.Lima@acme.example' },
      ],
      addresses: [{ type: 'work', locality: 'Lisbon' }],
      'urn:ietf:params:scim:schemas:extension:acme:2.0:User': { floor: 3 },
      [enterprise]: {
        ...{ department: 'Platform', employeeNumber: 1001, costCenter: 'CC-7', organization: 'Acme' },
        manager: { value: boss },
      },
    });
    const { records, problems } = await read({ extra: { Floor: floor } });
    expect(problems).toEqual([]);
    for (const record of records) expectWellFormed(record);
    const ana = records.find(({ key }) => key === id);
    expect(ana).toEqual({
      kind: 'employee',
      key: id,
      name: 'Ana Lima',
      aliases: ['Dr. Ana Lima', 'Annie'],
      email: 'ana.lima@acme.example',
      title: 'Engineer',
      company: 'Acme',
      location: 'Lisbon',
      timeZone: 'Europe/Lisbon',
      manager: boss,
      teams: ['department:platform'],
      extra: { employeeNumber: '1001', costCenter: 'CC-7', userType: 'Employee', Floor: '3' },
      url: 'https://people.acme.example/ana',
      updatedAt: expect.any(String),
      place: 'user alima@acme.example',
    });
    expect(records.find(({ key }) => key === boss)).toMatchObject({
      name: 'Bo Chen',
      email: 'bo@acme.example',
    });
    expect(records.filter(({ kind }) => kind === 'team')).toMatchObject([{ name: 'Platform' }]);
    const bare = await read({ departments: false });
    expect(bare.records.some(({ kind }) => kind === 'team')).toBe(false);
  },
);

test('a home is no place of work, and a private e-mail is nobody’s address here, whatever is kept from before', async () => {
  const home = { type: 'Home', primary: true };
  const attributes = {
    userName: 'ana',
    displayName: 'Ana',
    emails: [
      { ...home, value: 'ana@home.example' },
      { type: 'other', value: 'ana@club.example' },
    ],
    addresses: [{ ...home, locality: 'Wandlitz' }],
  };
  const at = '2026-01-01T00:00:00.000Z';
  const keep = (more: object) =>
    server.state.writeRecord(
      'scim User provisioned',
      'a',
      JSON.stringify({
        kind: 'User',
        id: 'a',
        created: at,
        lastModified: at,
        attributes: { ...attributes, ...more },
      }),
      null,
    );
  await push('first', { displayName: 'First' });
  const ana = async () => (await read()).records.find(({ key }) => key === 'a');
  await keep({});
  expect(await ana()).not.toHaveProperty('email');
  expect(await ana()).not.toHaveProperty('location');
  await keep({ userName: 'ana@acme.example', addresses: [...attributes.addresses, { locality: 'Berlin' }] });
  expect(await ana()).toMatchObject({ email: 'ana@acme.example', location: 'Berlin' });
});

test('an address that leads elsewhere than to a page is no link', async () => {
  await push('ana', { displayName: 'Ana', profileUrl: 'javascript:alert(1)' });
  expect((await read()).records[0]).not.toHaveProperty('url');
});

test(
  contract.title(
    ['wrong shape'],
    'who was switched off is not there, unless asked for; who has no name is reported',
  ),
  async () => {
    const id = await push('ana', { displayName: 'Ana', active: 'False' });
    const nameless = await push('bo');
    const { records, problems } = await read();
    expect(records).toEqual([]);
    expect(problems).toEqual([
      { place: 'user bo@acme.example', message: 'The person was pushed without a name; left out.' },
    ]);
    expect((await read({ inactive: true })).records).toMatchObject([{ key: id }]);
    await server.send('DELETE', `/Users/${nameless}`);
    expect((await read()).problems).toEqual([]);
  },
);

test('groups are teams of the people in them and in groups within, however they go round', async () => {
  const [ana, bo, off] = [
    await push('ana', { displayName: 'Ana' }),
    await push('bo', { displayName: 'Bo' }),
    await push('cy', { displayName: 'Cy', active: false }),
  ];
  const inner = await pushGroup('inner', [bo, off]);
  const outer = await pushGroup('outer', [ana, inner, 'nobody']);
  await server.send('PATCH', `/Groups/${inner}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'add', path: 'members', value: [{ value: outer }] }],
  });
  const { records, problems } = await read();
  expect(problems).toEqual([]);
  const team = records.find(({ key }) => key === outer);
  expect(team).toMatchObject({
    kind: 'team',
    name: 'outer',
    teamKind: 'group',
    members: [ana, bo].sort().map((person) => ({ person })),
  });
  expect((await read({ groups: false })).records.some(({ kind }) => kind === 'team')).toBe(false);
});

test(
  contract.title(['404'], 'nothing pushed yet fails with what to do, and is not everybody gone'),
  async () => {
    await expect(read()).rejects.toMatchObject({
      code: 'source_unreadable',
      message: expect.stringMatching(/^Nothing was pushed yet; .*\/scim\/v2 .*\.$/),
    });
    const id = await push('ana', { displayName: 'Ana' });
    await server.send('DELETE', `/Users/${id}`);
    expect(await read()).toEqual({ records: [], problems: [] });
  },
);

test(
  contract.title(
    ['unicode', 'cancel'],
    'reads the same twice, any writing among it, and stops where the run is aborted',
  ),
  async () => {
    for (const name of ['王小明', 'Zażółć', '👩🏽‍🚀']) await push(name, { displayName: name });
    expect(await read()).toEqual(await read());
    expect((await read()).records.map((record) => 'name' in record && record.name).toSorted()).toEqual(
      ['王小明', 'Zażółć', '👩🏽‍🚀'].toSorted(),
    );
    const controller = new AbortController();
    const abortMidway = async () => {
      for await (const _ of connect().fetch({ signal: controller.signal }))
        controller.abort(new Error('stopped'));
    };
    await expect(abortMidway()).rejects.toThrow('stopped');
  },
);

test(contract.title(
  ['10,000 records', 'paging'],
  'are read page by page: few are ever held at once',
), async () => {
  await push('first', { displayName: 'First' });
  for (let number = 0; number < 10_000; number++) {
    const id = `00000000-0000-8000-a000-${String(number).padStart(12, '0')}`;
    const resource = {
      kind: 'User',
      id,
      created: '2026-01-01T00:00:00.000Z',
      lastModified: '2026-01-01T00:00:00.000Z',
    };
    const attributes = { userName: `p${number}@acme.example`, displayName: `P ${number}` };
    await server.state.writeRecord(
      'scim User provisioned',
      id,
      JSON.stringify({ ...resource, attributes }),
      null,
    );
  }
  let [given, taken, mostAhead] = [0, 0, 0];
  const directory = {
    ...server.directory,
    async *users(signal: AbortSignal) {
      for await (const user of server.directory.users(signal)) {
        given++;
        yield user;
      }
    },
  };
  for await (const fetched of connect({ directory }).fetch({ signal: new AbortController().signal })) {
    if ('record' in fetched) taken++;
    mostAhead = Math.max(mostAhead, given - taken);
  }
  expect(taken).toBe(10_001);
  expect(mostAhead).toBeLessThan(2);
  expect((await server.send('GET', '/Users?startIndex=9990&count=100')).body).toMatchObject({
    totalResults: 10_001,
    itemsPerPage: 12,
  });
}, 60_000);
