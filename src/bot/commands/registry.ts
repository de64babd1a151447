import type { CommandName } from '../wording/bot-wording.ts';
import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { feedback } from './feedback.ts';
import { help } from './help.ts';
import { org } from './org.ts';
import { page } from './page.ts';
import { settings } from './settings.ts';
import { status } from './status.ts';
import { tasks } from './tasks.ts';
import { whois } from './whois.ts';

/** Every command, by its name; the one list that adapters, menus and help go by. */
export const commands: Readonly<Record<CommandName, Command>> = {
  whois,
  tasks,
  org,
  ask,
  status,
  settings,
  feedback,
  page,
  help,
};
