import type { Command } from './command.ts';

const examples = [
  'Who leads the Platform team?',
  'How many tasks were completed this quarter?',
  'Which tasks of mine are overdue?',
  'Who reports to Ben, directly or indirectly?',
  'How many days of holiday do I get?',
  'Ben 手下有哪些人？',
];

/** @param commands all commands but this one. */
export function createHelp(commands: readonly Command[]): Command {
  return {
    name: 'help',
    usage: '',
    description: 'What I can do.',
    async run() {
      const listed = commands.map(
        (one) => `- /${one.name}${one.usage === '' ? '' : ` ${one.usage}`}: ${one.description}`,
      );
      return {
        kind: 'text',
        text: `I answer questions about people, teams, tasks and articles, in English and Chinese, for example:\n${examples.map((one) => `- ${one}`).join('\n')}\n\nCommands:\n${listed.join('\n')}`,
      };
    },
  };
}
