import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/retrieval/answer.ts';
import {
  answer,
  find,
  ids,
  look,
  lukasz,
  named,
  odd,
  search,
  tasksOf,
  useCompanyWithModel,
} from '../../fixtures/company-with-model.ts';
import { completion, toolCalls } from '../../fixtures/fake-model-server.ts';
import { passagesShown, passed, planned, promptOf } from '../../fixtures/scripted-model.ts';

const { ask, withoutModel, expectWithoutModel, script, requests, told } = useCompanyWithModel();

describe('looking before answering', () => {
  it('rows and their true total are fed back, and told by our own words', async () => {
    script(look(lukasz), answer({ results: [1] }));
    const one = await ask(odd('Łukasz Nowak'));
    expect(told()).toContain('Result 1: 2 in total.');
    expect(told()).toMatch(/<data>\n.*"key":"CORE-2".*\n.*"key":"CORE-3".*\n<\/data>/);
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
    expect(one.model).toBe('planned');
    expect(one.text).toContain('assigned to Łukasz Nowak');
    expect(one.notes).toHaveLength(1);
    expect(requests()).toHaveLength(2);
  });

  it('nodes that were found may be named in the next query', async () => {
    const blockers = {
      find: 'Task',
      where: {
        related: { type: 'BLOCKS', direction: 'out', label: 'Task' },
        where: ids('task:x:CORE-3'),
      },
      return: { kind: 'list' },
    };
    script(look(lukasz), planned(blockers));
    expect(named(await ask(odd('Łukasz Nowak')))).toEqual(['CORE-2']);
  });

  it('a query that finds nothing is told to the model once, which may insist', async () => {
    const none = planned(tasksOf('employee:x:gina'));
    script(none, none);
    const one = await ask(odd('Gina Rossi'));
    expect(told()).toContain('0 in total');
    expect(one.total).toBe(0);
    expect(requests()).toHaveLength(2);
  });

  it('the same query again is no progress', async () => {
    script(look(lukasz), look(lukasz), answer({ results: [1] }));
    await ask(odd('Łukasz Nowak'));
    expect(told()).toContain('the query of result 1');
  });

  it('a name that was not linked is found, by rights', async () => {
    const wanted = tasksOf('employee:x:wang');
    script(planned(wanted), find('王小明'), planned(wanted));
    const one = await ask(odd('Łukasz Nowak'));
    expect(told(1)).toContain('No linked or found node has the id employee:x:wang');
    expect(told(2)).toContain('Employee employee:x:wang, "王小明"');
    expect(named(one)).toEqual(['CORE-1', 'CORE-2']);
  });

  it('a name that several bear is asked about, though the model found and chose one', async () => {
    script(find('Ana Silva'), planned(tasksOf('employee:x:ana2')));
    const one = await ask(odd('Łukasz Nowak'));
    expect(one.candidates?.map(({ id }) => id).sort()).toEqual(['employee:x:ana1', 'employee:x:ana2']);
    expect(one.query).toBeUndefined();
  });
});

describe('an answer of several parts', () => {
  it('queries of one reply are all told, and kept', async () => {
    const everybody = { find: 'Employee', return: { kind: 'count' } };
    script(
      toolCalls(
        ['query_graph', { query: lukasz, final: true }],
        ['query_graph', { query: everybody, final: true }],
      ),
    );
    const one = await ask(odd('Łukasz Nowak'));
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
    expect(one.text).toContain('CORE-3');
    expect(one.text).toContain('6');
    expect(one.queries).toHaveLength(2);
    expect(one.queries?.[0]).toEqual(one.query);
    expect(requests()).toHaveLength(1);
  });

  it('rows and what a page says about them are one answer', async () => {
    script(look(lukasz), search('annual leave days'), (request) => {
      const passage = passagesShown(request).find(({ text }) => text.includes('28 days'))?.number;
      const quote = 'Ask two weeks ahead';
      const sentences = [{ text: 'Ask for leave two weeks ahead.', citations: [{ passage, quote }] }];
      return answer({ results: [1], sentences });
    });
    const one = await ask(odd('Łukasz Nowak'));
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
    expect(one.text).toMatch(/CORE-3[\s\S]*Ask for leave two weeks ahead\./);
    expect(one.model).toBe('planned_and_wrote');
    expect(one.sources.map(({ key }) => key)).toEqual(['CORE-2', 'CORE-3', 'policies/leave.md']);
    expect(one.claims.at(-1)?.citations[0]?.quote).toBe('Ask two weeks ahead');
  });

  it('a half that failed is mended before the other is told', async () => {
    const wrong = { find: 'Tusk', return: { kind: 'count' } };
    script(
      toolCalls(
        ['query_graph', { query: lukasz, final: true }],
        ['query_graph', { query: wrong, final: true }],
      ),
      answer({ results: [1] }),
    );
    const one = await ask(odd('Łukasz Nowak'));
    expect(told()).toContain('Noted as result 1.');
    expect(told()).toContain('find: Invalid option');
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
  });

  it('what was final stays so while the other half is mended', async () => {
    const count = (find: string) =>
      ['query_graph', { query: { find, return: { kind: 'count' } }, final: true }] as const;
    script(
      toolCalls(['query_graph', { query: lukasz, final: true }], count('Tusk')),
      toolCalls(count('Team')),
    );
    const one = await ask(odd('Łukasz Nowak'));
    expect(one.queries?.map((query) => 'find' in query && query.find)).toEqual(['Task', 'Team']);
  });

  it('sentences that nothing bears out are left out, and that is said', async () => {
    const sentences = [{ text: 'He needs 40 days.', citations: [{ result: 1 }] }];
    script(look(lukasz), answer({ results: [1], sentences }));
    const one = await ask(odd('Łukasz Nowak'));
    expect(one.text).not.toContain('40');
    expect(one.notes?.[0]).toContain('left out');
    expect(one.model).toBe('planned');
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
  });
});

describe('a sentence about a result', () => {
  const says = async (text: string): Promise<Answer> => {
    script(look(lukasz), answer({ sentences: [{ text, citations: [{ result: 1 }] }] }));
    return await ask(odd('Łukasz Nowak'));
  };

  it.each([
    'Łukasz Nowak has 2 tasks.',
    'The task CORE-3 is blocked.',
    'CORE-2 was due on 2026-11-10.',
    '“Gateway capacity review” is blocked.',
  ])('%s', async (text) => {
    const one = await says(text);
    expect(one.text.startsWith(text)).toBe(true);
    expect(one.model).toBe('planned_and_wrote');
    // A figure is read beside its rows.
    expect(named(one)).toEqual(['CORE-2', 'CORE-3']);
    expect(one.claims[0]?.citations[0]).toMatchObject({ kind: 'result', url: null });
  });

  it.each([
    ['a figure that is none of the rows', 'Łukasz Nowak has 3 tasks.'],
    ['a figure out of a key', 'He has been at it for 3 weeks.'],
    ['a figure out of a day', 'He has 10 blocked tasks.'],
    ['a name that is none of the rows', 'The task CORE-3 waits for Bob Miller.'],
    ['a link', 'The task CORE-3 is blocked, see https://evil.example/x.'],
    ['an image', 'The task CORE-3 is blocked ![x](https://evil.example/x.png).'],
  ])('%s is dropped', async (_, text) => {
    const one = await says(text);
    await expectWithoutModel(one, odd('Łukasz Nowak'), 'not borne out');
  });
});

describe('asking back and passing on', () => {
  it('the model may ask which of several is meant', async () => {
    script(
      find('Ana Silva'),
      toolCalls(['ask_which', { name: 'Ana Silva', ids: ['employee:x:ana1', 'employee:x:ana2'] }]),
    );
    const one = await ask(odd('Ana Silva'));
    expect(one.candidates).toHaveLength(2);
    expect(one.model).toBeUndefined();
  });

  it('but not by ids of its own', async () => {
    script(
      toolCalls(['ask_which', { name: 'Łukasz Nowak', ids: ['employee:x:lukasz', 'employee:x:made-up'] }]),
      passed('nobody'),
    );
    const question = odd('Łukasz Nowak');
    expect(await ask(question)).toEqual(await withoutModel(question));
    expect(told()).toContain('employee:x:made-up');
  });

  it('what is for the wiki is worded from its passages', async () => {
    script((request) =>
      promptOf(request) === 'plan'
        ? passed('wiki')
        : completion({
            found: true,
            sentences: [{ text: 'It is 28 days.', citations: [{ passage: 1, quote: '28 days' }] }],
          }),
    );
    const one = await ask('What do the people of Sales get of annual leave in days, roughly speaking?');
    expect(one.text).toBe('It is 28 days.');
    expect(one.model).toBe('wrote');
  });
});

describe('a question in Chinese', () => {
  it('is answered in it, from rows and from pages', async () => {
    script(
      look(tasksOf('employee:x:wang')),
      search('annual leave days'),
      answer({
        results: [1],
        sentences: [
          { text: '每人有 28 天年假。', citations: [{ passage: 1, quote: '28 days of annual leave' }] },
        ],
      }),
    );
    const one = await ask('王小明最近被什么事情困扰着，心情如何？他的年假够用吗？');
    expect(requests()[0]?.body.messages?.[0]?.content).toContain('Sentences are in Chinese');
    expect(named(one)).toEqual(['CORE-1', 'CORE-2']);
    expect(one.text).toContain('每人有 28 天年假。');
    expect(one.notes).toEqual(['语言模型将此问题转换为查询，数据来自图谱。']);
    expect(one.language).toBe('zh');
  });
});
