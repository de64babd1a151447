import type { Command } from './command.ts';

export const ask: Command = {
  name: 'ask',
  usage: 'QUESTION',
  description: 'Asks a question, like a direct message.',
  async run({ text, answer }) {
    if (text === '')
      return { kind: 'text', text: 'Ask me something, for example: /ask Who leads the Platform team?' };
    return { kind: 'answer', answer: await answer({ question: text }) };
  },
};
