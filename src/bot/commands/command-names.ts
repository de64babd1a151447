import type { CommandName } from '../wording/bot-wording.ts';

/** All commands, in the order in which help lists them. */
export const commandNames: readonly CommandName[] = [
  'whois',
  'tasks',
  'org',
  'ask',
  'status',
  'settings',
  'feedback',
  'page',
  'help',
];

/** Those that a platform with slash commands brings along; `/orgwise NAME …` holds the others. */
export const slashCommandNames: readonly string[] = ['whois', 'tasks', 'org', 'ask', 'orgwise'];

export const isCommandName = (name: string): name is CommandName =>
  commandNames.some((known) => known === name);
