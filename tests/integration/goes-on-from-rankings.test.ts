import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCompany, type SampleCompany } from '../fixtures/sample-company.ts';

let company: SampleCompany;
beforeAll(async () => {
  company = await openCompany(new URL('../fixtures/water/orgwise.yaml', import.meta.url).pathname);
  await company.orgwise.sync();
});
afterAll(() => company.close());

/** What is asked one after the other, and what the last is answered with. */
const goingOn: readonly (readonly [turns: readonly string[], answer: RegExp])[] = [
  // The people who were counted.
  [['Who has the most direct reports?', 'List them'], /people reporting directly to /],
  [['Which team has the most people?', 'Names please'], /^\d+ people .*in /],
  // The tasks that were counted, of whoever came first.
  [['Who has the most open tasks?', 'What are they?'], /^9 open tasks assigned to Kenji Arakawa:/],
  [
    ['Who has the most open tasks?', 'How many of those are overdue?'],
    /open tasks? assigned to Kenji Arakawa due before/,
  ],
  [
    ['Which team has the most overdue tasks?', 'List them'],
    /^11 open tasks due before 2026-11-20 of Information Systems/,
  ],
  [
    ['Which team has the most overdue tasks?', 'List them', 'Only the urgent ones'],
    /^2 open tasks .* with priority Urgent/,
  ],
  [
    ['Which team has the most overdue tasks?', 'Who has them?'],
    /^5 people assigned to open tasks due before/,
  ],
  // Those who were ranked.
  [
    ['Which team has the most people?', 'Who leads them?'],
    /^2 people leading Call Center \(call\), Laboratory/,
  ],
  [['Who has the most open tasks?', 'What is he working on?'], /^9 open tasks assigned to Kenji Arakawa:/],
  // Another place of the ranking, and its other end.
  [['Who has the most open tasks?', 'And the second most?'], /^Anjali Deshmukh, with 7 open tasks\.$/],
  [
    ['Who has the most open tasks?', "and who's second?", 'What are they?'],
    /^7 open tasks assigned to Anjali Deshmukh:/,
  ],
  [
    ['Who has the most open tasks?', 'And the second most?', 'Who does she report to?'],
    /^Marguerite Oldham manages/,
  ],
  [
    ['Which project has the most blocked tasks?', 'And the fewest?'],
    /^New Billing System, with 1 blocked task\.$/,
  ],
  [
    ['Which project has the most blocked tasks?', 'And the fewest?', 'Who is assigned to those?'],
    /^Loretta Kincaid is assigned to blocked tasks of New Billing System\.$/,
  ],
  [['Who was the last to leave?', 'And the first?'], /^Norma Gandy, left on 2025-10-31\.$/],
  // As many in another time, or of those who went.
  [
    ['How many tasks are due in December?', 'and how many in January?'],
    /^There are 12 open tasks due from 2027-01-01/,
  ],
  [['Which tasks are due in December?', 'and in January?'], /^12 open tasks due from 2027-01-01/],
  [
    ['How many people joined in 2025?', 'And how many left?'],
    /^There are 2 people who left from 2025-01-01 to 2025-12-31/,
  ],
  [
    ['How many people joined in 2024?', 'And in 2025?', 'And how many left?'],
    /^There are 2 people who left from 2025/,
  ],
  [
    ['Who joined in 2025?', 'And who left?'],
    /^2 people who left from 2025-01-01 .*: Cyrus Yellowtail, Norma Gandy/,
  ],
  // People are not due.
  [
    ['Which team has the most overdue tasks?', 'Who has them?', 'Which of those is due first?'],
    /^I did not understand/,
  ],
];

describe('a question that goes on from a ranking or a count', () => {
  it.each(goingOn)('%s', async (turns, answer) => {
    const context = turns.slice(0, -1).map((text) => ({ role: 'user' as const, text }));
    const { text } = await company.ask({ question: turns.at(-1) ?? '', context });
    expect(text).toMatch(answer);
  });
});
