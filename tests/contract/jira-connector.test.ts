import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fetched, TaskRecord } from '../../connectors/connector.ts';
import { createJiraConnector, type JiraConnectorOptions } from '../../connectors/jira/jira-connector.ts';
import {
  documentOf,
  type FakeJira,
  jiraSpecification,
  startFakeJira,
} from '../fixtures/vendors/fake-jira.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole, type Follower } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";

describe.runIf(hasSpecification(jiraSpecification) || isDemanded('specifications'))(`jira ${title}`, () => {
  describeServiceConnector('jira', {
    start: startFakeJira,
    perPage: 100,
    keyOf: (id) => `PAY-${id}`,
    textOf: (record) => (record.kind === 'task' ? record.description : undefined),
    breakItem: (service, id) => (service as FakeJira).changes.set(id, { status: 7 }),
    move: {
      run(service, id) {
        const { moved, others, changes } = service as FakeJira;
        others.set('WEB', { name: 'Website', browse: [{ type: 'user', parameter: 'c3' }] });
        moved.set(id, `WEB-${id + 5}`);
        changes.set(id, { updated: new Date().toISOString().replace('Z', '+0000') });
      },
      keyOf: (id) => `WEB-${id + 5}`,
      after: { project: 'Website', readers: [['account:c3']] },
    },
    tellsReaders: true,
    isFree: true,
  });

  let jira: FakeJira;
  beforeEach(async () => {
    jira = await startFakeJira();
    jira.items.set(1, { id: 1, title: 'Rotate the keys', text: 'Before May.' });
  });
  afterEach(async () => {
    await jira.server.close();
    expect(jira.server.breaches).toEqual([]);
  });
  const read = (options: Partial<JiraConnectorOptions> = {}) => fetchAll(jira.connect(options));
  const readTask = async (options: Partial<JiraConnectorOptions> = {}) =>
    (await read(options)).records[0] as TaskRecord | undefined;
  const ana = { accountId: 'a1', displayName: 'Ana Lima', emailAddress: 'ana@acme.example', active: true };
  const hidden = { accountId: 'b2', displayName: 'Bo Chen', active: true };

  describe('what is listed no more is asked for before it counts as gone:', () => {
    const signal = new AbortController().signal;
    const ask = async (keys: readonly string[], options: Partial<JiraConnectorOptions> = {}) => {
      const connector = jira.connect(options);
      await fetchAll(connector);
      return connector.findWithheld?.(
        keys.map((key) => ({ kind: 'task', key })),
        { signal },
      );
    };

    test('a few that are there still stay, for those who may see them, and what was deleted is gone', async () => {
      jira.items.set(2, { id: 2, title: 'Late', text: '' });
      jira.lagging.add(2);
      expect(await ask(['PAY-2', 'PAY-3'])).toEqual({
        still: [{ kind: 'task', key: 'PAY-2', readers: (await readTask())?.readers }],
        message: expect.stringMatching(
          /still has 1 of 2 issues .*\(PAY-2\): its index runs behind, or they are archived.*accept-deletions/,
        ),
      });
      expect(await ask(['PAY-3'])).toBeNull();
      expect(await ask(['PAY-2'], { filter: 'issuetype != Epic' })).toBeNull();
    });

    test('many of them stop the source, and may be archived', async () => {
      const keys = Array.from({ length: 6 }, (_, at) => at + 2);
      for (const id of keys) {
        jira.items.set(id, { id, title: 'Late', text: '' });
        jira.lagging.add(id);
      }
      expect(await ask(keys.map((id) => `PAY-${id}`))).toMatch(
        /still has 6 of 6 issues .* index runs behind.*or they are archived: then approve\.$/,
      );
    });

    test('an issue that was left out on purpose is not withheld', async () => {
      jira.levels.set('10', null);
      jira.changes.set(1, { security: { id: '10', name: 'Board' } });
      expect(await ask(['PAY-1'])).toBeNull();
    });

    test('a project that is shown no more is named, unless it is not chosen any more', async () => {
      expect(await ask(['OLD-1', 'OLD-2'])).toMatch(/no longer shows the projects OLD to the account.*\.$/);
      expect(await ask(['OLD-1'], { projects: ['PAY'] })).toBeNull();
    });
  });

  test('an issue becomes a task with its people, times, links and fields', async () => {
    jira.changes.set(1, {
      description: {
        type: 'doc',
        version: 1,
        content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Why' }] }],
      },
      status: { name: 'Closed', statusCategory: { key: 'done' } },
      resolution: { name: 'Done' },
      assignee: ana,
      reporter: hidden,
      parent: { id: '9', key: 'PAY-9' },
      labels: ['urgent', 'sso'],
      components: [{ name: 'API' }],
      fixVersions: [{ name: '2.1' }],
      updated: '2026-03-04T23:06:07.000-0500',
      duedate: '2026-04-01',
      resolutiondate: '2026-03-04T23:06:07.000-0500',
      customfield_1: { id: 't', name: 'Web' },
      customfield_2: [{ value: 'A' }, { value: 'B' }],
    });
    const options = {
      accounts: { b2: 'bo@acme.example' },
      team: 'customfield_1',
      extra: { Zones: 'customfield_2' },
    };
    expect(await read(options)).toEqual({
      problems: [],
      records: [
        {
          kind: 'task',
          key: 'PAY-1',
          identifier: '10001',
          title: 'Rotate the keys',
          description: '## Why',
          url: 'https://acme.atlassian.net/browse/PAY-1',
          place: 'https://acme.atlassian.net/browse/PAY-1',
          status: 'done',
          sourceStatus: 'Closed',
          priority: 'Medium',
          project: 'Payments',
          assignees: ['ana@acme.example'],
          reporter: 'bo@acme.example',
          parent: 'PAY-9',
          team: 'Web',
          createdAt: '2026-01-02',
          updatedAt: '2026-03-05T04:06:07.000Z',
          dueDate: '2026-04-01',
          completedAt: '2026-03-04',
          readers: [['everyone']],
          extra: {
            type: 'Task',
            resolution: 'Done',
            labels: 'urgent, sso',
            components: 'API',
            versions: '2.1',
            Zones: 'A, B',
          },
        },
      ],
    });
  });

  test.each([
    [{ name: 'Backlog', statusCategory: { key: 'new' } }, {}, 'todo'],
    [{ name: 'Ready for QA', statusCategory: { key: 'indeterminate' } }, {}, 'in_progress'],
    [{ name: 'On hold', statusCategory: { key: 'indeterminate' } }, {}, 'blocked'],
    [{ name: 'Closed', statusCategory: { key: 'done' } }, { resolution: { name: "Won't Do" } }, 'cancelled'],
    [
      { name: 'Closed', statusCategory: { key: 'done' } },
      { resolution: { name: 'Cannot Reproduce' } },
      'cancelled',
    ],
    [{ name: 'Rejected', statusCategory: { key: 'done' } }, {}, 'cancelled'],
    [{ name: 'Parked', statusCategory: { key: 'new' } }, {}, 'blocked'],
  ])('status %j with %j is %s', async (status, fields, expected) => {
    jira.changes.set(1, { status, ...fields });
    expect((await readTask({ statusMapping: { parked: 'blocked' } }))?.status).toBe(expected);
  });

  test('an issue is blocked while an issue that blocks it is open', async () => {
    const blocker = (key: string, category: string) => ({
      type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      inwardIssue: { key, fields: { status: { name: 'x', statusCategory: { key: category } } } },
    });
    const blocked = { type: { name: 'Blocks' }, outwardIssue: { key: 'PAY-8' } };
    jira.changes.set(1, { issuelinks: [blocker('PAY-4', 'done'), blocked] });
    expect(await readTask()).toMatchObject({ status: 'todo', blockedBy: ['PAY-4'] });
    jira.changes.set(1, { issuelinks: [blocker('PAY-4', 'done'), blocker('OPS-5', 'new')] });
    expect(await readTask()).toMatchObject({ status: 'blocked', blockedBy: ['PAY-4', 'OPS-5'] });
  });

  test('a person without a visible address is reported once, and told by name only where that is wanted', async () => {
    jira.items.set(2, { id: 2, title: 'Other', text: '' });
    for (const id of [1, 2]) jira.changes.set(id, { assignee: hidden });
    const { records, problems } = await read();
    expect(records).toMatchObject([{ assignees: ['b2'] }, { assignees: ['b2'] }]);
    expect(problems).toEqual([
      {
        place: 'tracker: account b2',
        account: { key: 'b2', name: 'Bo Chen' },
        message: "The service shows no e-mail address of Bo Chen's account; say whose it is under accounts.",
      },
    ]);
    expect(await readTask({ matchNames: true })).toMatchObject({ assignees: ['Bo Chen'] });
  });

  test('a filter goes along, and one that Jira refuses is named with its reason', async () => {
    expect(await readTask({ filter: 'issuetype != Epic' })).toBeDefined();
    await expect(read({ filter: 'colour = red' })).rejects.toThrow(
      "Jira refuses the filter 'colour = red': Field 'colour' does not exist.",
    );
  });

  test('more projects are named than a request may ask for', async () => {
    const named = Array.from({ length: 60 }, (_, at) => `P${at}`);
    for (const name of named) jira.others.set(name, { name, browse: [{ type: 'anyone' }] });
    const { records, problems } = await read({ projects: ['PAY', ...named] });
    expect([records.length, problems]).toEqual([jira.items.size, []]);
  });

  test.each([
    [['PAY', 'OLD'], 'OLD'],
    [[], 'no projects'],
  ])(
    'projects %j that the account does not see are an error, not an empty source',
    async (projects, named) => {
      if (projects.length === 0) jira.project.isVisible = false;
      await expect(read({ projects })).rejects.toMatchObject({
        code: 'source_unreadable',
        failure: 'forbidden',
        message: expect.stringMatching(new RegExp(`${named}.*'Browse projects'`)),
      });
    },
  );

  describe('who may see', () => {
    beforeEach(() => {
      jira.users.set('a1', ana);
      jira.users.set('c3', { accountId: 'c3', displayName: 'Cy', emailAddress: 'cy@acme.example' });
      jira.users.set('app', { accountId: 'app', displayName: 'Automation', accountType: 'app' });
      jira.groups.set('staff', ['a1', 'app']);
      jira.roles.set('10002', [{ user: 'c3' }, { group: 'staff' }]);
    });

    test('roles, groups and people of the permission scheme, apps left out', async () => {
      jira.scheme.browse = [{ type: 'projectRole', parameter: '10002', value: '10002' }];
      expect((await readTask())?.readers).toEqual([['user:ana@acme.example', 'user:cy@acme.example']]);
      jira.scheme.browse = [
        { type: 'group', parameter: 'Staff', value: 'staff' },
        { type: 'user', parameter: 'c3' },
        { type: 'sd.customer.portal.only' },
      ];
      expect((await readTask())?.readers).toEqual([['user:ana@acme.example', 'user:cy@acme.example']]);
    });

    test('groups of more than a page', async () => {
      const members = Array.from({ length: 120 }, (_, at) => `u${at}`);
      for (const id of members)
        jira.users.set(id, { ...ana, accountId: id, emailAddress: `${id}@acme.example` });
      jira.groups.set('staff', members);
      jira.scheme.browse = [{ type: 'group', value: 'staff' }];
      expect((await readTask())?.readers?.[0]).toHaveLength(120);
    });

    test('whoever reported it or does it, issue by issue', async () => {
      jira.scheme.browse = [{ type: 'reporter' }, { type: 'assignee' }];
      jira.changes.set(1, { reporter: ana });
      jira.items.set(2, { id: 2, title: 'Nobody', text: '' });
      const { records, problems } = await read();
      expect(records).toMatchObject([{ key: 'PAY-1', readers: [['user:ana@acme.example']] }]);
      expect(problems).toEqual([
        { place: 'PAY-2', message: 'Nobody is known who may see the issue; left out.' },
      ]);
    });

    test('what is left of an issue of another shape is for nobody where its level is of another shape too', async () => {
      jira.changes.set(1, { status: 7, security: 'Staff' });
      const aside: Fetched[] = [];
      for await (const one of jira.connect().fetch({ signal: new AbortController().signal }))
        if ('problem' in one) aside.push(one);
      expect(aside).toMatchObject([{ setAside: { kind: 'task', key: 'PAY-1' } }]);
      expect(aside[0]).not.toHaveProperty('readers');
    });

    test('a security level narrows it', async () => {
      jira.levels.set('20', [{ type: 'user', parameter: 'c3' }, { type: 'reporter' }]);
      jira.changes.set(1, { security: { id: '20', name: 'Staff' }, reporter: ana });
      const level = ['user:ana@acme.example', 'user:cy@acme.example'];
      expect((await readTask())?.readers).toEqual([['everyone'], level]);
      expect((await readTask({ readers: ['group:web'] }))?.readers).toEqual([['group:web'], level]);
    });

    test.each([
      [null, "'Administer Jira'", { lacksRight: true }],
      [[], 'nobody is known', {}],
    ])(
      'issues of a security level that is not told (%j) are left out, which is said once',
      async (members, reason, told) => {
        jira.levels.set('20', members);
        jira.items.set(2, { id: 2, title: 'Second', text: '' });
        for (const id of [1, 2]) jira.changes.set(id, { security: { id: '20', name: 'Staff' } });
        const { records, problems } = await read();
        expect(records).toEqual([]);
        expect(problems).toEqual([
          {
            place: 'PAY',
            message: expect.stringMatching(new RegExp(`'Staff' are left out.*${reason}`)),
            ...told,
          },
        ]);
      },
    );

    test('an account whose address is hidden may read nothing by its name', async () => {
      jira.users.set('b2', hidden);
      jira.scheme.browse = [{ type: 'user', parameter: 'b2' }];
      expect((await readTask({ matchNames: true }))?.readers).toEqual([['account:b2']]);
      expect((await readTask({ accounts: { b2: 'e7' } }))?.readers).toEqual([['user:e7']]);
    });

    test('a holder of an unknown type grants nothing, and is reported', async () => {
      jira.scheme.browse = [{ type: 'userCustomField', parameter: 'customfield_3' }, { type: 'projectLead' }];
      const { records, problems } = await read({ accounts: { lead: 'lea@acme.example' } });
      expect(records).toMatchObject([{ readers: [['user:lea@acme.example']] }]);
      expect(problems).toMatchObject([{ place: 'PAY', message: expect.stringContaining('userCustomField') }]);
    });

    test.each([
      ['the scheme may not be read', null, { failure: 'forbidden' }, 'Administer projects'],
      [
        'a role may not be read',
        [{ type: 'projectRole', value: '7' }],
        { failure: 'forbidden' },
        'Administer projects',
      ],
      [
        'nobody is known',
        [{ type: 'groupCustomField', value: 'x' }],
        {},
        'name readers in the configuration',
      ],
    ])(
      'where %s, the source is not read, unless the configuration says who',
      async (_, browse, told, right) => {
        jira.scheme.browse = browse;
        await expect(read()).rejects.toMatchObject({
          code: 'source_unreadable',
          ...told,
          message: expect.stringContaining(right),
        });
        expect((await readTask({ readers: ['team:web'] }))?.readers).toEqual([['group:web']]);
      },
    );
  });

  describe('what changed since the last time', () => {
    const now = () => new Date().toISOString().replace('Z', '+0000');
    const blockedBy = (category: string) => ({
      type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      inwardIssue: { key: 'OPS-5', fields: { status: { name: 'x', statusCategory: { key: category } } } },
    });
    const follow = async (follower = createFollower()) => {
      for (let id = 1; id <= 410; id++) jira.items.set(id, { id, title: `Thing ${id}`, text: '' });
      jira.changes.set(7, { issuelinks: [blockedBy('new')] });
      await follower.follow(jira.connect());
      return follower;
    };
    const read = async (follower: Follower) =>
      await expectSameAsWhole(follower, () => jira.connect(), jira.server);

    test('is read alone: changed, new, moved and freed issues; what is gone shows by the keys', async () => {
      const follower = await follow();
      expect(await read(follower)).toEqual(['PAY-7']);
      jira.items.set(3, { id: 3, title: 'Renamed', text: 'New' });
      jira.changes.set(3, { updated: now() });
      jira.items.delete(4);
      jira.items.set(411, { id: 411, title: 'New', text: '' });
      jira.changes.set(411, { updated: now() });
      // The other project's issue is closed, of which this one knows nothing.
      jira.changes.set(7, { issuelinks: [blockedBy('done')] });
      expect(await read(follower)).toEqual(['PAY-3', 'PAY-411', 'PAY-7']);
      expect(follower.records.get('PAY-7')).toMatchObject({ status: 'todo', blockedBy: ['OPS-5'] });
      jira.changes.set(7, { issuelinks: [blockedBy('new')] });
      jira.items.set(4, { id: 4, title: 'Restored long after it was changed', text: '' });
      expect(await read(follower)).toContain('PAY-4');
      expect(follower.records.get('PAY-7')).toMatchObject({ status: 'blocked' });
    });

    test('is asked from a little before the last fetch, in minutes', async () => {
      const follower = await follow();
      jira.changes.set(9, { updated: new Date(Date.now() - 9 * 60_000).toISOString().replace('Z', '+0000') });
      expect(await read(follower)).toEqual(['PAY-7', 'PAY-9']);
    });

    test('is all of a project where other people may see it or issues of a level', async () => {
      jira.scheme.browse = [{ type: 'user', parameter: 'c3' }];
      jira.levels.set('20', [{ type: 'user', parameter: 'c3' }]);
      jira.changes.set(5, { security: { id: '20', name: 'Staff' } });
      const follower = await follow();
      jira.levels.set('20', [{ type: 'user', parameter: 'd4' }]);
      expect((await follower.follow(jira.connect())).read).toHaveLength(410);
      expect(follower.records.get('PAY-5')).toMatchObject({ readers: [['account:c3'], ['account:d4']] });
      jira.scheme.browse = [{ type: 'user', parameter: 'e5' }];
      expect((await follower.follow(jira.connect())).read).toHaveLength(410);
      expect(await read(follower)).toEqual(['PAY-7']);
    });

    test('is everything where the settings make other tasks of the issues', async () => {
      const follower = await follow();
      const connector = jira.connect({ statusMapping: { 'To Do': 'in_progress' } });
      expect(await follower.follow(connector)).toMatchObject({ isWhole: true });
    });
  });

  test('text without a document is kept as it is', async () => {
    jira.changes.set(1, { description: documentOf('one_two') });
    expect((await readTask())?.description).toBe('one_two');
  });
});

test('options are checked when the connector is made', () => {
  const options = { source: 'tracker', url: 'https://acme.atlassian.net', email: 'a@b', token: 'x' };
  expect(() => createJiraConnector({ ...options, projects: ['pay'] })).toThrow(
    /a project's key such as 'PAY'/,
  );
});
