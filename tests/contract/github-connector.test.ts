import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fetched, TaskRecord } from '../../connectors/connector.ts';
import {
  createGithubConnector,
  type GithubConnectorOptions,
} from '../../connectors/github/github-connector.ts';
import { type FakeGithub, githubSpecification, startFakeGithub } from '../fixtures/vendors/fake-github.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";

describe.runIf(hasSpecification(githubSpecification) || isDemanded('specifications'))(
  `github ${title}`,
  () => {
    describeServiceConnector('github', {
      start: startFakeGithub,
      perPage: 100,
      keyOf: (id) => `acme/gateway#${id}`,
      textOf: (record) => (record.kind === 'task' ? record.description : undefined),
      breakItem: (service, id) => (service as FakeGithub).changes.set(id, { title: 7 }),
      // An issue that is transferred is another one to GitHub; those of a renamed repository, or one of another owner, are not.
      move: {
        run: (service) =>
          Object.assign((service as FakeGithub).repository, {
            ...{ name: 'octo/portal', private: true, visibility: 'private', collaborators: ['ana'] },
          }),
        keyOf: (id) => `octo/portal#${id}`,
        after: { project: 'octo/portal', readers: [['account:ana']] },
      },
      tellsReaders: true,
    });

    let github: FakeGithub;
    beforeEach(async () => {
      github = await startFakeGithub();
      github.items.set(1, { id: 1, title: 'Rotate the keys', text: 'Before **May**.' });
    });
    afterEach(async () => {
      await github.server.close();
      expect(github.server.breaches).toEqual([]);
    });
    const readTask = async (options: Partial<GithubConnectorOptions> = {}) => {
      const { records } = await fetchAll(github.connect(options));
      return records[0] as TaskRecord | undefined;
    };
    const person = (login: string) => ({ ...userFields, login });
    const userFields = Object.fromEntries(
      [
        ...[
          'node_id',
          'avatar_url',
          'url',
          'html_url',
          'followers_url',
          'following_url',
          'gists_url',
          'starred_url',
        ],
        ...[
          'subscriptions_url',
          'organizations_url',
          'repos_url',
          'events_url',
          'received_events_url',
          'type',
        ],
      ].map((name) => [name, 'https://github.com/x']),
    );
    const anybody = { ...userFields, id: 1, gravatar_id: null, site_admin: false };

    test('an issue becomes a task with its people, times and labels', async () => {
      github.changes.set(1, {
        assignees: [
          { ...anybody, ...person('octo') },
          { ...anybody, ...person('hubot') },
        ],
        labels: [
          {
            id: 1,
            node_id: 'L',
            url: 'https://github.com/l',
            name: 'P1',
            color: 'fff',
            default: false,
            description: null,
          },
        ],
        closed_at: '2026-03-04T05:06:07Z',
        state: 'closed',
        state_reason: 'completed',
        parent_issue_url: 'https://api.github.com/repos/acme/roadmap/issues/9',
      });
      const options = { logins: { octo: 'ana@acme.example' }, priorityLabels: { P1: 'High' } };
      expect(await readTask(options)).toEqual({
        kind: 'task',
        key: 'acme/gateway#1',
        identifier: '1',
        title: 'Rotate the keys',
        description: 'Before **May**.',
        url: 'https://github.com/acme/gateway/issues/1',
        place: 'https://github.com/acme/gateway/issues/1',
        status: 'done',
        sourceStatus: 'closed (completed)',
        priority: 'High',
        project: 'acme/gateway',
        assignees: ['ana@acme.example', 'hubot'],
        reporter: 'ana@acme.example',
        parent: 'acme/roadmap#9',
        createdAt: '2026-01-02',
        updatedAt: '2026-01-02T03:04:05.000Z',
        completedAt: '2026-03-04',
        readers: [['everyone']],
        extra: { labels: 'P1' },
      });
    });

    test.each([
      [{ state: 'open' }, 'todo'],
      [{ state: 'closed', state_reason: 'not_planned' }, 'cancelled'],
      [{ state: 'closed', state_reason: 'duplicate' }, 'cancelled'],
      [{ state: 'closed', state_reason: null }, 'done'],
    ])('%j is %s', async (changes, status) => {
      github.changes.set(1, changes);
      expect((await readTask())?.status).toBe(status);
    });

    test('an open issue that others block is blocked by them', async () => {
      github.blocking.set(1, [4, 5]);
      expect(await readTask()).toMatchObject({
        status: 'blocked',
        blockedBy: ['acme/gateway#4', 'acme/gateway#5'],
      });
    });

    test('one that is deleted while what blocks it is asked for does not end the reading', async () => {
      github.blocking.set(1, [4, 5]);
      await readTask();
      const asked = github.server.log.findIndex(({ request }) => request.includes('/blocked_by'));
      github.server.inject({ status: 404 }, 1, asked);
      expect(await readTask()).toMatchObject({ key: 'acme/gateway#1' });
    });

    test('one whose blockers are all closed is to do, and names them still', async () => {
      github.blocking.set(1, [4]);
      github.changes.set(4, { state: 'closed' });
      expect(await readTask()).toMatchObject({ status: 'todo', blockedBy: ['acme/gateway#4'] });
    });

    test('pull requests are left out, unless they are asked for', async () => {
      const pull_request = {
        url: null,
        html_url: null,
        diff_url: null,
        patch_url: null,
        merged_at: '2026-02-03T00:00:00Z',
      };
      github.changes.set(1, { pull_request, state: 'closed' });
      expect(await readTask()).toBeUndefined();
      expect(await readTask({ pullRequests: true })).toMatchObject({ status: 'done' });
    });

    test('an organisation brings all of its repositories, each once', async () => {
      const { records } = await fetchAll(github.connect({ organization: 'acme' }));
      expect(records).toHaveLength(1);
    });

    test('an issue that comes again on the next page is read once', async () => {
      for (let id = 3; id <= 111; id++) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
      // One that is transferred to here keeps the day on which it was made.
      github.server.after(/gateway\/issues\?/, () => github.items.set(2, { id: 2, title: 'Old', text: '' }));
      const { records } = await fetchAll(github.connect({}));
      expect(records).toHaveLength(110);
    });

    describe('a private repository', () => {
      beforeEach(() => Object.assign(github.repository, { private: true, visibility: 'private' }));

      test('is for its collaborators', async () => {
        github.repository.collaborators = ['octo', 'hubot'];
        expect((await readTask({ logins: { octo: 'ana@acme.example' } }))?.readers).toEqual([
          ['account:hubot', 'user:ana@acme.example'],
        ]);
        const { problems } = await fetchAll(github.connect({ logins: { octo: 'ana@acme.example' } }));
        expect(problems).toMatchObject([{ place: 'acme/gateway', account: { key: 'hubot' } }]);
      });

      test('is for whom the configuration says', async () => {
        expect((await readTask({ readers: ['team:web'] }))?.readers).toEqual([['group:web']]);
      });

      test.each([[null], [[]]])(
        'is not read where nobody is known who may see it (%j)',
        async (collaborators) => {
          github.repository.collaborators = collaborators;
          await expect(readTask()).rejects.toMatchObject({
            failure: 'forbidden',
            message: expect.stringMatching(/acme\/gateway is private.*name readers in the configuration\.$/),
          });
        },
      );

      test('that is internal to the company is for everyone', async () => {
        github.repository.visibility = 'internal';
        expect((await readTask())?.readers).toEqual([['everyone']]);
      });
    });

    describe('what changed since the last time', () => {
      const read = async (since?: string, options: Partial<GithubConnectorOptions> = {}) => {
        const keys: string[] = [];
        let end: Extract<Fetched, { readonly cursor: string }> | undefined;
        const signal = new AbortController().signal;
        for await (const fetched of github
          .connect(options)
          .fetch({ signal, ...(since === undefined ? {} : { since }) })) {
          if ('record' in fetched) keys.push(fetched.record.key);
          if ('cursor' in fetched) end = fetched;
        }
        return { keys, cursor: end?.cursor ?? '', isWhole: end?.isWhole };
      };
      const changeNow = (id: number) =>
        github.changes.set(id, {
          updated_at: new Date(Date.now() + 1000).toISOString().replace(/\.\d+/, ''),
        });

      beforeEach(() => {
        for (const id of [2, 3]) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
      });

      test('alone is read, from a little before, by the time of GitHub', async () => {
        const first = await read();
        expect([first.keys.length, first.isWhole]).toEqual([3, true]);
        changeNow(2);
        const second = await read(first.cursor);
        expect([second.keys, second.isWhole]).toEqual([['acme/gateway#2'], false]);
        const asked = github.server.log.at(-1)?.request ?? '';
        const since = Date.parse(decodeURIComponent(/since=([^&]+)/.exec(asked)?.[1] ?? ''));
        expect(Math.abs(Date.now() - 10 * 60_000 - since)).toBeLessThan(60_000);
      });

      test('and issues whose blockers were closed or opened elsewhere, which changes nothing of them', async () => {
        for (let id = 4; id <= 320; id++) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
        github.blocking.set(2, [3]);
        github.blocking.set(9, [3, 4]);
        const follower = createFollower();
        await follower.follow(github.connect({}));
        const again = () => expectSameAsWhole(follower, () => github.connect({}), github.server);
        expect(await again()).toEqual([]);
        const state = (id: number, to: string) => github.changes.set(id, { state: to });
        state(3, 'closed');
        expect((await follower.follow(github.connect({}))).read).toEqual([
          'acme/gateway#2',
          'acme/gateway#9',
        ]);
        changeNow(3);
        github.changes.set(3, { ...github.changes.get(3), state: 'closed' });
        expect(await again()).toEqual(['acme/gateway#3']);
        expect(follower.records.get('acme/gateway#2')).toMatchObject({ status: 'todo' });
        expect(follower.records.get('acme/gateway#9')).toMatchObject({ status: 'blocked' });
        changeNow(3);
        expect(await again()).toEqual(['acme/gateway#2', 'acme/gateway#3', 'acme/gateway#9']);
        expect(follower.records.get('acme/gateway#2')).toMatchObject({ status: 'blocked' });
        github.blocking.delete(9);
        expect(await again()).toContain('acme/gateway#9');
      });

      test('is gone where it was deleted or transferred, which one request for the number of issues tells', async () => {
        for (let id = 4; id <= 320; id++) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
        github.changes.set(7, {
          pull_request: { url: null, html_url: null, diff_url: null, patch_url: null },
        });
        const follower = createFollower();
        await follower.follow(github.connect({}));
        const again = () => expectSameAsWhole(follower, () => github.connect({}), github.server);
        const before = github.server.log.length;
        expect((await follower.follow(github.connect({}))).read).toEqual([]);
        // The repository, the number of its issues, and what changed.
        expect(github.server.log.length - before).toBe(3);
        github.items.delete(5);
        changeNow(6);
        github.items.set(321, { id: 321, title: 'New', text: '' });
        changeNow(321);
        const { isWhole } = await follower.follow(github.connect({}));
        expect(isWhole).toBe(false);
        expect(follower.records.has('acme/gateway#5')).toBe(false);
        expect(follower.records.size).toBe(319);
        expect(await again()).toEqual([6, 321].map((id) => `acme/gateway#${id}`).sort());
        github.items.delete(321);
        await follower.follow(github.connect({}));
        expect(follower.records.size).toBe(318);
        expect(await again()).toEqual(['acme/gateway#6']);
      });

      test('is everything of a repository of which the number of issues is not told', async () => {
        const follower = createFollower();
        await follower.follow(github.connect({}));
        github.items.delete(2);
        github.server.inject({ status: 403 }, 1, 1);
        const { read, isWhole } = await follower.follow(github.connect({}));
        expect([read, isWhole]).toEqual([['acme/gateway#1', 'acme/gateway#3'], false]);
        expect([...follower.records.keys()]).toEqual(['acme/gateway#1', 'acme/gateway#3']);
      });

      test('since an instant that somebody names', async () => {
        changeNow(3);
        expect((await read('2026-06-01T00:00:00.000Z')).keys).toEqual(['acme/gateway#3']);
      });

      test.each([
        ['settings make other tasks of the same issues', { logins: { octo: 'ana@acme.example' } }],
        ['the cursor is none', {}],
      ])('is not enough where %s: everything is read', async (_, options) => {
        const { cursor } = await read();
        const again = await read(Object.keys(options).length === 0 ? '{"at":1}' : cursor, options);
        expect([again.keys.length, again.isWhole]).toEqual([3, true]);
      });

      test('is not enough where a repository has other readers: its tasks come again', async () => {
        Object.assign(github.repository, {
          private: true,
          visibility: 'private',
          collaborators: ['octo', 'hubot'],
        });
        const { cursor } = await read();
        github.repository.collaborators = ['octo'];
        const again = await read(cursor);
        expect([again.keys.length, again.isWhole]).toEqual([3, false]);
      });
    });

    describe('issues that are no longer listed', () => {
      const gone = [
        { kind: 'task', key: 'acme/gateway#7' },
        { kind: 'task', key: 'acme/secret#1' },
        { kind: 'task', key: 'acme/secret#2' },
      ] as const;
      const ask = (keys: readonly { readonly kind: 'task'; readonly key: string }[]) =>
        github.connect({}).findWithheld?.(keys, { signal: new AbortController().signal });

      test('are gone where the repository is still shown', async () => {
        expect(await ask(gone.slice(0, 1))).toBeNull();
      });

      test('are there where they were passed over while another was deleted', async () => {
        for (let id = 2; id <= 110; id++) github.items.set(id, { id, title: `Thing ${id}`, text: '' });
        github.server.after(/gateway\/issues\?/, () => github.items.delete(1));
        const connector = github.connect({});
        const { records } = await fetchAll(connector);
        expect(records.some(({ key }) => key === 'acme/gateway#101')).toBe(false);
        const names = [1, 101].map((id) => ({ kind: 'task' as const, key: `acme/gateway#${id}` }));
        expect(await connector.findWithheld?.(names, { signal: new AbortController().signal })).toEqual({
          still: [{ kind: 'task', key: 'acme/gateway#101', readers: [['everyone']] }],
          message: expect.stringMatching(/^GitHub still has 1 of 2 issues .*passed over.* They stay/),
        });
      });

      test('are withheld where it is not', async () => {
        expect(await ask(gone)).toBe(
          'GitHub no longer shows acme/secret (2 tasks) to the token: either it was deleted, or the token lost its access; look at the repositories that the token may read.',
        );
      });
    });

    test.each([
      ['with nothing left of the hour', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' }],
      ['that names a wait', { 'retry-after': '0' }],
    ])('a 403 %s is a limit, not a missing right', async (_, headers) => {
      github.server.inject({ status: 403, headers });
      expect(await readTask()).toBeDefined();
    });

    test.each([
      ['nothing left of the hour', { status: 403, headers: hourSpent() }],
      ['a secondary limit, in words', { status: 403, body: { message: secondary } }],
      ['a secondary limit without words', { status: 429 }],
    ])('%s: is waited for, and not asked again at once', async (_, fault) => {
      github.server.inject(fault);
      const stop = new AbortController();
      const reading = fetchAll(github.connect({ limits: { firstWait: 1 } }), stop.signal);
      expect(await Promise.race([reading, pause(300, 'waiting')])).toBe('waiting');
      expect(github.server.log).toHaveLength(1);
      stop.abort(new Error('enough'));
      await expect(reading).rejects.toThrow('enough');
    });
  },
);

const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function hourSpent(): Record<string, string> {
  const reset = Math.round(Date.now() / 1000) + 3_540;
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
}

test('a source that names no repositories says so', () => {
  expect(() => createGithubConnector({ source: 'tracker', token: 'x' })).toThrow(/names no repositories/);
});
