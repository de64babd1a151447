import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmployeeRecord, TeamRecord } from '../../connectors/connector.ts';
import { createLdapConnector, type LdapConnectorOptions } from '../../connectors/ldap/ldap-connector.ts';
import { hasActiveDirectory, startActiveDirectory } from '../fixtures/directories/active-directory.ts';
import { type DirectoryWriter, openDirectoryWriter } from '../fixtures/directories/fill-directory.ts';
import { hasOpenLdap, startOpenLdap, type TestDirectory } from '../fixtures/directories/open-ldap.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';

const servers = [
  { name: 'OpenLDAP', present: hasOpenLdap, start: startOpenLdap, packages: 'slapd' },
  {
    name: "Samba's Active Directory",
    present: hasActiveDirectory,
    start: startActiveDirectory,
    packages: 'samba-ad-dc, samba-ad-provision',
  },
];

describe.each(servers)(
  'connector ldap on $name (needs the packages $packages)',
  ({ name, present, start }) => {
    describe.runIf(present || isDemanded('directories'))('', () => {
      const isActiveDirectory = name !== 'OpenLDAP';
      let directory: TestDirectory;
      let writer: DirectoryWriter;

      const connect = (options: Partial<LdapConnectorOptions> = {}) =>
        createLdapConnector({
          source: 'directory',
          url: directory.url,
          // The administrator of OpenLDAP is let off the limit of 500 entries that everybody else has.
          bindDn: isActiveDirectory ? directory.admin.dn : writer.dnOf('Reader'),
          password: isActiveDirectory ? directory.admin.password : 'reader-secret',
          base: directory.base,
          caFile: directory.caFile,
          startTls: !isActiveDirectory,
          ...options,
        });
      const people = async (options?: Partial<LdapConnectorOptions>) =>
        (await fetchAll(connect(options))).records.filter((record) => record.kind === 'employee');
      const teams = async (options?: Partial<LdapConnectorOptions>) =>
        (await fetchAll(connect(options))).records.filter((record) => record.kind === 'team');
      const named = <T extends { readonly name: string }>(records: readonly T[], wanted: string) =>
        records.find((record) => record.name === wanted);

      beforeAll(async () => {
        directory = await start();
        writer = await openDirectoryWriter(directory);
        await writer.addPerson({ cn: 'Reader', uid: 'reader' });
        if (!isActiveDirectory) await writer.change('Reader', 'userPassword', ['reader-secret']);
        await writer.addPerson({
          cn: 'Ana Lima',
          uid: 'alima',
          mail: 'Ana.Lima@corp.example',
          title: 'Head of R&D',
          department: 'R&D',
          location: 'Lisbon',
        });
        await writer.addPerson({
          cn: '王小明',
          uid: 'wang',
          mail: 'wang@corp.example',
          title: '工程师',
          department: 'Закупки',
          manager: 'Ana Lima',
        });
        await writer.addPerson({
          cn: 'O\'Brien, "Bo"',
          uid: 'bo',
          mail: 'bo@corp.example',
          department: 'r&d',
          manager: 'Ana Lima',
        });
        if (isActiveDirectory)
          await writer.addPerson({ cn: 'Gone', uid: 'gone', mail: 'gone@corp.example', disabled: true });
        await writer.addGroup('team-inner', [writer.dnOf('王小明')]);
        await writer.addGroup('team-outer', [writer.dnOf('team-inner'), writer.dnOf('Ana Lima')], {
          description: 'Builds the gateway.',
          [isActiveDirectory ? 'managedBy' : 'owner']: writer.dnOf('Ana Lima'),
        });
        // A circle, as directories do have.
        await writer.change('team-inner', 'member', [writer.dnOf('王小明'), writer.dnOf('team-outer')]);
        await writer.addGroup('rights-only', [writer.dnOf('Ana Lima')]);
      }, 120_000);
      afterAll(async () => {
        await writer.close();
        await directory.stop();
      });

      test('reads people with manager, department and place; accounts without an address are left out', async () => {
        const { records, problems } = await fetchAll(connect());
        expect(problems).toEqual([]);
        const read = records.filter((record) => record.kind === 'employee');
        const ana = named(read, 'Ana Lima');
        expect(ana).toMatchObject({
          email: 'ana.lima@corp.example',
          title: 'Head of R&D',
          location: 'Lisbon',
          aliases: ['alima'],
          teams: ['department:r&d'],
          key: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          updatedAt: expect.stringMatching(/^20\d\d-.*Z$/),
        });
        expect(named(read, '王小明')).toMatchObject({ title: '工程师', manager: ana?.key });
        expect(read.find((one) => one.email === 'bo@corp.example')).toMatchObject({ manager: ana?.key });
        expect(read).toHaveLength(3);
      });

      test('departments are teams, one for each name in whatever case, or none if so configured', async () => {
        const names = (await teams()).map((team) => team.name);
        expect(names.toSorted()).toEqual(['R&D', 'Закупки'].toSorted());
        expect(await teams({ teams: { departments: false } })).toEqual([]);
      });

      test('chosen groups are teams, with the members of groups inside them and in spite of circles', async () => {
        const groups = { groups: { filter: '(cn=team-*)' }, departments: false };
        const read = await teams({ teams: groups });
        expect(read.map((team) => team.name).toSorted()).toEqual(['team-inner', 'team-outer']);
        const records = await people();
        const keys = ['Ana Lima', '王小明'].map((one) => named(records, one)?.key).toSorted();
        const outer = named(read as TeamRecord[], 'team-outer');
        expect(outer?.members?.map(({ person }) => person).toSorted()).toEqual(keys);
        expect(outer).toMatchObject({
          mission: 'Builds the gateway.',
          leads: [{ person: named(records, 'Ana Lima')?.key, role: 'lead' }],
        });
      });

      test('a renaming keeps the key, and a removed person is gone', async () => {
        await writer.addPerson({ cn: 'Temp Hire', uid: 'temp', mail: 'temp@corp.example' });
        const before = named(await people(), 'Temp Hire');
        await writer.rename('Temp Hire', 'Tina Hire');
        const after = (await people()).find((one) => one.email === 'temp@corp.example');
        expect([after?.name, after?.key]).toEqual(['Tina Hire', before?.key]);
        await writer.remove('Tina Hire');
        expect((await people()).some((one) => one.email === 'temp@corp.example')).toBe(false);
      });

      test('no change: the same records, in the same order', async () => {
        const [one, other] = [await fetchAll(connect()), await fetchAll(connect())];
        expect(one.records.length).toBeGreaterThan(0);
        expect(other).toEqual(one);
      });

      test('a directory without people is empty, and no problem', async () => {
        const nobody = { people: { filter: '(mail=nobody@corp.example)' } };
        expect(await fetchAll(connect(nobody))).toMatchObject({ records: [], problems: [] });
      });

      if (isActiveDirectory)
        test('people whose account is switched off are read only when asked for', async () => {
          expect(named(await people(), 'Gone')).toBeUndefined();
          expect(named(await people({ people: { disabled: true } }), 'Gone')).toBeDefined();
        });
      else
        test('an account that is given 500 entries at most is told so, and nothing counts as deleted', async () => {
          await writer.addPerson({ cn: 'Limited', uid: 'limited' });
          await writer.change('Limited', 'userPassword', ['limited-secret']);
          const crowd = Array.from({ length: 600 }, (_, at) => at);
          for (const at of crowd)
            await writer.addPerson({ cn: `Many ${at}`, uid: `m${at}`, mail: `m${at}@corp.example` });
          const limited = { bindDn: writer.dnOf('Limited'), password: 'limited-secret' };
          await expect(fetchAll(connect(limited))).rejects.toThrow(/fewer entries than there are/);
          for (const at of crowd) await writer.remove(`Many ${at}`);
        });

      test('reads all of 1,200 people and of a group of 1,200, in pages of 100', async () => {
        const crowd = Array.from({ length: 1_200 }, (_, at) => `Crowd ${String(at).padStart(4, '0')}`);
        for (const [at, cn] of crowd.entries())
          await writer.addPerson({ cn, uid: `c${at}`, mail: `c${at}@corp.example` });
        await writer.addGroup('crowd', crowd.map(writer.dnOf));
        const options = { pageSize: 100, teams: { departments: false, groups: { filter: '(cn=crowd)' } } };
        const { records } = await fetchAll(connect(options));
        const read = records.filter((record): record is EmployeeRecord => record.kind === 'employee');
        expect(read.filter((one) => one.name.startsWith('Crowd'))).toHaveLength(1_200);
        const [group] = records.filter((record): record is TeamRecord => record.kind === 'team');
        expect(group?.members).toHaveLength(1_200);
      }, 120_000);

      test.each<[string, () => Partial<LdapConnectorOptions>, RegExp]>([
        ['a wrong password', () => ({ password: 'wrong' }), /does not let .* in: .*password is wrong\.$/],
        [
          'a base that is not there',
          () => ({ base: `ou=Nowhere,${directory.base}` }),
          /has no entry of the name that base says/,
        ],
        ['a closed port', () => ({ url: 'ldap://127.0.0.1:1', startTls: false }), /cannot be reached/],
        [
          'a certificate that nobody vouches for',
          () => ({ caFile: undefined }),
          /is not trusted .* caFile\.$/,
        ],
        ['a certificate file that is not there', () => ({ caFile: '/nowhere/ca.pem' }), /\/nowhere\/ca\.pem/],
      ])('says in one sentence what is wrong: %s', async (_, options, sentence) => {
        await expect(fetchAll(connect(options()))).rejects.toMatchObject({
          code: 'source_unreadable',
          message: expect.stringMatching(sentence),
        });
      });

      test('is incomplete, not finished, when it is aborted', async () => {
        await expect(fetchAll(connect(), AbortSignal.abort())).rejects.toThrow();
        const controller = new AbortController();
        const abortMidway = async () => {
          for await (const _ of connect().fetch({ signal: controller.signal })) controller.abort();
        };
        await expect(abortMidway()).rejects.toThrow();
      });
    });
  },
);
