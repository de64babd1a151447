import { expect, it } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { type Company, openCompany, tasks } from './sync-harness.ts';

const asker = { viewer: operatorViewer, employeeId: null };

/** The graph, with how often its methods were called. */
function counting(graph: GraphStore): { readonly graph: GraphStore; calls(): number } {
  let calls = 0;
  const counted = new Proxy(graph, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        calls++;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { graph: counted, calls: () => calls };
}

const askOf = (company: Company, graph: GraphStore = company.graph) =>
  createAnswerQuestion({ graph, today: () => company.today, company: 'Voltmoor' });

/** A graph of which every write that follows the first `writes` fails, as a process that is killed. */
function failingAfter(graph: GraphStore, writes: number): GraphStore {
  let left = writes;
  return new Proxy(graph, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name === 'apply' && left-- <= 0) return Promise.reject(new Error('The power is gone.'));
        return Reflect.apply(value, target, args);
      };
    },
  });
}

it('an answer says which sources are being updated, in its language, while they are and until that ended', async () => {
  const company = await openCompany();
  await company.sync();
  const answerQuestion = askOf(company);
  const ask = async (question: string) => (await answerQuestion({ question, asker })).notes;
  const english = 'How many tasks are there?';
  expect(await ask(english)).toBeUndefined();

  company.write({ 'tasks.csv': `${tasks}PLAT-9,Look at it,,To Do,e3,,,,,,,,\n` });
  const said: unknown[] = [];
  const watching = new Proxy(company.graph, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const call = (args: unknown[]): unknown => Reflect.apply(value, target, args);
      if (name !== 'apply') return (...args: unknown[]) => call(args);
      return async (...args: unknown[]): Promise<unknown> => {
        said.push(await ask(english), await ask('一共有多少个任务？'));
        return await call(args);
      };
    },
  });
  await company.sync({ graph: watching });
  // The first write says so itself, and of the tracker alone: nothing else changes.
  expect(said.slice(0, 4)).toEqual([
    undefined,
    undefined,
    ['The update of tracker has not ended yet, so a part of this may still be as it was before.'],
    ['tracker 的数据正在更新，尚未完成，部分内容可能仍是更新前的。'],
  ]);
  expect(await ask(english)).toBeUndefined();

  company.write({ 'tasks.csv': tasks });
  await expect(company.sync({ graph: failingAfter(company.graph, 2) })).rejects.toThrow('The power is gone.');
  expect(await ask(english)).toHaveLength(1);
  await company.sync();
  expect(await ask(english)).toBeUndefined();
});

it('it costs no call of the graph, whether anything is updated or not', async () => {
  const company = await openCompany();
  await company.sync();
  const { graph, calls } = counting(company.graph);
  const answerQuestion = askOf(company, graph);
  const cost = async (): Promise<number> => {
    const before = calls();
    const answer = await answerQuestion({ question: 'How many tasks are there?', asker });
    expect(answer.text).toContain('3');
    return calls() - before;
  };
  await cost();
  const usual = await cost();
  const [tracker] = (await company.graph.sources()).filter(({ name }) => name === 'tracker');
  await company.graph.apply({
    changedAt: '2026-11-20T09:00:00.000Z',
    upsertNodes: [
      {
        id: 'source:tracker',
        label: 'Source',
        source: 'tracker',
        key: 'tracker',
        properties: {
          name: 'tracker',
          connector: 'csv',
          syncedAt: tracker?.syncedAt ?? null,
          updatingSince: '2026-11-20T09:00:00.000Z',
        },
        fingerprint: 'updating',
      },
    ],
  });
  expect(await cost()).toBe(usual);
});
