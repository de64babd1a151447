import type { Command } from './command.ts';

export const whois: Command = {
  name: 'whois',
  usage: 'NAME',
  description: 'Who somebody is: title, team, manager, address.',
  async run({ text, answer }) {
    if (text === '') return { kind: 'text', text: 'Tell me a name, for example: /whois Ana Silva' };
    return { kind: 'answer', answer: await answer({ question: text, intent: 'whois' }) };
  },
};
