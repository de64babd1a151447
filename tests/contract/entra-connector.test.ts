import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fetched } from '../../connectors/connector.ts';
import { createEntraConnector, type EntraConnectorOptions } from '../../connectors/entra/entra-connector.ts';
import { examineSource } from '../../src/examine-source.ts';
import {
  entraSpecification,
  type FakeEntra,
  startFakeEntra,
  userId,
} from '../fixtures/vendors/fake-entra.ts';
import { type FakeMachine, startFakeMachine } from '../fixtures/vendors/fake-machine.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's schema (listed as not run where it is absent)";
const isSpecified = hasSpecification(entraSpecification) || isDemanded('specifications');

describe.runIf(isSpecified)(`entra ${title}`, () => {
  describeServiceConnector('entra', {
    start: startFakeEntra,
    perPage: 50,
    listing: /\/users\?/,
    keyOf: userId,
    textOf: (record) => (record.kind === 'employee' ? record.title : undefined),
    breakItem: (service, id) => (service as FakeEntra).changes.set(id, { displayName: { odd: 1 } }),
    move: {
      run(service, id) {
        const { changes, history } = service as FakeEntra;
        changes.set(id, { department: 'Operations', manager: userId(1) });
        history.push(id);
      },
      after: { teams: ['department:operations'], manager: userId(1) },
    },
  });

  let entra: FakeEntra;
  beforeEach(async () => {
    entra = await startFakeEntra();
    entra.items.set(1, { id: 1, title: 'Ana Lima', text: 'Engineer' });
    entra.items.set(2, { id: 2, title: 'Bo Chen', text: 'Director' });
  });
  afterEach(async () => {
    await entra.server.close();
    expect(entra.server.breaches).toEqual([]);
  });
  const read = (options: Partial<EntraConnectorOptions> = {}) => fetchAll(entra.connect(options));
  const keysOf = ({ records }: Awaited<ReturnType<typeof read>>) => records.map(({ key }) => key);

  /** What a fetch from a cursor on gives, and the cursor that it leaves. */
  async function follow(since?: string, options: Partial<EntraConnectorOptions> = {}) {
    const found: Fetched[] = [];
    const { signal } = new AbortController();
    for await (const one of entra.connect(options).fetch({ signal, ...(since !== undefined && { since }) }))
      found.push(one);
    const last = found.pop();
    if (last === undefined || !('cursor' in last)) throw new Error('no cursor came last');
    return { found, cursor: last.cursor, isWhole: last.isWhole };
  }

  test('a person comes with job, manager, department, days and further properties', async () => {
    entra.changes.set(1, {
      department: 'Platform',
      manager: userId(2),
      mail: 'Ana.Lima@acme.example',
      userPrincipalName: 'alima@corp.acme.example',
      onPremisesSamAccountName: 'alima',
      companyName: 'Acme',
      officeLocation: 'Lisbon',
      employeeId: '1001',
      employeeType: 'Employee',
      employeeHireDate: '2020-02-03T23:00:00Z',
      employeeLeaveDateTime: '2030-01-31T00:00:00Z',
      onPremisesExtensionAttributes: { extensionAttribute1: 'CC-7' },
    });
    entra.changes.set(2, { department: 'platform', employeeHireDate: '2019-01-01T00:00:00Z' });
    const options = {
      timeZone: 'Europe/Berlin',
      extra: { 'Cost centre': 'onPremisesExtensionAttributes.extensionAttribute1' },
    };
    const ana = {
      kind: 'employee',
      key: userId(1),
      name: 'Ana Lima',
      aliases: ['alima', 'alima@corp.acme.example'],
      email: 'ana.lima@acme.example',
      title: 'Engineer',
      company: 'Acme',
      location: 'Lisbon',
      manager: userId(2),
      teams: ['department:platform'],
      // Midnight in Berlin.
      startDate: '2020-02-04',
      extra: { employeeId: '1001', employeeType: 'Employee', 'Cost centre': 'CC-7' },
      place: 'user alima@corp.acme.example',
    };
    const { records, problems } = await read(options);
    expect(problems).toEqual([]);
    expect(records).toEqual([
      ana,
      expect.objectContaining({ key: userId(2), startDate: '2019-01-01', teams: ['department:platform'] }),
      {
        kind: 'team',
        key: 'department:platform',
        name: 'Platform',
        teamKind: 'department',
        place: 'department Platform',
      },
    ]);
    const bare = await read({ leaveDates: true, teams: { departments: false } });
    expect(bare.records).toHaveLength(2);
    expect(bare.records[0]).toMatchObject({ endDate: '2030-01-31' });
    expect(bare.records[0]).not.toHaveProperty('teams');
  });

  test('guests, accounts that are switched off and those without a mailbox are no people unless configured', async () => {
    entra.changes.set(2, { userType: 'Guest' });
    entra.items.set(3, { id: 3, title: 'Cy', text: '' });
    entra.changes.set(3, { accountEnabled: false });
    entra.items.set(4, { id: 4, title: 'svc-backup', text: '' });
    entra.changes.set(4, { mail: null });
    expect(keysOf(await read())).toEqual([userId(1)]);
    const everyone = { guests: true, disabled: true, withoutAddress: true };
    expect(keysOf(await read({ people: everyone }))).toEqual([1, 2, 3, 4].map(userId));
  });

  test('a property tells people from other accounts', async () => {
    entra.changes.set(1, { employeeId: '1001', employeeType: 'Contractor' });
    expect(keysOf(await read({ people: { requires: ['employeeId'] } }))).toEqual([userId(1)]);
    expect(keysOf(await read({ people: { employeeTypes: ['contractor'] } }))).toEqual([userId(1)]);
    expect(keysOf(await read({ people: { employeeTypes: ['Employee'] } }))).toEqual([]);
  });

  test('chosen groups are teams, with the people of groups within them', async () => {
    entra.items.set(3, { id: 3, title: 'Guest', text: '' });
    entra.changes.set(3, { userType: 'Guest' });
    entra.groups.set('g1', { displayName: 'team-web', description: 'The site', members: [1, 3, 'g2'] });
    entra.groups.set('g2', { displayName: 'inner', members: [2, 1, 'g1'] });
    const options = { teams: { groups: { filter: "startswith(displayName,'team-')" } } };
    const { records, problems } = await read(options);
    expect(problems).toEqual([]);
    expect(records.filter(({ kind }) => kind === 'team')).toEqual([
      {
        kind: 'team',
        key: 'g1',
        name: 'team-web',
        teamKind: 'group',
        mission: 'The site',
        members: [{ person: userId(1) }, { person: userId(2) }],
        place: 'group team-web',
      },
    ]);
    await expect(read({ teams: { groups: { filter: 'nonsense' } } })).rejects.toMatchObject({
      failure: 'refused',
      message: 'Microsoft Graph refuses the request (400): Invalid filter clause.',
    });
  });

  test('from a cursor on, only what changed comes, also what is gone and who is none of the people any more', async () => {
    entra.changes.set(1, { department: 'Platform' });
    for (const id of [3, 4, 5]) entra.items.set(id, { id, title: `P${id}`, text: '' });
    const first = await follow();
    expect(first.isWhole).toBe(true);
    // Departments come each time, so that nobody stays in one that they left.
    const department = (name: string) => ({
      record: expect.objectContaining({ kind: 'team', key: `department:${name.toLowerCase()}`, name }),
    });
    expect((await follow(first.cursor)).found).toEqual([department('Platform')]);

    entra.items.delete(2);
    entra.changes.set(3, { userType: 'Guest' });
    entra.changes.set(4, { department: 'platform', manager: userId(1) });
    entra.changes.set(5, { department: 'Web' });
    entra.history.push(2, 4, 3, 4, 5);
    const second = await follow(first.cursor);
    expect(second.isWhole).toBe(false);
    expect(second.found).toEqual([
      { gone: { kind: 'employee', key: userId(2) } },
      {
        record: expect.objectContaining({
          key: userId(4),
          manager: userId(1),
          teams: ['department:platform'],
        }),
      },
      { gone: { kind: 'employee', key: userId(3) } },
      { record: expect.objectContaining({ key: userId(5), teams: ['department:web'] }) },
      department('Platform'),
      department('Web'),
    ]);
    expect((await follow(second.cursor)).found).toEqual([department('Platform'), department('Web')]);
  });

  test('an account that changed and is not found yet is no deletion, and is asked for until it is there or gone', async () => {
    const { cursor } = await follow();
    for (const id of [3, 4]) entra.items.set(id, { id, title: `P${id}`, text: '' });
    entra.history.push(3, 4);
    const missing = 'Resource does not exist.';
    const body = { error: { code: 'Request_ResourceNotFound', message: missing } };
    entra.server.inject({ status: 404, body }, 2, 1);
    const second = await follow(cursor);
    expect(second.found).toEqual(
      [3, 4].map((id) => ({
        problem: { place: `user ${userId(id)}`, message: expect.stringContaining('not found yet') },
        setAside: { kind: 'employee', key: userId(id) },
      })),
    );
    entra.items.delete(4);
    entra.history.push(4);
    const third = await follow(second.cursor);
    expect(third.found).toEqual([
      { gone: { kind: 'employee', key: userId(4) } },
      { record: expect.objectContaining({ key: userId(3) }) },
    ]);
    expect((await follow(third.cursor)).found).toEqual([]);
  });

  test('what changes while everything is read is read again', async () => {
    let cursor: string | undefined;
    for await (const one of entra.connect().fetch({ signal: new AbortController().signal })) {
      if ('record' in one && one.record.key === userId(1)) {
        entra.items.set(1, { id: 1, title: 'Ana Lima', text: 'Director' });
        entra.history.push(1);
      }
      if ('cursor' in one) cursor = one.cursor;
    }
    expect((await follow(cursor)).found).toMatchObject([{ record: { key: userId(1), title: 'Director' } }]);
  });

  test('a link that ended, other settings and too many changes have everything read', async () => {
    const { cursor } = await follow();
    entra.history.push(1, 2);
    expect((await follow(cursor, { extra: { City: 'city' } })).isWhole).toBe(true);
    entra.delta.knownFrom = 1;
    const whole = await follow(cursor);
    expect([whole.isWhole, whole.found.length]).toEqual([true, 2]);
    for (let id = 3; id <= 210; id++) {
      entra.items.set(id, { id, title: `P${id}`, text: '' });
      entra.history.push(id);
    }
    entra.delta.perPage = 100;
    expect((await follow(whole.cursor)).isWhole).toBe(true);
  });

  test('a group that is no team any more goes with the next changes', async () => {
    const options = { teams: { groups: { filter: "startswith(displayName,'team-')" } } };
    entra.groups.set('g1', { displayName: 'team-web', members: [1] });
    const { cursor } = await follow(undefined, options);
    entra.groups.set('g1', { displayName: 'web', members: [1] });
    expect((await follow(cursor, options)).found).toEqual([{ gone: { kind: 'team', key: 'g1' } }]);
  });

  test('beside another list of people, accounts alone are read, and groups of them', async () => {
    entra.changes.set(1, { department: 'Platform' });
    entra.items.set(3, { id: 3, title: 'Cy', text: '' });
    entra.changes.set(3, { mail: null });
    entra.groups.set('g1', { displayName: 'team-web', members: [1] });
    const options = {
      accounts: true,
      people: { withoutAddress: true },
      teams: { groups: { filter: "startswith(displayName,'team-')" } },
    };
    const { found, cursor } = await follow(undefined, options);
    expect(found).toEqual([
      {
        record: {
          kind: 'employee',
          isAccount: true,
          key: userId(1),
          name: 'Ana Lima',
          email: 'p1@acme.example',
          place: 'user p1@acme.example',
        },
      },
      { record: expect.objectContaining({ isAccount: true, key: userId(2) }) },
      { record: expect.not.objectContaining({ email: expect.anything() }) },
      { record: expect.objectContaining({ kind: 'team', key: 'g1', members: [{ person: userId(1) }] }) },
    ]);
    entra.items.delete(2);
    entra.history.push(2);
    expect((await follow(cursor, options)).found).toContainEqual({
      gone: { kind: 'employee', key: userId(2) },
    });
  });

  test('signs in by a certificate as well', async () => {
    expect(keysOf(await read({ certificateFile: entra.login.certificateFile }))).toHaveLength(2);
    expect(entra.login.asked.at(-1)?.get('client_assertion_type')).toMatch(/jwt-bearer$/);
    expect(entra.login.asked.at(-1)?.get('scope')).toBe(`${entra.server.url}/.default`);
    await expect(read({ certificateFile: '/nowhere.pem' })).rejects.toMatchObject({
      message: expect.stringContaining('certificateFile cannot be read'),
    });
  });

  test('the doctor names what is missing: a secret that ended, a permission without consent', async () => {
    const examine = () => examineSource(entra.connect(), undefined);
    entra.login.refuseWith = 7000222;
    expect(await examine()).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /AADSTS7000222 at 127\.0\.0\.1:\d+\): the client secret has ended; make a new one\.$/,
      ),
    });
    entra.login.refuseWith = null;
    const body = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } };
    entra.server.inject({ status: 403, body });
    expect(await examine()).toMatchObject({
      ok: false,
      message:
        'Microsoft Graph knows the app, but it lacks a right: add the application permission User.Read.All and grant admin consent (403 Authorization_RequestDenied).',
    });
    expect(await examine()).toMatchObject({ ok: true });
  });

  test('a next page elsewhere is not followed, since the token would go along', async () => {
    entra.server.inject(
      {
        status: 200,
        body: { value: [], '@odata.nextLink': 'https://elsewhere.example/v1.0/users?$skiptoken=1' },
      },
      1,
      1,
    );
    await expect(read()).rejects.toThrow(
      'links to https://elsewhere.example, and the credential must not go there',
    );
  });

  describe('as the machine that it runs on', () => {
    // The library keeps to the first machine that it finds.
    let machine: FakeMachine;
    beforeAll(async () => {
      machine = await startFakeMachine(() => 'token');
      for (const [name, value] of Object.entries(machine.environment.appService)) vi.stubEnv(name, value);
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await machine.close();
    });

    test('signs in without a secret', async () => {
      expect(keysOf(await read({ managedIdentity: true }))).toHaveLength(2);
      const own = createEntraConnector({
        ...{ source: 'directory', managedIdentity: true },
        graphUrl: entra.server.url,
      });
      expect((await fetchAll(own)).records).toHaveLength(2);
      expect(machine.asked.map((one) => [one.get('resource'), one.get('client_id')])).toEqual([
        [entra.server.url, expect.stringMatching(/^[0-9a-f-]{36}$/)],
        [entra.server.url, null],
      ]);
      expect(entra.login.asked).toEqual([]);
    });

    test('says so where the machine has no such identity', async () => {
      machine.refuses = true;
      await expect(read({ managedIdentity: true })).rejects.toMatchObject({
        failure: 'unauthorized',
        message: expect.stringMatching(
          /^This machine gives no token of a managed identity with the client id [0-9a-f-]+; give it that identity/,
        ),
      });
    });
  });

  test('one way to sign in is needed, and the app where it is no machine', () => {
    const message = "The source 'directory' needs one of clientSecret, certificateFile and managedIdentity.";
    for (const options of [
      { certificateFile: 'a.pem', clientSecret: 'right' },
      { managedIdentity: true, clientSecret: 'right' },
    ])
      expect(() => entra.connect(options)).toThrow(message);
    expect(() => createEntraConnector({ source: 'directory', clientSecret: 'x' })).toThrow(
      "The source 'directory' needs tenant and clientId",
    );
  });
});
