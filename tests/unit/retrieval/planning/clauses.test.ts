import { describe, expect, it } from 'vitest';
import { verbForms } from '../../../../src/retrieval/planning/lexicons/en/verb-forms.ts';
import { planUnclear } from '../../../../src/retrieval/planning/unclear-question.ts';
import { itemsOf, planOf } from '../understanding.ts';

/** The query of a plan, as text to look into. */
function queryOf(text: string): string {
  const plan = planOf(text);
  return plan?.kind === 'query' ? JSON.stringify(plan.query) : String(plan?.kind ?? null);
}

const noTask = (where: string): string =>
  `{"not":{"related":{"type":"ASSIGNED_TO","direction":"out","label":"Task"}${where}}}`;
const done = ',"where":{"property":"status","op":"eq","value":"done"}';
const open = ',"where":{"property":"status","op":"in","values":["todo","in_progress","blocked"]}';

describe('what a verb denies of a noun', () => {
  it.each([
    ["who in Web hasn't completed a single task?", done],
    ['who in Web has never completed a task?', done],
    ["who in Berlin doesn't have any open tasks?", open],
    ["people in Lisbon who haven't got even one open ticket", open],
    ['people in Lisbon who have no open task', open],
    ["who's got nothing to do in Web?", open],
    ['who in Web is idle?', open],
  ])('%s', (text, where) => {
    expect(queryOf(text)).toContain(noTask(where));
  });
});

describe('two clauses about the same things', () => {
  it.each([
    ['people in Berlin who neither lead a team nor have any open task', open],
    ['staff in Berlin with neither direct reports nor a finished task', done],
  ])('%s: both are denied', (text, where) => {
    const query = queryOf(text);
    expect(query).toContain(noTask(where));
    expect(query.match(/"not":\{"related"/g)).toHaveLength(2);
  });

  it('"neither" is not the state of what is there', () => {
    const query = queryOf('teams that have neither a blocked task nor an overdue one');
    expect(query.match(/"not":\{"related":\{"type":"OWNED_BY"/g)).toHaveLength(2);
  });

  it('two states of different tasks are looked for one by one', () => {
    const query = queryOf('people with both a finished and a blocked task');
    expect(query.match(/"related":\{"type":"ASSIGNED_TO"/g)?.length).toBeGreaterThan(1);
    expect(query).not.toContain('["done","blocked"]');
  });

  it('what is a question of its own is no clause', () => {
    expect(queryOf('Who leads Web, and how many people are in that team?')).toBe('null');
  });

  it('"teams that have a member" asks for teams', () => {
    expect(queryOf('teams that have a member in Lisbon')).toMatch(/^\{"find":"Team"/);
  });
});

describe('everyday words', () => {
  it.each([
    ["what's left for Ana Silva?", '"todo"'],
    ['what is Ana Silva juggling?', 'ASSIGNED_TO'],
    ['What did Web wrap up last month?', '"completedAt"'],
    ['stuff that falls due next week', '"dueDate"'],
    ['which tasks must be done in December?', '"dueDate"'],
    ['no. of ppl in the Security dept', '"count"'],
    ['Everybody above Ana Silva in the chain of command', '"transitive":true'],
    ['mean number of days between opening and closing a Web task', '"measure":"avg"'],
    ['On average, how many days pass in Web between opening a task and completing it?', '"measure":"avg"'],
    ['average days from opening to closing for Web tasks', '"measure":"avg"'],
    ['longest running open task of Web', '"createdAt"'],
    ['Compare the open tasks of Web and Security', '"countOf"'],
    ['When did Ana Silva come on board?', '"startDate"'],
    ['What did Ana Silva write?', '"find":"Article"'],
  ])('%s', (text, said) => {
    expect(queryOf(text)).toContain(said);
  });

  it('a team is not denied with the tasks that somebody in it has not', () => {
    expect(queryOf("who's got nothing to do in Web?")).not.toContain('"not":{"related":{"type":"MEMBER_OF"');
  });

  it('what two people share are tasks of both, and a share is a part', () => {
    expect(queryOf('Which tasks do Ana Silva and Ben Okafor share?')).toContain('{"all":[{"related"');
    const plan = planOf('what share of the tasks of Web and Security is done?');
    expect(plan?.kind === 'query' && plan.shape.kind).toBe('share');
  });
});

describe('which of two comes first', () => {
  it.each([
    ['Between Ana Silva and Ben Okafor, which one joined us earlier?', false],
    ['who has been at the company longer, Ana Silva or Ben Okafor', false],
    ['Ana Silva or Ben Okafor: who started later?', true],
  ])('%s', (text, latest) => {
    const query = queryOf(text);
    expect(query).toContain('"employee:x:ana"');
    expect(query).toContain('"employee:x:ben"');
    expect(query).toContain(`"orderBy":[{"by":"startDate"${latest ? ',"descending":true' : ''}}]`);
    expect(query).toContain('"limit":1');
  });

  it('"does A or B have more" asks which of them', () => {
    const plan = planOf('Does Ana Silva or Ben Okafor have more open tasks?');
    expect(plan?.kind === 'query' && plan.shape).toMatchObject({ kind: 'comparison', subject: null });
  });

  it('"does A have more than B" asks whether it is so', () => {
    const plan = planOf('Does Ana Silva have more open tasks than Ben Okafor?');
    expect(plan?.kind === 'query' && plan.shape).toMatchObject({ subject: 'employee:x:ana' });
  });
});

describe('what is asked of names', () => {
  it.each([
    ["Ana Silva's role at Acme?", '"property":"title"'],
    ['which position does Ana Silva have at Acme?', '"property":"title"'],
    ['in which office does Ana Silva work?', '"property":"location"'],
    ['What town does Ben Okafor work in?', '"property":"location"'],
  ])('%s', (text, field) => {
    expect(queryOf(text)).toContain(field);
    expect(queryOf(text)).toMatch(/"employee:x:(?:ana|ben)"/);
  });

  it('the reports of two are those of either, and "both" those of each', () => {
    expect(queryOf('who are the direct reports of Ana Silva and Ben Okafor?')).toContain('"any":[{"related"');
    expect(queryOf('who do Ana Silva and Ben Okafor both report to?')).toContain('"all":[{"related"');
  });

  it.each(['what does Ana Silva have to do with Security?', 'what has Security got to do with Ana Silva?'])(
    '%s',
    (text) => {
      expect(queryOf(text)).toContain('"paths"');
    },
  );

  it.each([
    'who should I ping about Security?',
    'whom do I talk to about Security',
    'who can we turn to for help with Security?',
  ])('%s', (text) => {
    const plan = planOf(text);
    expect(plan?.kind === 'query' && plan.shape.kind).toBe('knowers');
  });

  it('a yes or no is asked for by "has" as well', () => {
    const plan = planOf('Has Ana Silva completed any task this quarter?');
    expect(plan?.kind === 'query' && plan.shape.kind).toBe('exists');
  });
});

describe('what no page can tell', () => {
  it.each([
    ['which open tasks of Web snoozed?', true],
    ['How many days go by on average before Web closes a ticket?', true],
    ['which gizmo do I use to open a task?', false],
    ['how do I snooze the alarm?', false],
  ])('%s', (text, unclear) => {
    expect(planUnclear(itemsOf(text)) !== null).toBe(unclear);
  });
});

describe('forms of a verb', () => {
  it.each([
    ['wrap up', ['wrap up', 'wraps up', 'wrapped up', 'wrapping up']],
    ['carry', ['carry', 'carries', 'carried', 'carrying']],
    ['finish', ['finish', 'finishes', 'finished', 'finishing']],
    ['take care of', ['take care of', 'takes care of', 'took care of', 'taken care of', 'taking care of']],
    ['juggle', ['juggle', 'juggles', 'juggled', 'juggling']],
    ['see through', ['see through', 'sees through', 'saw through', 'seen through', 'seeing through']],
    ['look after', ['look after', 'looks after', 'looked after', 'looking after']],
  ])('%s', (verb, forms) => {
    expect(verbForms(verb)).toEqual(forms);
  });
});
