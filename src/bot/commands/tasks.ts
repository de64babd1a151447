import type { Command } from './command.ts';

export const tasks: Command = {
  name: 'tasks',
  async run({ text, answer }) {
    return {
      kind: 'answer',
      answer: await answer({ question: text === '' ? 'open' : text, intent: 'tasks' }),
    };
  },
};
