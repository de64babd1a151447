import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

/** What is said in the word order and the idioms of other languages, and plain words that ask for the same. */
const alike: readonly (readonly [said: string, plain: string])[] = [
  // Since when, and how long.
  ['since when Nadia Haddad works with us?', 'when did Nadia Haddad start'],
  ['From which day on is Nadia Haddad employed here?', 'when did Nadia Haddad start'],
  ['Nadia Haddad works for us since when exactly?', 'when did Nadia Haddad start'],
  ['since when works Nadia Haddad in Security?', 'since when is Nadia Haddad in Security'],
  ['how long works Nadia Haddad already here?', 'how long has Nadia Haddad worked here'],
  [
    'Who is longer here, Nadia Haddad or Ben Okafor, and since which day?',
    'who has been here longer, Nadia Haddad or Ben Okafor',
  ],
  [
    'Nadia Haddad and Ben Okafor: who works longer for us?',
    'who has been here longer, Nadia Haddad or Ben Okafor',
  ],
  ['Top three of our longest serving employees, longest first', 'the three longest-serving employees'],
  ['which task of Web is open since the longest time?', 'which task of Web has been open the longest'],
  ['Whats the oldest task that is still open in whole company?', 'what is the oldest open task'],
  // Tasks of nobody: what stands before the word that denies is said of the tasks.
  [
    'which open tasks of Groundwork have nobody assigned to them?',
    'which open tasks of Groundwork are unassigned',
  ],
  ['which tasks in Groundwork have no one assigned yet?', 'which tasks in Groundwork are unassigned'],
  ['tasks of Groundwork where nobody is working on', 'tasks of Groundwork that are unassigned'],
  ['who in Security has nobody reporting to him?', 'who in Security has no direct reports'],
  // What it is for.
  [
    'For a report I must know the count of blocked tasks that are overdue. Can you help?',
    'how many blocked tasks are overdue',
  ],
  ['I have to find out who leads Web', 'who leads Web'],
  ['tasks of Web by priority, just the numbers (all states)', 'tasks of Web by priority'],
  ['What must be finished next week? open tasks only', 'which open tasks are due next week'],
  ['did we complete something last week and if yes which tasks', 'did we complete something last week'],
  // Waiting, and for whom.
  [
    'Which tasks cannot go on because they wait for something on the desk of Nadia Haddad?',
    'which tasks are waiting for tasks of Nadia Haddad',
  ],
  ["what is stuck because of something on Nadia Haddad's desk", 'what is blocked by tasks of Nadia Haddad'],
  ['which tasks are blocked because of PLAT-141?', 'which tasks are blocked by PLAT-141'],
  // Days.
  [
    'who was hired from 1 August 2025 until end of that year?',
    'who joined from 1 August 2025 until 31 December 2025',
  ],
  ['Which new colleague did we get since spring this year?', 'who joined since March 2026'],
  ['who joined in summer 2025', 'who joined between June 2025 and August 2025'],
  // A sentence that tells, and asks at its end.
  ['Nadia Haddad reports to Ben Okafor, right?', 'does Nadia Haddad report to Ben Okafor'],
  [
    'PLAT-141 and PLAT-139: which one is due first and what is the date',
    'which is due first, PLAT-141 or PLAT-139',
  ],
  [
    'The team where Nadia Haddad works is part of a bigger team. Who leads that bigger team?',
    "who leads the parent team of Nadia Haddad's team",
  ],
  [
    'I met a certain Nadia Haddad today in the lift, what is her job at our place?',
    'Nadia Haddad, what is her job',
  ],
  ['Who of us belongs to more than one team at same time?', 'who belongs to more than one team'],
  [
    'I would like to speak with the boss of the one who does PLAT-139. Who is that?',
    'who is the boss of the assignee of PLAT-139',
  ],
];

describe('English as it is learnt', () => {
  it.each(alike)('%s', async (said, plain) => {
    const [one, other] = [await company.ask({ question: said }), await company.ask({ question: plain })];
    expect(one.query).toBeDefined();
    expect(one.query).toEqual(other.query);
  });

  it('keeps a cause that names something, as it may narrow down', async () => {
    const { text } = await company.ask({ question: 'what tasks are stuck because of the new office?' });
    expect(text).not.toMatch(/blocked tasks:/);
  });
});
