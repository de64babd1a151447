import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TaskRecord } from '../../connectors/connector.ts';
import type { GithubConnectorOptions } from '../../connectors/github/github-connector.ts';
import { examineSource } from '../../src/examine-source.ts';
import { type FakeGithub, githubSpecification, startFakeGithub } from '../fixtures/vendors/fake-github.ts';
import type { FakeProject } from '../fixtures/vendors/github-projects.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole } from './follow-changes.ts';

const title = "against the vendor's schema (listed as not run where the specification is absent)";

describe.runIf(hasSpecification(githubSpecification) || isDemanded('specifications'))(
  `github: Projects ${title}`,
  () => {
    let github: FakeGithub;
    let roadmap: FakeProject;
    beforeEach(async () => {
      github = await startFakeGithub();
      for (const id of [1, 2, 3]) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
      roadmap = {
        number: 3,
        title: 'Roadmap',
        public: true,
        fields: {
          Title: 'TITLE',
          Status: 'SINGLE_SELECT',
          Priority: 'SINGLE_SELECT',
          'Target date': 'DATE',
          Sprint: 'ITERATION',
          Estimate: 'NUMBER',
          Note: 'TEXT',
        },
        items: [],
      };
      github.projects.push(roadmap);
    });
    afterEach(async () => {
      await github.server.close();
      expect(github.server.breaches).toEqual([]);
    });

    type ProjectOptions = NonNullable<GithubConnectorOptions['projects']>[number];
    const connect = (options: Partial<ProjectOptions> = {}, ...further: ProjectOptions[]) =>
      github.connect({ projects: [{ owner: 'acme', number: 3, ...options }, ...further] });
    const readTasks = async (...options: Parameters<typeof connect>) => {
      const { records } = await fetchAll(connect(...options));
      return records as TaskRecord[];
    };
    const readFirst = async (...options: Parameters<typeof connect>) => (await readTasks(...options))[0];
    const place = (issue: number, values: FakeProject['items'][number]['values'] = {}) =>
      roadmap.items.push({ issue, values });
    const sprint = { title: 'Sprint 7', startDate: '2026-02-25', duration: 14 };

    test('tell status, priority, due date and more of an issue, as the configuration says', async () => {
      place(1, {
        Status: 'In Progress',
        Priority: 'P0',
        'Target date': { date: '2026-03-01' },
        Sprint: sprint,
        Estimate: { number: 2.5 },
        Note: { text: ' ask Ana ' },
      });
      const fields = { priority: 'Priority', dueDate: 'Target date' };
      const extra = { sprint: 'Sprint', effort: 'Estimate', note: 'Note' };
      const [first, second] = await readTasks({ fields, extra });
      expect(first).toMatchObject({
        status: 'in_progress',
        sourceStatus: 'In Progress',
        priority: 'P0',
        dueDate: '2026-03-01',
        project: 'acme/gateway',
        readers: [['everyone']],
        extra: { projects: 'Roadmap', sprint: 'Sprint 7', effort: '2.5', note: 'ask Ana' },
      });
      expect(second).toMatchObject({ status: 'todo', sourceStatus: 'open' });
      expect(second).not.toHaveProperty('extra');
    });

    test('an iteration is due on its last day', async () => {
      place(1, { Sprint: sprint });
      expect((await readFirst({ fields: { dueDate: 'Sprint' } }))?.dueDate).toBe('2026-03-10');
    });

    test.each([
      ['Blocked', {}, 'blocked'],
      ['In review', {}, 'in_progress'],
      ['Somewhere', {}, 'todo'],
      ['Done', {}, 'todo'],
      ['With the client', { 'with the CLIENT': 'blocked' as const }, 'blocked'],
    ])('an open issue at %s with %j is %s', async (Status, statusMapping, status) => {
      place(1, { Status });
      expect(await readFirst({ statusMapping })).toMatchObject({ status, sourceStatus: Status });
    });

    test('a closed one is closed, wherever its card is', async () => {
      github.changes.set(1, { state: 'closed', state_reason: 'not_planned' });
      place(1, { Status: 'In Progress' });
      expect(await readFirst()).toMatchObject({
        status: 'cancelled',
        sourceStatus: 'closed (not_planned)',
      });
    });

    test('one that others block is blocked, unless the configuration says what its status means', async () => {
      github.blocking.set(1, [2]);
      place(1, { Status: 'In Progress' });
      expect((await readFirst())?.status).toBe('blocked');
      const statusMapping = { 'in progress': 'in_progress' as const };
      expect((await readFirst({ statusMapping }))?.status).toBe('in_progress');
    });

    test('of several, the first that says something counts, and one may be what its issues belong to', async () => {
      place(1, { Priority: 'P0' });
      github.projects.push({
        ...roadmap,
        ...{ number: 4, title: 'Launch' },
        items: [{ issue: 1, values: { Status: 'Blocked', Priority: 'P3' } }],
      });
      const fields = { priority: 'Priority' };
      const further = { owner: 'acme', number: 4, fields, isTaskProject: true };
      expect(await readFirst({ fields }, further)).toMatchObject({
        status: 'blocked',
        priority: 'P0',
        project: 'Launch',
        extra: { projects: 'Roadmap, Launch' },
      });
    });

    test.each([1, 99, 100, 101, 200, 201])('are read to their end: %i items', async (count) => {
      for (let id = 1; id <= count; id++) {
        github.items.set(id, { id, title: `Thing ${id}`, text: '' });
        place(id, { Status: 'In Progress' });
      }
      const states = (await readTasks()).map(({ key, status }) => [key, status]);
      expect(states.slice(0, count)).toEqual(
        Array.from({ length: count }, (_, at) => [`acme/gateway#${at + 1}`, 'in_progress']),
      );
    });

    test('a page that comes again, or does not say where the next begins, is no whole reading', async () => {
      for (let id = 1; id <= 201; id++) place(id);
      github.server.repeatPages();
      await expect(readTasks()).rejects.toMatchObject({ failure: 'malformed' });
    });

    test('drafts, and what the token may not see, are passed over', async () => {
      roadmap.items.push({ issue: null, values: {} }, { issue: undefined, values: {} });
      place(2, { Status: 'Blocked' });
      expect((await readTasks()).map(({ status }) => status)).toEqual(['todo', 'blocked', 'todo']);
    });

    test('a field that is not there is named, and the rest is read', async () => {
      place(1, { Status: 'Blocked' });
      const { records, problems } = await fetchAll(connect({ fields: { priority: 'Urgency' } }));
      expect(records[0]).toMatchObject({ status: 'blocked' });
      expect(problems).toEqual([
        {
          place: 'the project acme/3',
          message: "Roadmap has no field 'Urgency'; look at its settings.",
        },
      ]);
    });

    describe('a private one', () => {
      beforeEach(() => {
        roadmap.public = false;
        place(1, { Status: 'Blocked' });
      });

      test('is not read without readers', async () => {
        const { records, problems } = await fetchAll(connect());
        expect(records[0]).toMatchObject({ status: 'todo', sourceStatus: 'open', readers: [['everyone']] });
        expect(records[0]).not.toHaveProperty('extra');
        expect(problems).toMatchObject([{ message: expect.stringMatching(/Roadmap is private.*readers/) }]);
      });

      test.each([
        [['everyone'], [['everyone']]],
        [['team:web'], [['group:web']]],
      ])('is for %j alone, and so are the issues in it: %j', async (readers, rule) => {
        const [first, second] = await readTasks({ readers });
        expect(first).toMatchObject({ status: 'blocked', readers: rule });
        expect(second?.readers).toEqual([['everyone']]);
      });

      test('does not open the issues of a private repository', async () => {
        Object.assign(github.repository, {
          ...{ private: true, visibility: 'private', collaborators: ['ana'] },
        });
        expect((await readFirst({ readers: ['team:web'] }))?.readers).toEqual([
          ['account:ana'],
          ['group:web'],
        ]);
      });

      test('keeps an issue to its readers that cannot be read, or was passed over', async () => {
        github.changes.set(1, { title: 7 });
        const connector = connect({ readers: ['team:web'] });
        const readers: unknown[] = [];
        for await (const one of connector.fetch({ signal: new AbortController().signal }))
          if ('problem' in one && one.setAside != null) readers.push(one.readers);
        expect(readers).toEqual([[['group:web']]]);
        // The fake was told to send it.
        github.server.breaches.length = 0;
        github.changes.delete(1);
        const names = [{ kind: 'task' as const, key: 'acme/gateway#1' }];
        const still = await connector.findWithheld?.(names, { signal: new AbortController().signal });
        expect(still).toMatchObject({ still: [{ readers: [['group:web']] }] });
      });
    });

    describe('that the token may not read end the run, and doctor names the right', () => {
      test.each([
        ['scope', () => Object.assign(github.rights, { projects: 'scope' })],
        ['permission', () => Object.assign(github.rights, { projects: 'permission' })],
        ['number', () => github.projects.pop()],
      ])('a missing %s', async (_, lose) => {
        lose();
        const connector = connect();
        await expect(fetchAll(connector)).rejects.toMatchObject({ failure: 'forbidden' });
        expect(await examineSource(connector, undefined)).toEqual({
          part: 'source tracker',
          ok: false,
          message: expect.stringMatching(/does not show the project acme\/3.*read:project.*Projects/),
        });
      });

      test('an owner that is not there', async () => {
        await expect(readTasks({ owner: 'nobody' })).rejects.toMatchObject({ failure: 'forbidden' });
      });
    });

    test.each([
      ['429', { status: 429, headers: { 'retry-after': '0' } }],
      ['the points of the hour', spent('0')],
      ['500', { status: 500 }],
      ['502, as after a query that took too long', { status: 502 }],
    ])('%s: are asked for again', async (_, fault) => {
      place(1, { Status: 'Blocked' });
      await readTasks();
      const first = github.server.log.findIndex(({ request }) => request.includes('/graphql'));
      github.server.inject(fault, 1, first);
      github.server.inject(fault, 1, first + 2);
      const limits = { firstWait: 1 };
      const { records } = await fetchAll(
        github.connect({ projects: [{ owner: 'acme', number: 3 }], limits }),
      );
      expect(records[0]).toMatchObject({ status: 'blocked' });
    });

    test.each([
      ['nothing left of the hour, with status 200', spent(String(Math.round(Date.now() / 1000) + 3_540))],
      [
        'a secondary limit, in words alone',
        { status: 200, body: { errors: [{ message: 'You have exceeded a secondary rate limit.' }] } },
      ],
    ])('%s: is waited for, and not asked again at once', async (_, fault) => {
      await readTasks();
      const first = github.server.log.findIndex(({ request }) => request.includes('/graphql'));
      const before = github.server.log.length;
      github.server.inject(fault, 1, first);
      const stop = new AbortController();
      const reading = fetchAll(connect(), stop.signal);
      expect(await Promise.race([reading, pause(300, 'waiting')])).toBe('waiting');
      expect(github.server.log).toHaveLength(before + first + 1);
      stop.abort(new Error('enough'));
      await expect(reading).rejects.toThrow('enough');
    });

    describe('between whole runs', () => {
      test('an issue whose card moved is read again, which updates nothing of it', async () => {
        for (let id = 4; id <= 520; id++) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
        for (let id = 1; id <= 140; id++) place(id, { Status: 'Todo' });
        const follower = createFollower();
        await follower.follow(connect());
        const again = () => expectSameAsWhole(follower, () => connect(), github.server);
        expect(await again()).toEqual([]);
        roadmap.items[6] = { issue: 7, values: { Status: 'Blocked' } };
        expect(await again()).toEqual(['acme/gateway#7']);
        roadmap.items.splice(8, 1);
        place(150);
        expect(await again()).toEqual(['acme/gateway#150', 'acme/gateway#9']);
      });

      test('many that moved are read by lists', async () => {
        for (let id = 1; id <= 150; id++) {
          github.items.set(id, { id, title: `Thing ${id}`, text: '' });
          place(id, { Status: 'Todo' });
        }
        const follower = createFollower();
        await follower.follow(connect());
        roadmap.title = 'Plan';
        const before = github.server.log.length;
        const { read } = await follower.follow(connect());
        expect(read).toHaveLength(150);
        expect(github.server.log.length - before).toBeLessThan(10);
      });

      test('other readers of a private project are those of its issues at once', async () => {
        roadmap.public = false;
        place(1);
        const follower = createFollower();
        await follower.follow(connect({ readers: ['team:web'] }));
        roadmap.public = true;
        expect((await follower.follow(connect({ readers: ['team:web'] }))).read).toEqual(['acme/gateway#1']);
        expect(follower.records.get('acme/gateway#1')).toMatchObject({ readers: [['everyone']] });
      });
    });
  },
);

/** The hour's points are spent, which GraphQL says with status 200. */
function spent(reset: string) {
  const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }];
  return {
    status: 200,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
    body: { errors },
  };
}
