import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmployeeRecord, TeamRecord } from '../../connectors/connector.ts';
import { createLdapConnector, type LdapConnectorOptions } from '../../connectors/ldap/ldap-connector.ts';
import { hasActiveDirectory, startActiveDirectory } from '../fixtures/directories/active-directory.ts';
import { startBrokenDirectory } from '../fixtures/directories/broken-directory.ts';
import { type DirectoryWriter, openDirectoryWriter } from '../fixtures/directories/fill-directory.ts';
import { inLisbon, largeDirectory } from '../fixtures/directories/large-directory.ts';
import { hasOpenLdap, startOpenLdap, type TestDirectory } from '../fixtures/directories/open-ldap.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { holdContract } from './contract-clauses.ts';
import { createFollower, inOrder } from './follow-changes.ts';

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
      const contract = holdContract('ldap');
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

      test(
        contract.title(
          ['first load', 'unicode'],
          'people with manager, department and place; accounts without an address are left out',
        ),
        async () => {
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
        },
      );

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

      test(
        contract.title(
          ['change', 'move'],
          'whoever has another title, and another place in the tree, has the same key',
        ),
        async () => {
          await writer.addPerson({
            cn: 'Moved',
            uid: 'moved',
            mail: 'moved@corp.example',
            manager: 'Ana Lima',
          });
          await writer.addPerson({ cn: 'Below', uid: 'below', mail: 'below@corp.example', manager: 'Moved' });
          const before = named(await people(), 'Moved');
          await writer.change('Moved', 'title', ['Lead']);
          await writer.addUnit('Sales');
          await writer.move('Moved', 'Sales');
          const after = await people();
          expect(named(after, 'Moved')).toEqual({
            ...before,
            ...{ title: 'Lead', place: expect.stringContaining('Sales'), updatedAt: expect.any(String) },
          });
          // OpenLDAP leaves what other entries say of the former name as it is, unless it is told otherwise.
          if (isActiveDirectory) expect(named(after, 'Below')).toMatchObject({ manager: before?.key });
          await writer.remove('Below');
        },
      );

      if (isActiveDirectory) {
        test(contract.title(['restore'], 'whoever comes back from the bin has the same key'), async () => {
          await writer.addPerson({ cn: 'Lost', uid: 'lost', mail: 'lost@corp.example' });
          const before = named(await people(), 'Lost');
          await writer.remove('Lost');
          expect(named(await people(), 'Lost')).toBeUndefined();
          await writer.restore('Lost', 'lost@corp.example');
          const after = (await people()).find(({ email }) => email === 'lost@corp.example');
          expect(after?.key).toBe(before?.key);
          await writer.remove('Lost');
        });
        contract.lacks(['403'], 'Active Directory answers whoever may not read as if there were nothing.');
      } else {
        contract.lacks(['restore'], 'An entry that is added again is another one to OpenLDAP.');
        test(contract.title(['403'], 'where the account may not read, the sentence says so'), async () => {
          await writer.addUnit('Closed');
          await expect(fetchAll(connect({ base: `ou=Closed,${directory.base}` }))).rejects.toMatchObject({
            failure: 'forbidden',
            message: expect.stringMatching(/does not let the account read there; it needs the right/),
          });
        });
      }

      test(
        contract.title(['rename', 'delete'], 'a renaming keeps the key, and a removed person is gone'),
        async () => {
          await writer.addPerson({ cn: 'Temp Hire', uid: 'temp', mail: 'temp@corp.example' });
          const before = named(await people(), 'Temp Hire');
          await writer.rename('Temp Hire', 'Tina Hire');
          const after = (await people()).find((one) => one.email === 'temp@corp.example');
          expect([after?.name, after?.key]).toEqual(['Tina Hire', before?.key]);
          await writer.remove('Tina Hire');
          expect((await people()).some((one) => one.email === 'temp@corp.example')).toBe(false);
        },
      );

      test(contract.title(['no change'], 'the same records, in the same order'), async () => {
        const [one, other] = [await fetchAll(connect()), await fetchAll(connect())];
        expect(one.records.length).toBeGreaterThan(0);
        expect(other).toEqual(one);
      });

      test(contract.title(['empty'], 'a directory without people, and no problem'), async () => {
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

      const crowdOf = 210;
      test(contract.title(
        ['paging'],
        `all of ${crowdOf} people and of a group of them, in pages of 70`,
      ), async () => {
        const crowd = Array.from({ length: crowdOf }, (_, at) => `Crowd ${String(at).padStart(4, '0')}`);
        for (const [at, cn] of crowd.entries())
          await writer.addPerson({ cn, uid: `c${at}`, mail: `c${at}@corp.example` });
        await writer.addGroup('crowd', crowd.map(writer.dnOf));
        const options = { pageSize: 70, teams: { departments: false, groups: { filter: '(cn=crowd)' } } };
        const { records } = await fetchAll(connect(options));
        const read = records.filter((record): record is EmployeeRecord => record.kind === 'employee');
        expect(read.filter((one) => one.name.startsWith('Crowd'))).toHaveLength(crowdOf);
        const [group] = records.filter((record): record is TeamRecord => record.kind === 'team');
        expect(group?.members).toHaveLength(crowdOf);
      }, 120_000);

      if (isActiveDirectory)
        contract.lacks(
          ['10,000 records', 'huge and empty texts'],
          'Pages and texts come by the same requests as from OpenLDAP; Active Directory takes minutes to be filled, and no title of more than 128 characters.',
        );
      else {
        test(contract.title(
          ['10,000 records', 'paging'],
          'come page by page, at whatever boundary, and what is not asked for does not come along',
        ), async () => {
          const large = await startOpenLdap(largeDirectory(10_000));
          const of = (options: Partial<LdapConnectorOptions> = {}) =>
            connect({
              url: large.url,
              ...(large.caFile !== undefined && { caFile: large.caFile }),
              ...options,
            });
          try {
            let most = 0;
            const before = process.memoryUsage().heapUsed;
            const keys = new Set<string>();
            let managed = 0;
            for await (const one of of({ pageSize: 1_000 }).fetch({ signal: new AbortController().signal })) {
              if (!('record' in one) || one.record.kind !== 'employee') continue;
              keys.add(one.record.key);
              if (one.record.manager !== undefined) managed++;
              if (keys.size % 1_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
            }
            expect([keys.size, managed]).toEqual([10_000, 9_999]);
            const groups = { departments: false, groups: { filter: '(cn=everybody)' } };
            const { records } = await fetchAll(of({ people: { filter: '(l=Lisbon)' }, teams: groups }));
            expect(records.find((one) => 'name' in one && one.name === 'everybody')).toMatchObject({
              members: { length: inLisbon },
            });
            // The descriptions alone are forty million characters.
            expect(most).toBeLessThan(100_000_000);
            const lisbon = { people: { filter: '(&(mail=*)(l=Lisbon))' }, teams: { departments: false } };
            for (const pageSize of [1, inLisbon / 2, inLisbon - 1, inLisbon, inLisbon + 1])
              expect((await fetchAll(of({ ...lisbon, pageSize }))).records).toHaveLength(inLisbon);
          } finally {
            await large.stop();
          }
        }, 60_000);

        test(contract.title(['huge and empty texts'], 'a title of 30,000 characters, and none'), async () => {
          const title = '长'.repeat(30_000);
          await writer.addPerson({ cn: 'Long', uid: 'long', mail: 'long@corp.example', title });
          expect(named(await people(), 'Long')?.title).toBe(title);
          await writer.remove('Long');
          expect(named(await people(), 'O\'Brien, "Bo"')).not.toHaveProperty('title');
        });
      }

      test(
        contract.title(['401'], 'a wrong password is told apart from a directory that is away'),
        async () => {
          await expect(fetchAll(connect({ password: 'wrong' }))).rejects.toMatchObject({
            failure: 'unauthorized',
            message: expect.stringMatching(/does not let .* in: .*password is wrong\.$/),
          });
        },
      );

      test.each<[string, () => Partial<LdapConnectorOptions>, RegExp]>([
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
      ])(contract.title(['404'], 'says in one sentence what is wrong, %s'), async (_, options, sentence) => {
        await expect(fetchAll(connect(options()))).rejects.toMatchObject({
          code: 'source_unreadable',
          message: expect.stringMatching(sentence),
        });
      });

      contract.lacks(
        ['410', '429'],
        'LDAP has no such answers: what is gone is not there, and a server that is busy refuses as it does for other reasons.',
      );
      contract.lacks(
        ['repeated cursor'],
        'The cookie of a page is the server’s own business, and may be the same at each page.',
      );

      if (isActiveDirectory)
        contract.lacks(
          ['500', 'time-out', 'cut body', 'wrong shape'],
          'The connection is that to OpenLDAP; this one speaks TLS alone, so that nothing can stand between.',
        );
      else
        test.each<[string, Parameters<typeof startBrokenDirectory>[0], RegExp]>([
          ['silence', 'silent', /does not answer in time\.$/],
          ['something else than LDAP', 'no LDAP', /cannot be reached \(.+\)\.$/],
          ['an answer that is cut off', { cutAfter: 40 }, /cannot be reached \(.+\)\.$/],
        ])(
          contract.title(
            ['500', 'time-out', 'cut body', 'wrong shape'],
            '%s: fails with one sentence, and is not complete',
          ),
          async (_, breakage, sentence) => {
            const broken = await startBrokenDirectory(breakage, directory.url);
            try {
              const options = { url: broken.url, startTls: false, timeoutSeconds: 0.3 };
              await expect(fetchAll(connect(options))).rejects.toMatchObject({
                code: 'source_unreadable',
                message: expect.stringMatching(sentence),
              });
            } finally {
              await broken.stop();
            }
          },
        );

      describe('what changed since the last time', () => {
        const chosen = { teams: { groups: { filter: '(cn=team-*)' } } };
        const startFollowing = async () => {
          const follower = createFollower();
          await follower.follow(connect(chosen));
          /** Who was read again; the result is that of a reading of everything. */
          const again = async () => {
            const { isWhole, read } = await follower.follow(connect(chosen));
            const { records } = await fetchAll(connect(chosen));
            expect(inOrder(follower.records.values())).toEqual(inOrder(records));
            expect(isWhole).toBe(false);
            const people = read.map((key) => follower.records.get(key));
            return people.flatMap((one) => (one?.kind === 'employee' ? [one.name] : [])).toSorted();
          };
          expect(await again()).toEqual([]);
          return { follower, again };
        };

        test('alone is read, and who is gone goes at once', async () => {
          await writer.addPerson({ cn: 'Chief', uid: 'chief', mail: 'chief@corp.example' });
          await writer.addPerson({ cn: 'Hand', uid: 'hand', mail: 'hand@corp.example', manager: 'Chief' });
          const { follower, again } = await startFollowing();
          await writer.change('Hand', 'title', ['Hand']);
          expect(await again()).toEqual(['Hand']);
          await writer.addPerson({ cn: 'Newcomer', uid: 'new', mail: 'new@corp.example', department: 'New' });
          expect(await again()).toEqual(['Newcomer']);
          await writer.addUnit('Branch');
          await writer.move('Newcomer', 'Branch');
          expect(await again()).toEqual(['Newcomer']);
          // The name of each entry below changes, and no stamp of them.
          if (isActiveDirectory) {
            await writer.renameUnit('Branch', 'Office');
            expect(await again()).toEqual(['Newcomer']);
          }
          await writer.removeEntry(
            `cn=Newcomer,ou=${isActiveDirectory ? 'Office' : 'Branch'},${directory.base}`,
          );
          await again();
          expect([...follower.records.values()].some((one) => 'name' in one && one.name === 'Newcomer')).toBe(
            false,
          );
          // Whom nobody manages any more has another record, though only the manager's entry was written.
          await writer.remove('Chief');
          expect(await again()).toContain('Hand');
          await writer.remove('Hand');
          await again();
        });

        test('has groups as they are, with whom is in them now', async () => {
          const { follower, again } = await startFollowing();
          const inner = () =>
            [...follower.records.values()].find((one) => one.kind === 'team' && one.name === 'team-inner');
          expect(inner()).not.toHaveProperty('mission');
          await writer.change('team-inner', 'description', ['Runs the lake.']);
          expect(await again()).toEqual([]);
          expect(inner()).toHaveProperty('mission', 'Runs the lake.');
          await writer.change('team-inner', 'description', []);
        });

        // Active Directory takes long to be filled, and answers the same requests.
        if (!isActiveDirectory)
          test('many who changed are read by one search', async () => {
            const crowd = Array.from({ length: 101 }, (_, at) => `Group ${at}`);
            for (const [at, cn] of crowd.entries())
              await writer.addPerson({ cn, uid: `g${at}`, mail: `g${at}@corp.example` });
            const { again } = await startFollowing();
            for (const cn of crowd) await writer.change(cn, 'title', ['Member']);
            expect((await again()).filter((name) => name.startsWith('Group'))).toHaveLength(101);
            for (const cn of crowd) await writer.remove(cn);
          }, 60_000);

        test('is everything where another copy of the directory answers, or settings make other people of it', async () => {
          const { cursors } = await readOnce();
          const [cursor = ''] = cursors;
          const other = JSON.stringify({ ...JSON.parse(cursor), server: 'another' });
          expect((await readOnce(other)).isWhole).toBe(true);
          const options = { people: { attributes: { title: 'description' } } };
          expect((await readOnce(cursor, options)).isWhole).toBe(true);
          expect((await readOnce(cursor)).isWhole).toBe(false);
        });

        test('since an instant that somebody names', async () => {
          const ahead = new Date(Date.now() + 3_600_000).toISOString();
          expect(await readOnce(ahead)).toMatchObject({ people: 0, isWhole: false, cursors: [ahead] });
          const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
          expect((await readOnce(hourAgo)).people).toBeGreaterThan(2);
        });

        const readOnce = async (since?: string, options: Partial<LdapConnectorOptions> = {}) => {
          const cursors: string[] = [];
          let [people, isWhole] = [0, true];
          const signal = new AbortController().signal;
          const from = since === undefined ? {} : { since, isKnown: () => true };
          for await (const one of connect(options).fetch({ signal, ...from })) {
            if ('record' in one && one.record.kind === 'employee') people++;
            else if ('cursor' in one) {
              cursors.push(one.cursor);
              isWhole = one.isWhole;
            }
          }
          return { people, isWhole, cursors };
        };
      });

      test(contract.title(['cancel'], 'is incomplete, not finished'), async () => {
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
