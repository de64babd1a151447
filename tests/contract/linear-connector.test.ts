import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fetched, TaskRecord } from '../../connectors/connector.ts';
import {
  createLinearConnector,
  type LinearConnectorOptions,
} from '../../connectors/linear/linear-connector.ts';
import { examineSource } from '../../src/examine-source.ts';
import {
  type FakeLinear,
  issueId,
  linearSpecification,
  startFakeLinear,
} from '../fixtures/vendors/fake-linear.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import fc from '../seeded-properties.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole, inOrder } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";

describe.runIf(hasSpecification(linearSpecification) || isDemanded('specifications'))(
  `linear ${title}`,
  () => {
    describeServiceConnector('linear', {
      start: startFakeLinear,
      perPage: 100,
      keyOf: (id) => `ENG-${id}`,
      textOf: (record) => (record.kind === 'task' ? record.description : undefined),
      breakItem: (service, id) => (service as FakeLinear).spoiled.set(id, { title: 7 }),
      move: {
        run(service, id) {
          const { teams, changes } = service as FakeLinear;
          teams.set('t-ops', { key: 'OPS', name: 'Operations', visibility: 'private', members: ['u-ana'] });
          changes.set(id, {
            ...{ team: { id: 't-ops' }, identifier: `OPS-${id}`, previousIdentifiers: [`ENG-${id}`] },
            updatedAt: new Date().toISOString(),
          });
        },
        keyOf: (id) => `OPS-${id}`,
        after: { formerKeys: ['ENG-2'], readers: [['user:ana@acme.example']] },
      },
      tellsReaders: true,
    });

    let linear: FakeLinear;
    beforeEach(async () => {
      linear = await startFakeLinear();
      linear.items.set(1, { id: 1, title: 'Rotate the keys', text: 'Before **May**.' });
    });
    afterEach(async () => {
      await linear.server.close();
      expect(linear.server.breaches).toEqual([]);
    });
    const readTask = async (options: Partial<LinearConnectorOptions> = {}) => {
      const { records } = await fetchAll(linear.connect(options));
      return records.find(({ key }) => key === 'ENG-1') as TaskRecord | undefined;
    };

    test('an issue becomes a task with its people, times, labels and where it stands', async () => {
      linear.users.set('u-ben', { name: 'Ben Ode', email: 'ben@acme.example', active: false });
      linear.labels.set('l-2', 'security').set('l-1', 'infra');
      linear.changes.set(1, {
        priority: 2,
        priorityLabel: 'High',
        estimate: 3,
        dueDate: '2026-05-01',
        completedAt: '2026-03-04T05:06:07.000Z',
        labelIds: ['l-2', 'l-1', 'l-gone'],
        state: { name: 'Shipped', type: 'completed' },
        assignee: { id: 'u-ben' },
        parent: { identifier: 'ENG-9', trashed: null },
        project: { name: 'Zero trust' },
        projectMilestone: { name: 'Beta' },
        cycle: { name: null, number: 12 },
      });
      expect(await readTask({ owners: { ENG: 'Platform' } })).toEqual({
        kind: 'task',
        key: 'ENG-1',
        identifier: issueId(1),
        title: 'Rotate the keys',
        description: 'Before **May**.',
        url: 'https://linear.app/acme/issue/ENG-1',
        place: 'https://linear.app/acme/issue/ENG-1',
        status: 'done',
        sourceStatus: 'Shipped',
        priority: 'High',
        project: 'Zero trust',
        team: 'Platform',
        assignees: ['ben@acme.example'],
        reporter: 'ana@acme.example',
        parent: 'ENG-9',
        createdAt: '2026-01-02',
        updatedAt: '2026-01-02T03:04:05.678Z',
        dueDate: '2026-05-01',
        completedAt: '2026-03-04',
        readers: [['everyone']],
        extra: {
          'team in Linear': 'Engineering',
          labels: 'infra, security',
          cycle: '12',
          milestone: 'Beta',
          estimate: '3',
        },
      });
    });

    test.each([
      ['Triage', 'triage', 'todo'],
      ['Icebox', 'backlog', 'todo'],
      ['Todo', 'unstarted', 'todo'],
      ['Building', 'started', 'in_progress'],
      ['On hold', 'started', 'blocked'],
      ['Done', 'completed', 'done'],
      ["Won't do", 'canceled', 'cancelled'],
      ['Duplicate', 'duplicate', 'cancelled'],
      ['Waiting for customer', 'started', 'blocked'],
    ])('%s of the type %s is %s', async (name, type, status) => {
      linear.changes.set(1, { state: { name, type } });
      const statusMapping = { 'waiting for Customer': 'blocked' } as const;
      expect((await readTask({ statusMapping }))?.status).toBe(status);
    });

    test('an open issue is blocked while another that blocks it is open', async () => {
      linear.relations.push(
        { type: 'blocks', issue: 3, related: 1 },
        { type: 'blocks', issue: 2, related: 1 },
      );
      linear.relations.push(
        { type: 'related', issue: 4, related: 1 },
        { type: 'blocks', issue: 5, related: 1 },
      );
      linear.changes.set(5, { trashed: true });
      expect(await readTask()).toMatchObject({ status: 'blocked', blockedBy: ['ENG-2', 'ENG-3'] });
      for (const id of [2, 3]) linear.changes.set(id, { state: { name: 'Done', type: 'completed' } });
      expect(await readTask()).toMatchObject({ status: 'todo', blockedBy: ['ENG-2', 'ENG-3'] });
    });

    test('archived issues stay, those in the trash go', async () => {
      linear.changes.set(1, { archivedAt: '2026-02-03T00:00:00.000Z' });
      expect(await readTask()).toBeDefined();
      linear.changes.set(1, { archivedAt: '2026-02-03T00:00:00.000Z', trashed: true });
      expect(await readTask()).toBeUndefined();
    });

    test('an issue that comes again on the next page is read once', async () => {
      for (let id = 2; id <= 110; id++) linear.items.set(id, { id, title: `Thing ${id}`, text: '' });
      linear.paging.overlap = 1;
      const { records } = await fetchAll(linear.connect());
      expect(records).toHaveLength(110);
    });

    test('applications are nobody, and an account that is not listed is told once', async () => {
      linear.users.set('u-bot', { name: 'Bot', email: 'bot@oauthapp.linear.app', app: true });
      linear.changes.set(1, { assignee: { id: 'u-bot' }, creator: { id: 'u-new' } });
      const { records, problems } = await fetchAll(linear.connect());
      expect(records[0]).toMatchObject({ reporter: 'u-new' });
      expect(records[0]).not.toHaveProperty('assignees');
      expect(problems.map(({ place }) => place)).toEqual(['tracker: account u-new']);
    });

    describe('teams', () => {
      beforeEach(() => {
        linear.users.set('u-ben', { name: 'Ben', email: 'ben@acme.example' });
        linear.users.set('u-old', { name: 'Old', email: 'old@acme.example', active: false });
        linear.users.set('u-bot', { name: 'Bot', email: 'bot@oauthapp.linear.app', app: true });
      });
      const setTeam = (id: string, visibility: 'private' | 'restricted' | 'public', rest: object = {}) =>
        linear.teams.set(id, { key: id.slice(2).toUpperCase(), name: id, visibility, ...rest });

      test('that are private are for their members, who are still there', async () => {
        setTeam('t-eng', 'private', { members: ['u-ben', 'u-ana', 'u-old', 'u-bot'] });
        expect((await readTask())?.readers).toEqual([['user:ana@acme.example', 'user:ben@acme.example']]);
      });

      test('that are private are for whom the configuration says', async () => {
        setTeam('t-eng', 'private', { members: ['u-ben'] });
        expect((await readTask({ readers: ['team:web'] }))?.readers).toEqual([['group:web']]);
      });

      test('within a private one are for the members of both, and not for the public team between', async () => {
        setTeam('t-top', 'private', { members: ['u-ben'] });
        setTeam('t-mid', 'restricted', { parent: 't-top', members: ['u-old'] });
        setTeam('t-eng', 'restricted', { parent: 't-mid', members: ['u-ana'] });
        expect((await readTask())?.readers).toEqual([['user:ana@acme.example', 'user:ben@acme.example']]);
        linear.teams.delete('t-top');
        expect((await readTask())?.readers).toEqual([['user:ana@acme.example']]);
      });

      test('without a member that is known are left out, and said', async () => {
        setTeam('t-eng', 'private', { members: ['u-old'] });
        const { records, problems } = await fetchAll(linear.connect());
        expect(records).toEqual([]);
        expect(problems).toMatchObject([
          { place: 'team ENG', message: expect.stringMatching(/left out.*\.$/) },
        ]);
      });

      test('are chosen by their keys', async () => {
        setTeam('t-ops', 'public');
        linear.items.set(2, { id: 2, title: 'Thing 2', text: '' });
        linear.changes.set(2, { team: { id: 't-ops' }, identifier: 'OPS-2' });
        const keys = async (teams: string[]) =>
          (await fetchAll(linear.connect({ teams }))).records.map(({ key }) => key);
        expect(await keys(['OPS'])).toEqual(['OPS-2']);
        expect(await keys([])).toEqual(['OPS-2', 'ENG-1']);
      });

      test('that the key does not see are missed', async () => {
        await expect(readTask({ teams: ['SEC'] })).rejects.toMatchObject({
          failure: 'forbidden',
          message: expect.stringMatching(/The key sees no team SEC in Linear.*\.$/),
        });
        linear.teams.clear();
        await expect(readTask()).rejects.toMatchObject({
          failure: 'forbidden',
          message: expect.stringMatching(/The key sees no teams in Linear.*\.$/),
        });
      });
    });

    describe('what changed since the last time', () => {
      const read = async (since?: string, options: Partial<LinearConnectorOptions> = {}) => {
        const keys: string[] = [];
        const gone: string[] = [];
        let end: Extract<Fetched, { readonly cursor: string }> | undefined;
        const signal = new AbortController().signal;
        const isKnown = () => true;
        for await (const fetched of linear
          .connect(options)
          .fetch({ signal, ...(since === undefined ? {} : { since, isKnown }) })) {
          if ('record' in fetched) keys.push(fetched.record.key);
          if ('gone' in fetched) gone.push(fetched.gone.key);
          if ('cursor' in fetched) end = fetched;
        }
        return { keys, gone, cursor: end?.cursor ?? '', isWhole: end?.isWhole };
      };
      const change = (id: number, patch: object = {}) =>
        linear.changes.set(id, { updatedAt: new Date(Date.now() + 1000).toISOString(), ...patch });

      beforeEach(() => {
        for (const id of [2, 3]) linear.items.set(id, { id, title: `Thing ${id}`, text: '' });
      });

      test('alone is read', async () => {
        const first = await read();
        expect([first.keys.length, first.isWhole]).toEqual([3, true]);
        change(2);
        expect(await read(first.cursor)).toMatchObject({ keys: ['ENG-2'], gone: [], isWhole: false });
      });

      test.each([
        ['is not read', { teams: ['ENG'] }],
        ['the key does not see', {}],
      ])('what moved to a team that %s is gone, and here again once it is back', async (which, options) => {
        const follower = createFollower();
        const follow = () => follower.follow(linear.connect(options));
        await follow();
        if (which === 'is not read')
          linear.teams.set('t-ops', { key: 'OPS', name: 'Operations', visibility: 'public' });
        change(2, { identifier: 'OPS-1', previousIdentifiers: ['ENG-2'], team: { id: 't-ops' } });
        expect(await follow()).toMatchObject({ isWhole: false, read: [] });
        expect([...follower.records.keys()].sort()).toEqual(['ENG-1', 'ENG-3']);
        // Long ago by its own time.
        linear.changes.delete(2);
        expect(await follow()).toMatchObject({ isWhole: false, read: ['ENG-2'] });
        linear.items.delete(3);
        await follow();
        expect([...follower.records.keys()].sort()).toEqual(['ENG-1', 'ENG-2']);
      });

      test('takes a request for the names of 250 issues', async () => {
        for (let id = 4; id <= 510; id++) linear.items.set(id, { id, title: `Thing ${id}`, text: '' });
        const follower = createFollower();
        await follower.follow(linear.connect());
        expect(await expectSameAsWhole(follower, () => linear.connect(), linear.server)).toEqual([]);
        const before = linear.server.log.length;
        await follower.follow(linear.connect());
        // Teams, people, labels and relations, what changed, and three pages of names.
        expect(linear.server.log.length - before).toBe(4 + 1 + 3);
      });

      test('whatever happens, adds up to what a whole reading gives', async () => {
        const random = fc.sample(fc.nat(), { numRuns: 300, seed: 11 });
        const draw = (most: number) => (random.shift() ?? 0) % most;
        const follower = createFollower();
        for (let id = 4; id <= 12; id++) linear.items.set(id, { id, title: `Thing ${id}`, text: '' });
        linear.teams.set('t-ops', { key: 'OPS', name: 'Operations', visibility: 'public' });
        linear.users.set('u-ben', { name: 'Ben', email: 'ben@acme.example' });
        const patch = (id: number, more: object) =>
          linear.changes.set(id, { ...linear.changes.get(id), ...more, updatedAt: new Date().toISOString() });
        const setVisibility = (visibility: 'public' | 'private') =>
          linear.teams.set('t-ops', { key: 'OPS', name: 'Operations', visibility, members: ['u-ben'] });
        const move = (id: number, from: string, to: string) =>
          patch(id, {
            team: { id: `t-${to.toLowerCase()}` },
            identifier: `${to}-${id}`,
            previousIdentifiers: [`${from}-${id}`],
          });
        const states = [
          { name: 'Todo', type: 'unstarted' },
          { name: 'Done', type: 'completed' },
        ];
        const happenings: ((id: number) => unknown)[] = [
          (id) => patch(id, { title: `Renamed ${draw(99)}` }),
          (id) => patch(id, { state: states[draw(2)] }),
          (id) => patch(id, { trashed: draw(2) === 0 ? true : null }),
          (id) => patch(id, { assignee: { id: ['u-ana', 'u-ben'][draw(2)] } }),
          (id) => move(id, 'ENG', 'OPS'),
          (id) => move(id, 'OPS', 'ENG'),
          (id) => linear.relations.push({ type: 'blocks', issue: 1 + draw(12), related: id }),
          () => linear.relations.pop(),
          () => setVisibility(draw(2) === 0 ? 'public' : 'private'),
        ];
        let followed = 0;
        for (let night = 0; night < 25; night++) {
          for (let at = 0; at <= draw(4); at++) happenings[draw(happenings.length)]?.(1 + draw(12));
          if (!(await follower.follow(linear.connect())).isWhole) followed++;
          const { records } = await fetchAll(linear.connect());
          expect(inOrder(follower.records.values())).toEqual(inOrder(records));
        }
        expect(followed).toBe(24);
      });

      test('within a little before the last time is read again, by the time of Linear', async () => {
        const { cursor } = await read();
        linear.changes.set(2, { updatedAt: new Date(Date.now() - 9 * 60_000).toISOString() });
        linear.changes.set(3, { updatedAt: new Date(Date.now() - 12 * 60_000).toISOString() });
        expect((await read(cursor)).keys).toEqual(['ENG-2']);
      });

      test('since an instant that somebody names', async () => {
        change(3);
        expect((await read('2026-06-01')).keys).toEqual(['ENG-3']);
      });

      test('what went to the trash is gone, and so is the former key of what moved', async () => {
        const { cursor } = await read();
        linear.teams.set('t-ops', { key: 'OPS', name: 'Operations', visibility: 'public' });
        change(2, { trashed: true });
        change(3, { identifier: 'OPS-1', previousIdentifiers: ['ENG-3'], team: { id: 't-ops' } });
        expect(await read(cursor)).toMatchObject({ keys: ['OPS-1'], gone: ['ENG-3', 'ENG-2'] });
      });

      test('an issue comes again when what blocks it was closed or taken away, though it was not updated', async () => {
        linear.relations.push({ type: 'blocks', issue: 3, related: 1 });
        const { cursor } = await read();
        linear.changes.set(3, { state: { name: 'Done', type: 'completed' } });
        const second = await read(cursor);
        expect(second.keys).toEqual(['ENG-1']);
        linear.relations.pop();
        expect((await read(second.cursor)).keys).toEqual(['ENG-1']);
      });

      test('issues of a team that is called otherwise come again', async () => {
        const follower = createFollower();
        await follower.follow(linear.connect());
        linear.teams.set('t-eng', { key: 'ENG', name: 'Platform', visibility: 'public' });
        expect((await follower.follow(linear.connect())).read).toHaveLength(3);
        expect(follower.records.get('ENG-1')).toMatchObject({ extra: { 'team in Linear': 'Platform' } });
        expect((await follower.follow(linear.connect())).read).toEqual([]);
      });

      test('issues of a team with other readers come again', async () => {
        const { cursor } = await read();
        linear.teams.set('t-eng', {
          key: 'ENG',
          name: 'Engineering',
          visibility: 'private',
          members: ['u-ana'],
        });
        const second = await read(cursor);
        expect([second.keys.length, second.isWhole]).toEqual([3, false]);
        linear.teams.set('t-eng', { key: 'ENG', name: 'Engineering', visibility: 'private' });
        expect(await read(second.cursor)).toMatchObject({ keys: [], gone: ['ENG-3', 'ENG-2', 'ENG-1'] });
      });

      test.each([
        ['settings make other tasks of the same issues', { owners: { ENG: 'Platform' } }],
        ['the cursor is none', {}],
      ])('is not enough where %s: everything is read', async (_, options) => {
        const { cursor } = await read();
        const again = await read(Object.keys(options).length === 0 ? '{"at":1}' : cursor, options);
        expect([again.keys.length, again.isWhole]).toEqual([3, true]);
      });

      test('is not enough where a team is no longer seen: everything is read', async () => {
        linear.teams.set('t-ops', { key: 'OPS', name: 'Operations', visibility: 'public' });
        const { cursor } = await read();
        linear.teams.delete('t-ops');
        expect((await read(cursor)).isWhole).toBe(true);
      });
    });

    describe('issues that are no longer listed', () => {
      const ask = (...keys: readonly string[]) =>
        linear.connect().findWithheld?.(
          keys.map((key) => ({ kind: 'task', key }) as const),
          { signal: new AbortController().signal },
        );

      test('are gone where their team is still shown, and withheld where it is not', async () => {
        expect(await ask('ENG-7')).toBeNull();
        expect(await ask('ENG-7', 'SEC-1', 'SEC-2', 'HR-4')).toMatch(
          /no longer shows the teams SEC \(2 tasks\), HR \(1 task\) to the key.*\.$/,
        );
      });
    });

    describe('limits of Linear', () => {
      test.each(['requests', 'complexity'] as const)(
        '%s: waits for the next hour, and has everything',
        async (name) => {
          linear.items.clear();
          for (let id = 1; id <= 250; id++) linear.items.set(id, { id, title: `Thing ${id}`, text: '' });
          linear.budget[name] = name === 'requests' ? 6 : 4_000;
          linear.budget.hour = 700;
          const { records } = await fetchAll(linear.connect());
          expect(records).toHaveLength(250);
          expect(linear.server.log.some(({ status }) => status === 400)).toBe(true);
        },
      );

      test('an hour that is too long fails with a sentence, and is not complete', async () => {
        linear.budget.requests = 2;
        await expect(fetchAll(linear.connect({ limits: { longestWait: 1_000 } }))).rejects.toMatchObject({
          failure: 'limited',
          message: expect.stringMatching(/^Linear wants fewer requests.*\.$/),
        });
      });
    });

    test('the doctor names what is missing', async () => {
      const finding = await examineSource(linear.connect({ teams: ['SEC'] }), undefined);
      expect(finding).toMatchObject({ part: 'source tracker', ok: false });
      expect(finding.message).toMatch(/sees no team SEC.*a key may be limited to some teams/);
    });

    test.each([
      [400, 'AUTHENTICATION_ERROR', 'unauthorized', /does not accept the credential.*\.$/],
      [200, 'FORBIDDEN', 'forbidden', /a right is missing.*\.$/],
      [200, 'INTERNAL_SERVER_ERROR', 'refused', /it says: no luck\)\.$/],
    ])('an answer of %i that says %s is no data', async (status, code, failure, message) => {
      const body = { data: { teams: null }, errors: [{ message: 'no luck.', extensions: { code } }] };
      linear.server.inject({ status, body });
      await expect(readTask()).rejects.toMatchObject({ failure, message: expect.stringMatching(message) });
    });

    test('data of another shape are said to be that', async () => {
      linear.server.inject({ status: 200, body: { data: { teams: { nodes: 1 } } } });
      await expect(readTask()).rejects.toThrow(/another shape than it promises at .*\.$/);
    });

    test('a list that goes on without saying where is not taken for whole', async () => {
      const nodes = [{ id: 't-eng', key: 'ENG', name: 'Engineering', visibility: 'public', parent: null }];
      const body = { data: { teams: { nodes, pageInfo: { hasNextPage: true, endCursor: null } } } };
      linear.server.inject({ status: 200, body });
      await expect(readTask()).rejects.toMatchObject({
        failure: 'malformed',
        message: expect.stringMatching(/^Of the teams, there are more pages/),
      });
    });

    test('a cursor that comes again is not followed for ever', async () => {
      const nodes = [{ id: 't-eng', key: 'ENG', name: 'Engineering', visibility: 'public', parent: null }];
      const body = { data: { teams: { nodes, pageInfo: { hasNextPage: true, endCursor: 'same' } } } };
      linear.server.inject({ status: 200, body }, 2);
      await expect(readTask()).rejects.toThrow(/same next page twice/);
    });

    test('an access token of an application is sent as such', async () => {
      expect(await readTask({ token: 'oauth' })).toBeDefined();
    });

    test('an issue of which the shape is another keeps what the graph has of it', async () => {
      linear.spoiled.set(1, { state: null });
      const found: Fetched[] = [];
      for await (const one of linear.connect().fetch({ signal: new AbortController().signal }))
        found.push(one);
      expect(found).toMatchObject([{ setAside: { kind: 'task', key: 'ENG-1' } }, { isWhole: true }]);
      expect(linear.server.breaches.splice(0)).toHaveLength(1);
      expect(issueId(1)).toMatch(/1$/);
    });
  },
);

test('options that are wrong are refused at once', () => {
  const refused = (options: object) => () =>
    createLinearConnector({ source: 'tracker', token: 'x', ...options });
  expect(refused({ token: '' })).toThrow(/token/);
  expect(refused({ teams: ['Engineering team'] })).toThrow(/a team's key such as 'ENG'/);
  expect(refused({ apiKey: 'x' })).toThrow(/apiKey/);
});
