import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../../src/graph/graph-store.ts';
import { operatorViewer } from '../../../src/graph/viewer.ts';
import type { Answer, AnswerQuestion } from '../../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../../src/retrieval/answer-question.ts';
import { createStudioCompany, today } from '../../fixtures/studio-company.ts';

let store: GraphStore;
let answerQuestion: AnswerQuestion;

beforeAll(async () => {
  store = await createStudioCompany();
  answerQuestion = createAnswerQuestion({ graph: store, today: () => today });
});
afterAll(async () => await store.close());

const ask = async (question: string): Promise<Answer> =>
  await answerQuestion({ question, asker: { viewer: operatorViewer, employeeId: null }, context: [] });

const named = (answer: Answer): string[] =>
  (answer.rows?.rows ?? []).map((row) => row.ref?.id.split(':').at(-1) ?? '').sort();

describe('an organisation in its own words', () => {
  it.each([
    ['Which features are there?', ['MOON-1', 'MOON-2', 'MOON-3', 'MOON-4']],
    ['List the bugs of Physics', ['MOON-5']],
    ['Which MOONs were withdrawn?', ['MOON-4']],
    ['Which tasks were rejected?', ['MOON-3']],
    ['Which tasks are cancelled?', ['MOON-3', 'MOON-4']],
    ['Which features are launched?', ['MOON-1']],
    ['Which bugs are not implemented?', ['MOON-12', 'MOON-5']],
    ['Which features have the target Spring?', ['MOON-1', 'MOON-3']],
    ['physics bugs', ['MOON-5']],
    ['Which teams are there?', ['art', 'office', 'physics', 'saves', 'studio']],
    ['Which squads are there?', ['physics', 'saves']],
    ['Which squad is Ada Brandt in?', ['physics']],
    ['Which team is Dora Keller in?', ['art']],
    ['Which teams and chapters are there?', ['art', 'office']],
    ['Which department is Cloud Saves in?', ['studio']],
    ['Cloud Saves 属于哪个部门？', ['studio']],
    ['Which squads are part of Studio?', ['physics', 'saves']],
  ])('%s', async (question, keys) => {
    expect(named(await ask(question))).toEqual(keys);
  });

  it('people by their role in a team, who leads it, and what they are', async () => {
    expect(named(await ask('Who is the product manager of Physics?'))).toEqual(['moreno']);
    expect(named(await ask('Who is the designer of the Physics squad?'))).toEqual(['dora']);
    expect(named(await ask('Who leads Physics?'))).toEqual(['ada']);
    expect(named(await ask('Which designers are there?'))).toEqual(['dora']);
    expect(named(await ask('Which engineers are in Physics?'))).toEqual(['ada', 'bo']);
  });

  it('figures by a field of its own', async () => {
    expect((await ask('How many features are there per target?')).text).toMatch(/Spring: 2/);
  });
});

describe('parts of a place', () => {
  it.each([
    ['Who works in London?', ['ada', 'bo']],
    ['Who is based in the UK?', ['ada', 'bo', 'moreno']],
    ['Who is in York?', ['moreno']],
    ['Who works in New York?', ['cem']],
    ['Who lives in Germany?', ['dora']],
    ['谁在德国工作？', ['dora']],
    ['Who works in Cape Town?', ['roth']],
  ])('%s', async (question, keys) => {
    expect(named(await ask(question))).toEqual(keys);
  });

  it('says the place that all have in common', async () => {
    expect((await ask('How many people are in the UK?')).text).toMatch(
      /^There are 3 people in United Kingdom\./,
    );
  });
});

describe('a name that a team and a task have', () => {
  it('is what the sentence says', async () => {
    expect(named(await ask('Who is in Cloud Saves?'))).toEqual(['bo', 'roth']);
    expect(named(await ask('Who leads Cloud Saves?'))).toEqual(['roth']);
    expect((await ask('What is the status of Cloud Saves?')).text).toMatch(/MOON-2/);
  });

  it('is asked back where the sentence says nothing', async () => {
    expect((await ask('Tell me about Cloud Saves')).candidates?.length).toBe(2);
  });
});

describe('keys said otherwise', () => {
  it.each(['MOON-12', 'moon 12', 'MOON12', 'MOON-0012', '#12'])('%s', async (key) => {
    expect((await ask(`What is the status of ${key}?`)).text).toMatch(/MOON-12/);
  });

  it('stands right beside Chinese', async () => {
    expect((await ask('MOON-12的状态是什么？')).text).toMatch(/MOON-12/);
  });
});

describe('each name on its own noun', () => {
  it('members of one team with tasks of another', async () => {
    expect(named(await ask('Which members of Cloud Saves are assigned to tasks of Physics?'))).toEqual([
      'bo',
    ]);
  });

  it('members of one team who are in another too', async () => {
    expect(named(await ask('Which members of Cloud Saves are in Physics too?'))).toEqual(['bo']);
  });

  it('a first name of two people is asked back, unless the family name comes with it', async () => {
    const answer = await ask('What is Eva working on?');
    expect(answer.candidates?.length).toBe(2);
    expect(named(await ask('Which team is Moreno, Eva in?'))).toEqual(['office']);
  });
});
