import type { Command } from './command.ts';

export const whois: Command = {
  name: 'whois',
  async run({ text, answer, wording }) {
    if (text === '') return { kind: 'text', text: wording.commands.whois.example ?? '' };
    return { kind: 'answer', answer: await answer({ question: text, intent: 'whois' }) };
  },
};
