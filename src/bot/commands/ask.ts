import type { Command } from './command.ts';

export const ask: Command = {
  name: 'ask',
  async run({ text, answer, wording }) {
    if (text === '') return { kind: 'text', text: wording.commands.ask.example ?? '' };
    return { kind: 'answer', answer: await answer({ question: text }) };
  },
};
