import type { Command } from './command.ts';

export const org: Command = {
  name: 'org',
  async run({ text, answer, wording }) {
    const { questions } = wording;
    return {
      kind: 'answer',
      answer: await answer({ question: text === '' ? questions.myOrg : questions.org(text) }),
    };
  },
};
