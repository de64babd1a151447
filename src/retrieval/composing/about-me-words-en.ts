import type { AboutMeWords } from './about-me-words.ts';

export const aboutMeInEnglish: AboutMeWords = {
  onlyInPrivate: 'What I know about you I tell you alone: ask me in a direct message.',
  nobody: 'You ask as the operator of this machine, and I have no record of you as a person.',
  head: (name) => `This is all that I know about you, ${name}.`,
  record: 'Your record',
  from: (source) => `source: ${source}`,
  accounts: 'Your accounts and records in other sources',
  pushed: 'What your identity provider pushed of you',
  history: 'What you were and are',
  period: (from, to) =>
    from === null && to === null
      ? ''
      : `(${from === null ? 'from before my records' : `since ${from}`}${to === null ? '' : `, until ${to}`})`,
  tasks: 'Tasks that are or were assigned to you',
  reported: 'Tasks that you opened or approve',
  pages: 'Pages that you wrote',
  mentions: 'Pages and tasks that name you',
  more: (count) => `and ${count} more`,
  kept: 'What I keep of your questions and of you',
  settings: 'your settings',
  replies: (count) => `${count} ${count === 1 ? 'answer' : 'answers'} whose buttons work, for 7 days`,
  opinions: (count) => `${count} ${count === 1 ? 'opinion' : 'opinions'} on answers, for 92 days`,
  unanswered: (count) => `${count} of your questions that I could not answer, for 92 days`,
  sessions: (count) =>
    `${count} ${count === 1 ? 'session' : 'sessions'} of yours on the web page, until it ends`,
  platforms: (count) =>
    `${count} ${count === 1 ? 'record' : 'records'} of your account in Teams, with your address`,
  identities: (count) =>
    `${count} ${count === 1 ? 'proposal or decision' : 'proposals and decisions'} on which accounts are yours, or that you made`,
  conversations: 'our conversations, for a day after the last word',
  runs: 'records of past syncs, which may name you where something of yours changed or was wrong',
  trail: 'the audit trail: when you asked, and what was read for it',
  bounds:
    'Tasks and pages that you may not read are not among them. Whoever runs Orgwise can remove your data: orgwise access erase.',
};
