import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const as = 'ben.okafor@voltmoor.example';

/** What is written, the same asked alone, and what of it is told to have been left out. */
const alone: readonly (readonly [message: string, plain: string, leftOut: string | null])[] = [
  ['Felix Müller is off sick. Who is his manager?', 'Who is the manager of Felix Müller?', null],
  ['I met Hannah Schulz yesterday. What team is she in?', 'What team is Hannah Schulz in?', null],
  ['The Web team wants a new designer. How many people are in it?', 'How many people are in Web?', null],
  [
    'We want to order lunch for the Toronto office. How many people work there?',
    'How many people work in Toronto?',
    null,
  ],
  [
    'ordering lunch for toronto tomorrow, how many people are based there?',
    'How many people work in Toronto?',
    null,
  ],
  ['PLAT-139 is stuck again - what is it waiting for?', 'What is PLAT-139 waiting for?', null],
  ['PLAT-152 looks abandoned. Is it overdue?', 'Is PLAT-152 overdue?', null],
  [
    'I heard that the Web team grew a lot. How many people joined it this year?',
    'How many people joined Web this year?',
    null,
  ],
  [
    'Someone told me that John Doe moved to Platform. Is that true? Which team is he in?',
    'Which team is John Doe in?',
    null,
  ],
  ['Grace Kim sits in Toronto. Who works there?', 'Who works in Toronto?', null],
  [
    "Hey! Hope you're well. Could you tell me who reports to Marta Kowalczyk? It's for the org chart.",
    'Who reports to Marta Kowalczyk?',
    "It's for the org chart",
  ],
  [
    "Good morning! I've got the auditors in on Thursday. Who leads the security team? Cheers, Ben",
    'Who leads the security team?',
    "I've got the auditors in on Thursday",
  ],
  [
    'Dear Orgwise, would you kindly inform me which employees are located in Shanghai? Kind regards, Helena',
    'Which employees are located in Shanghai?',
    null,
  ],
  [
    'Sorry to bother you again, but which tasks are blocked right now? My manager keeps asking.',
    'Which tasks are blocked right now?',
    'My manager keeps asking',
  ],
  ['王小明今天请假了。他的经理是谁？', '王小明的经理是谁？', null],
  ['要给上海办公室订午饭。那边有多少人？', '上海有多少人？', null],
  ['John Doe 休假了。他手上有哪些未完成的任务？', 'John Doe 手上有哪些未完成的任务？', null],
  ['PLAT-152 好像没人管了。谁负责？', '谁负责 PLAT-152？', null],
  ['客户刚才打电话来了。PLAT-139 为什么卡住了？', 'PLAT-139 为什么卡住了？', '客户刚才打电话来了'],
];

describe('a message of several sentences', () => {
  it.each(alone)('%s', async (message, plain, leftOut) => {
    const said = await company.ask({ question: message, as });
    const asked = await company.ask({ question: plain, as });
    expect(asked.query).toBeDefined();
    expect(said.query).toEqual(asked.query);
    const told =
      leftOut === null ? asked.text : new RegExp(`^${escaped(asked.text)}\\s.*${escaped(leftOut)}`, 's');
    if (typeof told === 'string') expect(said.text).toBe(told);
    else expect(said.text).toMatch(told);
  });

  it.each([
    [
      '1. Who leads Web? 2. Who leads Platform?',
      ['Marta Kowalczyk leads Web.', 'José Ferreira leads Platform.'],
    ],
    [
      'First: who leads Web? Second: who leads Platform?',
      ['Marta Kowalczyk leads Web.', 'José Ferreira leads Platform.'],
    ],
    [
      'Two things. Who leads Web? And how many people are in it?',
      ['Marta Kowalczyk leads Web.', 'There are 9 people in Web.'],
    ],
    [
      'How many people are in Berlin? And in Lisbon?',
      ['There are 36 people in Berlin.', 'There are 14 people in Lisbon.'],
    ],
    [
      'PLAT-152 looks abandoned. Who has it? When is it due?',
      [
        'Kwame Mensah is assigned to PLAT-152 “Archive readings older than the retention limit”.',
        'PLAT-152 “Archive readings older than the retention limit”: due date 2026-10-05.',
      ],
    ],
  ])('each of its questions is answered: %s', async (message, answers) => {
    const { text, parts } = await company.ask({ question: message, as });
    expect(text).toBe(answers.join('\n\n'));
    expect(parts).toHaveLength(answers.length);
  });

  it.each([
    // Whom the pronoun means is not certain.
    "I met Ben's manager yesterday. What is her email?",
    'Hannah Schulz met Grace Kim. Where does she sit?',
    // What is told says which of them are meant.
    'Only Berlin. How many people?',
    'How many people are in Web? Excluding the lead.',
    'Which tasks of Web are open? Without the blocked ones please.',
    // Nothing is known that the last one could be.
    'The restore drill is coming up. Who did the last one?',
    // No address of the asker's is asked for.
    'My laptop died. Who should I contact?',
  ])('is not answered in half: %s', async (message) => {
    const { query } = await company.ask({ question: message, as });
    expect(query).toBeUndefined();
  });

  it('that asks twice for the same is answered once', async () => {
    const { text } = await company.ask({
      question: 'Who reports to Marta Kowalczyk? Give me their names.',
      as,
    });
    expect(text.match(/Hannah Schulz/g)).toHaveLength(1);
  });

  it('is what the next question goes on from', async () => {
    const context = [
      { role: 'user' as const, text: 'Felix Müller is off sick. Who is his manager? Thanks!' },
    ];
    const { text } = await company.ask({ question: 'And where does she sit?', context, as });
    expect(text).toBe('Priya Raman: location Berlin.');
  });
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
