import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AsanaConnectorOptions, createAsanaConnector } from '../../connectors/asana/asana-connector.ts';
import type { Fetched, TaskRecord } from '../../connectors/connector.ts';
import { examineSource } from '../../src/examine-source.ts';
import {
  asanaSpecification,
  type FakeAsana,
  projectGid,
  startFakeAsana,
  taskGid,
} from '../fixtures/vendors/fake-asana.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import fc from '../seeded-properties.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, inOrder } from './follow-changes.ts';
import { describeServiceConnector, type Item } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";

describe.runIf(hasSpecification(asanaSpecification) || isDemanded('specifications'))(`asana ${title}`, () => {
  describeServiceConnector('asana', {
    start: startFakeAsana,
    perPage: 100,
    listing: /\/tasks\?/,
    keyOf: taskGid,
    textOf: (record) => (record.kind === 'task' ? record.description : undefined),
    breakItem: (service, id) => (service as FakeAsana).changes.set(id, { name: 7 }),
    move: {
      run(service, id) {
        const { projects, changes, events } = service as FakeAsana;
        projects.set('901', { name: 'Secret', privacy: 'private', members: ['user:1'] });
        const project = { gid: '901', resource_type: 'project', name: 'Secret' };
        const section = { gid: '800', resource_type: 'section', name: 'Untitled section' };
        changes.set(id, { memberships: [{ project, section }], modified_at: new Date().toISOString() });
        events.set(projectGid, [{ action: 'removed', task: id }]);
        events.set('901', [{ action: 'added', task: id }]);
      },
      after: { project: 'Secret', readers: [['user:ana@acme.example']] },
    },
  });

  let asana: FakeAsana;
  const add = (...ids: readonly number[]) => {
    for (const id of ids) asana.items.set(id, { id, title: `Thing ${id}`, text: '' });
  };
  beforeEach(async () => {
    asana = await startFakeAsana();
    asana.items.set(1, { id: 1, title: 'Book the hall', text: 'Before May.' });
  });
  afterEach(async () => {
    await asana.server.close();
    expect(asana.server.breaches).toEqual([]);
  });
  const readAll = async (options: Partial<AsanaConnectorOptions> = {}) => {
    const { records, problems } = await fetchAll(asana.connect(options));
    return { tasks: records as TaskRecord[], problems };
  };
  const readTask = async (options: Partial<AsanaConnectorOptions> = {}) =>
    (await readAll(options)).tasks.find(({ key }) => key === taskGid(1));
  const ref = (type: string, gid: string, name: string) => ({ gid, resource_type: type, name });
  const inSection = (name: string, project = projectGid) => ({
    memberships: [{ project: ref('project', project, 'Launch'), section: ref('section', '801', name) }],
  });
  const field = (gid: string, name: string, display_value: string | null) => ({
    ...{ gid, name, display_value, resource_type: 'custom_field' },
  });

  test('a task becomes a task with its people, times, tags and where it stands', async () => {
    asana.users.set('2', { name: 'Ben Ode', email: 'ben@acme.example' });
    asana.projects.set('901', { name: 'Events', privacy: 'public_to_workspace' });
    asana.changes.set(1, {
      completed: true,
      completed_at: '2026-03-04T05:06:07.000Z',
      due_on: '2026-05-01',
      resource_subtype: 'milestone',
      assignee: ref('user', '2', 'Ben Ode'),
      memberships: [
        { project: ref('project', projectGid, 'Launch'), section: ref('section', '801', 'Venue') },
        { project: ref('project', '901', 'Events'), section: ref('section', '802', 'All') },
      ],
      tags: [ref('tag', '5', 'hall'), ref('tag', '6', 'money')],
      custom_fields: [
        field('31', 'Priority', 'High'),
        field('32', 'Points', '5'),
        field('33', 'Budget', null),
      ],
      html_notes:
        '<body>First line\nsecond <strong>bold</strong>\n\nNext paragraph:<ul>\n<li>one</li><li>two</li></ul>see <a href="https://app.asana.com/0/1/2">Plan</a></body>',
    });
    const options = {
      owners: { Marketing: 'Growth' },
      fields: { priority: 'Priority' },
      extra: { Effort: '32', Budget: 'Budget' },
    };
    expect(await readTask(options)).toEqual({
      kind: 'task',
      key: taskGid(1),
      title: 'Book the hall',
      description:
        'First line  \nsecond **bold**\n\nNext paragraph:\n\n- one\n- two\n\nsee [Plan](https://app.asana.com/0/1/2)',
      url: `https://app.asana.com/0/900/${taskGid(1)}`,
      place: `https://app.asana.com/0/900/${taskGid(1)}`,
      status: 'done',
      sourceStatus: 'Venue',
      priority: 'High',
      team: 'Growth',
      project: 'Launch',
      assignees: ['ben@acme.example'],
      reporter: 'ana@acme.example',
      createdAt: '2026-01-02',
      updatedAt: '2026-01-02T03:04:05.678Z',
      dueDate: '2026-05-01',
      completedAt: '2026-03-04',
      readers: [['everyone']],
      extra: {
        'team in Asana': 'Marketing',
        section: 'Venue',
        'other projects': 'Events',
        tags: 'hall, money',
        type: 'milestone',
        Effort: '5',
      },
    });
  });

  test('custom fields are asked for only where they are configured', async () => {
    await readTask();
    expect(asana.server.log.filter(({ request }) => request.includes('custom_fields'))).toEqual([]);
  });

  test.each([
    [inSection('Untitled section'), 'todo', 'incomplete'],
    [inSection('In progress'), 'in_progress', 'In progress'],
    [inSection('Waiting'), 'blocked', 'Waiting'],
    [inSection('With the client'), 'blocked', 'With the client'],
    [{ ...inSection('With the client'), completed: true }, 'done', 'With the client'],
    [{ ...inSection('Cancelled'), completed: true }, 'cancelled', 'Cancelled'],
    [inSection('Done'), 'todo', 'Done'],
    [{ approval_status: 'rejected', completed: true }, 'cancelled', 'completed'],
    [{ custom_type_status_option: { ...ref('status', '3', 'In review') } }, 'in_progress', 'In review'],
    [{ ...inSection('Ideas'), custom_fields: [field('30', 'Stage', 'On hold')] }, 'blocked', 'On hold'],
  ])('%j is %s', async (changes, status, sourceStatus) => {
    asana.changes.set(1, changes);
    const options = { statusMapping: { 'with the client': 'blocked' }, fields: { status: 'Stage' } } as const;
    expect(await readTask(options)).toMatchObject({ status, sourceStatus });
  });

  test('an open task is blocked while one that it waits for is open, wherever that stands', async () => {
    add(2, 3);
    asana.changes.set(3, { memberships: [] });
    asana.changes.set(1, {
      dependencies: [2, 3, 99].map((id) => ({ gid: taskGid(id), resource_type: 'task' })),
    });
    expect(await readTask()).toMatchObject({
      status: 'blocked',
      blockedBy: [taskGid(2), taskGid(3), taskGid(99)],
    });
    asana.changes.set(2, { completed: true }).set(3, { memberships: [], completed: true });
    expect((await readTask())?.status).toBe('todo');
  });

  test('tasks below tasks come with them, in their project, each once', async () => {
    add(2, 3, 4, 5);
    asana.parents.set(2, 1).set(3, 2).set(4, 1).set(5, 1);
    asana.changes.set(4, inSection('Later')).set(5, { is_rendered_as_separator: true });
    const { tasks } = await readAll();
    expect(tasks.map(({ key, parent, project }) => [key, parent, project])).toEqual([
      [taskGid(1), undefined, 'Launch'],
      [taskGid(2), taskGid(1), 'Launch'],
      [taskGid(3), taskGid(2), 'Launch'],
      [taskGid(4), taskGid(1), 'Launch'],
    ]);
  });

  test('who has left the workspace is named by what Asana still says, and not asked for', async () => {
    asana.changes.set(1, { assignee: ref('user', '9', 'Former Colleague') });
    const { tasks, problems } = await readAll({ matchNames: true });
    expect([tasks[0]?.assignees, problems]).toEqual([['Former Colleague'], []]);
  });

  describe('a private project', () => {
    const setProject = (rest: Partial<Parameters<FakeAsana['projects']['set']>[1]> = {}) =>
      asana.projects.set(projectGid, {
        name: 'Launch',
        privacy: 'private',
        team: '700',
        members: [],
        ...rest,
      });
    beforeEach(() => {
      asana.users.set('2', { name: 'Ben', email: 'ben@acme.example' });
      asana.users.set('3', { name: 'Cy', email: 'cy@acme.example' });
      asana.users.set('4', { name: 'Dee', email: 'dee@acme.example' });
      asana.teams.set('700', { name: 'Marketing', members: ['2'], limited: ['3'] });
    });

    test('is for the people and the teams that it is shared with, and for collaborators of each task', async () => {
      setProject({ members: ['user:1', 'team:700'] });
      asana.changes.set(1, { followers: [ref('user', '4', 'Dee')], assignee: ref('user', '3', 'Cy') });
      add(2);
      const { tasks } = await readAll();
      expect(tasks.map(({ readers }) => readers)).toEqual([
        [['user:ana@acme.example', 'user:ben@acme.example', 'user:cy@acme.example', 'user:dee@acme.example']],
        [['user:ana@acme.example', 'user:ben@acme.example']],
      ]);
    });

    test('of a team is for the team, and not without it', async () => {
      setProject({ privacy: 'private_to_team' });
      expect((await readTask())?.readers).toEqual([['user:ben@acme.example']]);
      setProject({ privacy: 'private' });
      const { tasks, problems } = await readAll();
      expect([tasks, problems[0]?.message]).toEqual([[], 'Nobody is known who may see the task; left out.']);
    });

    test('opens a task to everyone where that stands in an open one too', async () => {
      setProject({ members: ['user:1'] });
      asana.projects.set('901', { name: 'Open', privacy: 'public_to_workspace' });
      asana.changes.set(1, {
        memberships: [projectGid, '901'].map((gid) => ({
          project: ref('project', gid, gid),
          section: ref('section', '801', 'All'),
        })),
      });
      expect((await readTask({ readers: ['team:web'] }))?.readers).toEqual([['everyone']]);
    });

    test('is named by no task that an open one lets everyone read', async () => {
      setProject({ name: 'Redundancies', members: ['user:1'] });
      asana.projects.set('901', { name: 'Open', privacy: 'public_to_workspace' });
      asana.projects.set('902', { name: 'Also open', privacy: 'public_to_workspace' });
      asana.changes.set(1, {
        memberships: [projectGid, '901', '902'].map((gid) => ({
          project: ref('project', gid, gid),
          section: ref('section', '801', gid === projectGid ? 'Who goes' : 'All'),
        })),
      });
      for (const options of [{}, { readers: ['team:web'] }]) {
        const task = await readTask(options);
        expect(task).toMatchObject({
          project: 'Open',
          extra: { section: 'All', 'other projects': 'Also open' },
        });
        expect(JSON.stringify(task)).not.toMatch(/Redundancies|Who goes/);
      }
    });

    test('is for whom the configuration says', async () => {
      setProject({ members: ['user:1'] });
      expect((await readTask({ readers: ['team:web'] }))?.readers).toEqual([['group:web']]);
    });

    test('of which the members may not be read is not read at all', async () => {
      setProject({ members: null });
      await expect(readTask()).rejects.toMatchObject({
        failure: 'forbidden',
        message: expect.stringMatching(
          /The project 'Launch' is private.*or name readers in the configuration\.$/,
        ),
      });
    });
  });

  describe('workspaces and projects', () => {
    test('one of several workspaces must be named, and seen', async () => {
      asana.workspaces.set('11', 'Beta');
      await expect(readTask()).rejects.toThrow(
        /several workspaces in Asana: Acme \(10\), Beta \(11\); name one/,
      );
      expect(await readTask({ workspace: '10' })).toBeDefined();
      await expect(readTask({ workspace: '12' })).rejects.toMatchObject({
        failure: 'forbidden',
        message: expect.stringMatching(/no workspace 12 in Asana, but Acme/),
      });
      asana.workspaces.clear();
      await expect(readTask()).rejects.toMatchObject({
        failure: 'forbidden',
        message: expect.stringMatching(/sees no workspace in Asana/),
      });
    });

    test('projects are all that are not archived, or those that are named', async () => {
      asana.projects.set('901', { name: 'Old', privacy: 'public_to_workspace', archived: true });
      add(2);
      asana.changes.set(2, inSection('All', '901'));
      const keys = async (options: Partial<AsanaConnectorOptions>) =>
        (await readAll(options)).tasks.map(({ key }) => key);
      expect(await keys({})).toEqual([taskGid(1)]);
      expect(await keys({ archivedProjects: true })).toEqual([taskGid(1), taskGid(2)]);
      expect(await keys({ projects: ['901'] })).toEqual([taskGid(2)]);
    });

    test('a project that is not seen, and none at all, are missed', async () => {
      await expect(readTask({ projects: ['902'] })).rejects.toMatchObject({
        failure: 'forbidden',
        message: expect.stringMatching(/sees no project 902 in Asana;.*\.$/),
      });
      asana.projects.clear();
      await expect(readTask()).rejects.toMatchObject({
        failure: 'forbidden',
        message: expect.stringMatching(/sees no projects in Asana;.*\.$/),
      });
    });
  });

  describe('what changed since the last time', () => {
    const read = async (since?: string, options: Partial<AsanaConnectorOptions> = {}) => {
      const records: TaskRecord[] = [];
      const gone: string[] = [];
      let end: Extract<Fetched, { readonly cursor: string }> | undefined;
      const signal = new AbortController().signal;
      for await (const fetched of asana
        .connect(options)
        .fetch({ signal, ...(since === undefined ? {} : { since }) })) {
        if ('record' in fetched) records.push(fetched.record as TaskRecord);
        if ('gone' in fetched) gone.push(fetched.gone.key);
        if ('cursor' in fetched) end = fetched;
      }
      const keys = records.map(({ key }) => key);
      return { keys, records, gone, cursor: end?.cursor ?? '', isWhole: end?.isWhole };
    };
    const happen = (
      ...happened: { action: 'changed' | 'deleted' | 'removed' | 'undeleted'; task: number }[]
    ) => asana.events.set(projectGid, [...(asana.events.get(projectGid) ?? []), ...happened]);
    beforeEach(() => add(2, 3));

    test('is read by the events of each project, however many', async () => {
      const first = await read();
      expect([first.keys.length, first.isWhole]).toEqual([3, true]);
      for (let at = 0; at < 250; at++) happen({ action: 'changed', task: at < 249 ? 2 : 3 });
      const second = await read(first.cursor);
      expect(second).toMatchObject({ keys: [taskGid(2), taskGid(3)], gone: [], isWhole: false });
      expect(await read(second.cursor)).toMatchObject({ keys: [], gone: [], isWhole: false });
    });

    test('whatever happens, adds up to what a whole reading gives', async () => {
      const random = fc.sample(fc.nat(), { numRuns: 300, seed: 3 });
      const draw = (most: number) => (random.shift() ?? 0) % most;
      const follower = createFollower();
      add(4, 5, 6, 7, 8, 9);
      const link = (id: number) => ({ gid: taskGid(id), resource_type: 'task' });
      const gone = new Map<number, Item>();
      const patch = (task: number, more: object) => {
        asana.changes.set(task, { ...asana.changes.get(task), ...more });
        happen({ action: 'changed', task });
      };
      const setPrivacy = (privacy: 'private' | 'public_to_workspace') =>
        asana.projects.set(projectGid, { name: 'Launch', privacy, team: '700', members: ['user:1'] });
      const happenings: ((id: number) => unknown)[] = [
        (id) => patch(id, { name: `Renamed ${draw(99)}` }),
        (id) => patch(id, { completed: draw(2) === 0 }),
        (id) => patch(id, { memberships: draw(2) === 0 ? [] : inSection('Doing').memberships }),
        (id) => {
          const item = asana.items.get(id);
          if (item === undefined) return;
          gone.set(id, item);
          asana.items.delete(id);
          happen({ action: 'deleted', task: id });
        },
        () => {
          for (const [id, item] of gone) {
            asana.items.set(id, item);
            happen({ action: 'undeleted', task: id });
          }
          gone.clear();
        },
        () => setPrivacy(draw(2) === 0 ? 'private' : 'public_to_workspace'),
      ];
      // One waits for another from the beginning, so that what is completed shows at both.
      asana.changes.set(1, { dependencies: [link(2)] });
      let followed = 0;
      for (let night = 0; night < 25; night++) {
        for (let at = 0; at <= draw(4); at++) happenings[draw(happenings.length)]?.(1 + draw(9));
        if (!(await follower.follow(asana.connect())).isWhole) followed++;
        expect(inOrder(follower.records.values())).toEqual(inOrder((await readAll()).tasks));
      }
      expect(followed).toBe(24);
    });

    test('what happens while everything is read comes the next time', async () => {
      let cursor = '';
      for await (const fetched of asana.connect().fetch({ signal: new AbortController().signal })) {
        if ('record' in fetched && fetched.record.key === taskGid(3)) happen({ action: 'changed', task: 1 });
        if ('cursor' in fetched) cursor = fetched.cursor;
      }
      expect((await read(cursor)).keys).toEqual([taskGid(1)]);
    });

    test('deleted tasks are gone, restored ones come back, and those that left the projects go', async () => {
      const first = await read();
      const [item] = [asana.items.get(2)];
      asana.items.delete(2);
      asana.changes.set(3, { memberships: [] });
      happen({ action: 'deleted', task: 2 }, { action: 'removed', task: 3 });
      const second = await read(first.cursor);
      expect(second).toMatchObject({ keys: [], gone: [taskGid(2), taskGid(3)] });
      if (item !== undefined) asana.items.set(2, item);
      happen({ action: 'undeleted', task: 2 });
      expect(await read(second.cursor)).toMatchObject({ keys: [taskGid(2)], gone: [] });
    });

    test('a task below another that changed keeps its project and readers', async () => {
      asana.projects.set(projectGid, { name: 'Launch', privacy: 'private', members: ['user:1'] });
      asana.parents.set(3, 2);
      const { cursor, records } = await read();
      happen({ action: 'changed', task: 3 });
      const again = await read(cursor);
      expect(again.records).toEqual(records.filter(({ key }) => key === taskGid(3)));
    });

    test('a task that waited for a changed one is read with it', async () => {
      const waits = (other: number) => [{ gid: taskGid(other), resource_type: 'task' }];
      asana.changes.set(1, { dependencies: waits(2) });
      const first = await read();
      expect(first.records[0]?.status).toBe('blocked');
      asana.changes.set(2, { completed: true });
      happen({ action: 'changed', task: 2 });
      const { records } = await read(first.cursor);
      expect(records.map(({ key, status }) => [key, status])).toEqual([
        [taskGid(2), 'done'],
        [taskGid(1), 'todo'],
      ]);
    });

    test('since an instant that somebody names', async () => {
      asana.changes.set(3, { modified_at: '2026-06-02T00:00:00.000Z' });
      expect(await read('2026-06-01')).toMatchObject({ keys: [taskGid(3)], isWhole: false });
    });

    test('tasks of a project with other readers come again', async () => {
      const { cursor } = await read();
      asana.projects.set(projectGid, { name: 'Launch', privacy: 'private', members: ['user:1'] });
      const again = await read(cursor);
      expect([again.keys.length, again.isWhole]).toEqual([3, false]);
    });

    test.each([
      ['events are no longer kept', {}, true],
      ['settings make other tasks of the same', { owners: { Marketing: 'Growth' } }, false],
      ['a project is no longer read', { projects: [projectGid] }, false],
    ])('is not enough where %s: everything is read', async (_, options, isForgotten) => {
      asana.projects.set('901', { name: 'Other', privacy: 'public_to_workspace' });
      const { cursor } = await read();
      asana.forgotten.events = isForgotten;
      const again = await read(cursor, options);
      expect([again.keys.length, again.isWhole]).toEqual([3, true]);
    });

    test('nor where the cursor is none', async () => {
      expect((await read('{"at":1}')).isWhole).toBe(true);
    });
  });

  test('the doctor names what is missing', async () => {
    asana.projects.set(projectGid, { name: 'Launch', privacy: 'private', members: null });
    const finding = await examineSource(asana.connect(), undefined);
    expect(finding).toMatchObject({ part: 'source tracker', ok: false });
    expect(finding.message).toMatch(/'Launch' is private.*let its account into the project/);
  });

  describe('pages of which Asana forgot the place', () => {
    beforeEach(() => add(...Array.from({ length: 250 }, (_, at) => at + 1)));

    test('are read anew, and give each task once', async () => {
      asana.forgotten.pages = 2;
      const { tasks, problems } = await readAll();
      expect([new Set(tasks.map(({ key }) => key)).size, tasks.length, problems]).toEqual([250, 250, []]);
    });

    test('again and again are an incomplete fetch', async () => {
      asana.forgotten.pages = 1_000;
      await expect(readAll()).rejects.toMatchObject({ failure: 'refused', status: 400 });
    });
  });

  describe('tasks that are no longer listed', () => {
    const ask = (...ids: readonly number[]) =>
      asana.connect().findWithheld?.(
        ids.map((id) => ({ kind: 'task', key: taskGid(id) }) as const),
        { signal: new AbortController().signal },
      );

    test('are gone where Asana has none of them, or somebody made a few private; of more, the token lost its access', async () => {
      expect(await ask(7, 8)).toBeNull();
      for (const id of [2, 3, 4, 5]) {
        add(id);
        asana.hidden.add(id);
      }
      expect(await ask(2, 7)).toBeNull();
      expect(await ask(2, 3, 4, 5, 7)).toBeNull();
      add(6);
      asana.hidden.add(6);
      expect(await ask(2, 3, 4, 5, 6, 7)).toMatch(/^Asana still has 5 of 6 tasks .*lost its access;.*\.$/);
    });

    test('are asked for one by one, up to a hundred of them', async () => {
      const before = asana.server.log.length;
      await ask(...Array.from({ length: 1_000 }, (_, at) => at + 100));
      expect(asana.server.log.length - before).toBe(100);
    });
  });
});

test('options that are wrong are refused at once', () => {
  const refused = (options: object) => () =>
    createAsanaConnector({ source: 'tracker', token: 'x', ...options });
  expect(refused({ token: '' })).toThrow(/token/);
  expect(refused({ projects: ['Launch'] })).toThrow(/the digits of its address/);
  expect(refused({ fields: { colour: 'x' } })).toThrow(/colour/);
});
