import type { Command } from './command.ts';
import { commandNames } from './command-names.ts';

export const help: Command = {
  name: 'help',
  async run({ wording, pageLinks }) {
    const listed = commandNames
      .filter((name) => name !== 'help' && (name !== 'page' || pageLinks !== undefined))
      .map((name) => {
        const { usage, description } = wording.commands[name];
        return `- /${name}${usage === '' ? '' : ` ${usage}`}: ${description}`;
      });
    return { kind: 'text', text: wording.help(wording.examples, listed) };
  },
};
