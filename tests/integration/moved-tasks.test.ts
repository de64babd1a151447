import { describe, expect, it } from 'vitest';
import type { ReadingRule, TaskRecord } from '../../connectors/connector.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { findKeys } from '../../src/retrieval/linking/find-keys.ts';
import type { NameCandidate } from '../../src/retrieval/linking/name-index.ts';
import { PhraseTable } from '../../src/retrieval/linking/phrase-table.ts';
import { approveRun } from '../../src/sync/approve-run.ts';
import { buildAcl, normalizeRule, openAclId } from '../../src/sync/reading-rules.ts';
import { jiraSpecification, startFakeJira } from '../fixtures/vendors/fake-jira.ts';
import { linearSpecification, startFakeLinear } from '../fixtures/vendors/fake-linear.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { type Company, hasChanges, knowledgeOf, memoryConnector, openCompany } from './sync-harness.ts';

const task = (key: string, more: Partial<TaskRecord> = {}): TaskRecord => ({
  ...{
    kind: 'task',
    key,
    title: `Task ${key}`,
    place: key,
    url: `https://acme.example/browse/${key}`,
    readers: [['everyone']],
  },
  ...more,
});
/** The task that moves: people, a parent and tasks below and behind it. */
const keys = (key: string, more: Partial<TaskRecord> = {}): TaskRecord =>
  task(key, { identifier: '10001', title: 'Rotate the keys', assignees: ['e3'], project: 'Ops', ...more });
const around = (key: string): TaskRecord[] => [
  task('OPS-2', { identifier: '10002', parent: key }),
  task('OPS-3', { identifier: '10003', blockedBy: [key] }),
];

function setBoard(company: Company, records: readonly TaskRecord[], failure?: Error): void {
  const others = company.connectors.filter(({ source }) => source !== 'board');
  const content = { records, ...(failure !== undefined && { failure }) };
  company.connectors = [...others, memoryConnector('board', content)];
}

/** Synced in May with `OPS-1` of Ana; in July it is Ben's. */
async function openBoard(): Promise<Company> {
  const company = await openCompany();
  company.write({
    'wiki/plan.md': '# The plan\n\nFirst OPS-1, as https://acme.example/browse/OPS-1 says.\n',
  });
  company.today = '2026-05-01';
  setBoard(company, [keys('OPS-1'), ...around('OPS-1')]);
  await company.sync();
  company.today = '2026-07-01';
  setBoard(company, [keys('OPS-1', { assignees: ['e2'] }), ...around('OPS-1')]);
  await company.sync();
  company.today = '2026-09-01';
  return company;
}

const moved = (more: Partial<TaskRecord> = {}): TaskRecord[] => [
  keys('WEB-7', { assignees: ['e2'], project: 'Web', ...more }),
  ...around('WEB-7'),
];

/** Who the task was assigned to, each with its period; what it stands above and before; and what mentions it. */
async function around7({ graph }: Company, id = 'task:board:WEB-7') {
  const found = await graph.relationshipsOf([id]);
  const told = found.map(({ type, from, to, period, ended }) => {
    const other = from === id ? to : from;
    return `${type} ${other} ${period?.from ?? ''}-${period?.to ?? ''}${ended ? ' ended' : ''}`;
  });
  return told.toSorted();
}

const history = [
  'ASSIGNED_TO employee:directory:e2 2026-07-01-',
  'ASSIGNED_TO employee:directory:e3 -2026-07-01 ended',
  'BLOCKS task:board:OPS-3 -',
  'SUBTASK_OF task:board:OPS-2 -',
];

async function find({ graph, today }: Company, question: string): Promise<string[]> {
  const table = new PhraseTable<NameCandidate>();
  const unknown = await findKeys(graph, operatorViewer, question, today, [], table);
  const written = /(\w+)-(\d+)/.exec(question)?.slice(1) ?? [];
  const found = table.get(written.map((part) => part.toLowerCase()));
  return [...new Set([...found.map(({ key }) => key), ...unknown])];
}

describe('a task that moved to another project, and has another key there', () => {
  it('is the same: with its history, its place in the project, what hangs on it, and no deletion', async () => {
    const company = await openBoard();
    setBoard(company, moved());
    const report = await company.sync();
    expect(report.sources.find(({ source }) => source === 'board')?.counts.Task).toEqual({
      ...{ created: 0, changed: 1, deleted: 0, unchanged: 2 },
    });
    const own = (await around7(company)).filter((one) => !one.startsWith('IN_PROJECT'));
    expect(own).toEqual(history);
    expect(await around7(company)).toContain('IN_PROJECT project:web -');
    expect(await company.graph.readNodes(['task:board:OPS-1'], operatorViewer)).toEqual([]);
  });

  it('leaves the graph as if it had been read anew, and the next run nothing to do', async () => {
    const company = await openBoard();
    setBoard(company, moved());
    await company.sync();
    const known = await knowledgeOf(company);
    expect(hasChanges(await company.sync())).toBe(false);
    expect(hasChanges(await company.sync({ full: true }))).toBe(false);
    expect(await knowledgeOf(company)).toEqual(known);
  });

  it('is found by the key that it had, in questions and in texts, until another task has that', async () => {
    const company = await openBoard();
    setBoard(company, moved());
    await company.sync();
    const [named] = await company.graph.findByKeys('Task', ['ops-1'], operatorViewer);
    expect(named).toMatchObject({ key: 'WEB-7', properties: { formerKeys: ['OPS-1'] } });
    const mentions = async () =>
      await company.names({
        find: 'Task',
        where: {
          related: { type: 'MENTIONS', direction: 'in', label: 'Passage' },
          where: { property: 'text', op: 'exists' },
        },
        return: { kind: 'list' },
      });
    expect(await mentions()).toContain('Rotate the keys');
    expect(await find(company, 'Who does OPS-1?')).toEqual(['WEB-7']);
    setBoard(company, [...moved(), task('OPS-1', { identifier: '10009', title: 'Another' })]);
    await company.sync();
    expect(await find(company, 'Who does OPS-1?')).toEqual(['OPS-1']);
    expect(await mentions()).toContain('Another');
  });

  it('keeps all keys that it had, however often it moves, and back again', async () => {
    const company = await openBoard();
    for (const key of ['WEB-7', 'APP-3', 'OPS-1']) {
      setBoard(company, [keys(key, { assignees: ['e2'] }), ...around(key)]);
      await company.sync();
    }
    const [back] = await company.graph.readNodes(['task:board:OPS-1'], operatorViewer);
    expect(back?.properties.formerKeys).toEqual(['WEB-7', 'APP-3']);
    const own = (await around7(company, 'task:board:OPS-1')).filter((one) => !one.startsWith('IN_PROJECT'));
    expect(own).toEqual(history);
  });

  it('keeps its keys while it is away, and another task that has its key later gets none of them', async () => {
    const company = await openBoard();
    setBoard(company, moved());
    await company.sync();
    const rest = around('OPS-9').map(({ parent: _, blockedBy: __, ...one }) => one);
    const formerOf = async (records: readonly TaskRecord[]) => {
      setBoard(company, [...rest, ...records]);
      await company.sync({ acceptDeletions: true });
      const [found] = await company.graph.readNodes(['task:board:WEB-7'], operatorViewer);
      return found?.properties.formerKeys;
    };
    expect(await formerOf([])).toBeUndefined();
    expect(await formerOf([keys('WEB-7', { identifier: '10099' })])).toBeNull();
    expect(await formerOf([])).toBeUndefined();
    expect(await formerOf([keys('WEB-7')])).toEqual(['OPS-1']);
  });

  it('is for the readers of its new place from the moment on at which it is there', async () => {
    const company = await openBoard();
    const rule: ReadingRule = [['user:e1']];
    const { id: acl } = buildAcl(normalizeRule(rule));
    const seen: (readonly string[])[] = [];
    const { graph } = company;
    const watched: typeof graph = {
      ...graph,
      async apply(batch) {
        await graph.apply(batch);
        const found = await graph.readNodes(['task:board:WEB-7'], { acls: new Set([openAclId]) });
        seen.push(found.map(({ key }) => key));
      },
    };
    setBoard(company, moved({ readers: rule }));
    await company.sync({ graph: watched });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.flat()).toEqual([]);
    expect(await graph.readNodes(['task:board:WEB-7'], { acls: new Set([acl]) })).toHaveLength(1);
  });

  it('is no deletion to the brakes, were it all tasks, and no plan of a stopped source moves it', async () => {
    const company = await openBoard();
    const all = Array.from({ length: 20 }, (_, at) => task(`OPS-${at + 1}`, { identifier: `i${at}` }));
    setBoard(company, all);
    await company.sync({ acceptDeletions: true });
    const renamed = all.map((one) => ({ ...one, key: one.key.replace('OPS', 'WEB') }));
    setBoard(company, renamed.slice(10));
    const stopped = await company.sync();
    expect(stopped.sources.find(({ source }) => source === 'board')).toMatchObject({ outcome: 'stopped' });
    expect(await company.graph.readNodes(['task:board:OPS-11'], operatorViewer)).toHaveLength(1);
    const run = `board@${stopped.startedAt}`;
    await approveRun(company.deps(), run);
    expect((await company.graph.keys('Task')).filter(({ source }) => source === 'board')).toHaveLength(10);
    setBoard(
      company,
      renamed.slice(10).map((one) => ({ ...one, key: one.key.replace('WEB', 'APP') })),
    );
    expect(await company.sync()).toMatchObject({
      sources: expect.arrayContaining([expect.objectContaining({ source: 'board', outcome: 'done' })]),
    });
    const [last] = await company.graph.readNodes(['task:board:APP-20'], operatorViewer);
    expect(last?.properties.formerKeys).toEqual(['OPS-20', 'WEB-20']);
  });

  it('moves in a dry run only on paper', async () => {
    const company = await openBoard();
    const known = await knowledgeOf(company);
    setBoard(company, moved());
    const report = await company.sync({ dryRun: true });
    expect(report.sources.find(({ source }) => source === 'board')?.counts.Task).toMatchObject({
      changed: 1,
    });
    expect(await knowledgeOf(company)).toEqual(known);
  });

  it('is taken up where a run broke off in the middle of it, or its source did', async () => {
    const company = await openBoard();
    const { graph } = company;
    let applied = 0;
    const broken: typeof graph = {
      ...graph,
      async apply(batch) {
        if ((batch.deleteNodes ?? []).includes('task:board:OPS-1') && applied++ === 0)
          throw new Error('killed');
        await graph.apply(batch);
      },
    };
    setBoard(company, moved());
    await expect(company.sync({ graph: broken })).rejects.toThrow('killed');
    setBoard(company, moved(), new Error('The service went away.'));
    await company.sync();
    const own = (await around7(company)).filter((one) => !one.startsWith('IN_PROJECT'));
    expect(own).toEqual(history);
    const [node] = await graph.readNodes(['task:board:WEB-7'], operatorViewer);
    expect(node?.properties.formerKeys).toEqual(['OPS-1']);
  });

  it('is known by the keys that its source tells, where nothing else is known of it', async () => {
    const company = await openBoard();
    setBoard(company, [task('OPS-1', { assignees: ['e2'] }), ...around('OPS-1')]);
    await company.sync();
    setBoard(company, moved({ formerKeys: ['OPS-1'] }));
    await company.sync();
    const own = (await around7(company)).filter((one) => !one.startsWith('IN_PROJECT'));
    expect(own).toEqual(history);
  });
});

const isSpecified = [jiraSpecification, linearSpecification].every(hasSpecification);

describe.runIf(isSpecified || isDemanded('specifications'))('against the vendors’ specifications', () => {
  const now = () => new Date().toISOString();

  it.each([
    [
      'Jira',
      async () => {
        const jira = await startFakeJira();
        const ana = { accountId: 'a3', displayName: 'Ana', emailAddress: 'ana@voltmoor.example' };
        jira.items.set(1, { id: 1, title: 'Rotate the keys', text: '' });
        jira.changes.set(1, { assignee: ana });
        const move = () => {
          jira.users.set('e1', {
            accountId: 'e1',
            displayName: 'H',
            emailAddress: 'helena@voltmoor.example',
          });
          jira.others.set('WEB', { name: 'Web', browse: [{ type: 'user', parameter: 'e1' }] });
          jira.moved.set(1, 'WEB-7');
          jira.changes.set(1, { assignee: ana, updated: now().replace('Z', '+0000') });
        };
        return { ...jira, connect: () => jira.connect(), move, before: 'PAY-1', after: 'WEB-7' };
      },
    ],
    [
      'Linear',
      async () => {
        const linear = await startFakeLinear();
        for (const [id, name] of [
          ['u-ana', 'ana'],
          ['u-helena', 'helena'],
        ] as const)
          linear.users.set(id, { name, email: `${name}@voltmoor.example` });
        linear.items.set(1, { id: 1, title: 'Rotate the keys', text: '' });
        linear.changes.set(1, { assignee: { id: 'u-ana' } });
        const move = () => {
          const web = { key: 'WEB', name: 'Web', visibility: 'private', members: ['u-helena'] } as const;
          linear.teams.set('t-web', web);
          linear.changes.set(1, {
            ...{ assignee: { id: 'u-ana' }, team: { id: 't-web' }, updatedAt: now() },
            ...{ identifier: 'WEB-7', previousIdentifiers: ['ENG-1'] },
          });
        };
        return { ...linear, connect: () => linear.connect(), move, before: 'ENG-1', after: 'WEB-7' };
      },
    ],
  ])('%s: what is read as a change is a move, with the readers of the new place', async (_, start) => {
    const tracker = await start();
    try {
      const company = await openCompany();
      company.connectors = [
        ...company.connectors.filter(({ source }) => source !== 'tracker'),
        tracker.connect(),
      ];
      company.today = '2026-07-01';
      await company.sync();
      company.today = '2026-09-01';
      tracker.move();
      const report = await company.sync();
      const told = report.sources.find(({ source }) => source === 'tracker');
      expect(told).toMatchObject({
        outcome: 'done',
        counts: { Task: { created: 0, changed: 1, deleted: 0 } },
      });
      expect(told?.since).toBeDefined();
      const id = `task:tracker:${tracker.after}`;
      expect(await around7(company, id)).toContain('ASSIGNED_TO employee:directory:e3 -');
      expect(await find(company, `Who does ${tracker.before}?`)).toEqual([tracker.after]);
      const { id: acl } = buildAcl(normalizeRule([['user:helena@voltmoor.example']]));
      expect(await company.graph.readNodes([id], { acls: new Set([acl]) })).toHaveLength(1);
      expect(tracker.server.breaches).toEqual([]);
    } finally {
      await tracker.server.close();
    }
  });
});
