import type { Command } from './command.ts';

export const tasks: Command = {
  name: 'tasks',
  usage: '[NAME|TEAM] [open|done|overdue]',
  description: 'Tasks of a person or a team; your own open ones without a name.',
  async run({ text, answer }) {
    return {
      kind: 'answer',
      answer: await answer({ question: text === '' ? 'open' : text, intent: 'tasks' }),
    };
  },
};
