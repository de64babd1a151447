/** What `npm start` asks the sample company to show what an answer looks like: a count, a page, and an abstention. */
export const sampleQuestions: readonly string[] = [
  'How many tasks were completed in the company this quarter?',
  'How often must administrator passwords be changed?',
  'When is the birthday of our CEO?',
];

/** What the page offers to those who do not know yet what to ask. */
export const pageExamples: readonly string[] = [
  'Who leads the Platform team?',
  'Which tasks has John completed?',
  'How many days of holiday do I get?',
];

/** The same for a company of which nothing is known. */
export const companyExamples: readonly string[] = [
  'Which tasks of mine are overdue?',
  'Who do I report to?',
  'How many tasks were completed this quarter?',
];
