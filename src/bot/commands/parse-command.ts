import { readPeriod } from '../feedback-period.ts';
import { isCommandName } from './command-names.ts';

export interface ParsedCommand {
  readonly command: string;
  /** What follows the name. */
  readonly text: string;
}

/** Longer than a name, a team and a state: a sentence. */
const mostWords = 6;

/** Words that make the name of a command the subject of a sentence: "tasks of Ana", "tasks that are overdue". */
const sentenceWords = new Set(
  'of for that which who whose with without in due assigned about on by from to are is was were and or i do does'.split(
    ' ',
  ),
);

/**
 * A message as a command, or null where it is a question. Teams has no slash commands of bots: choosing one from its menu
 * only writes its name, so that words have to be told apart.
 * 1. With a slash before it, a known name is always a command.
 * 2. `help`, `status` and `page` are commands when they stand alone: "help me find …" is a question. `settings` and `feedback` also
 *    with a value behind them that they know.
 * 3. `whois`, `tasks` and `org` are commands when at most six words follow, no question mark is among them, and the first of them
 *    does not go on with a sentence.
 * 4. `ask` is a command whatever follows, as what follows is the question.
 * 5. `orgwise` before one of them, alone or with what follows, is that command; alone it is `help`.
 * 6. Any other name needs the slash.
 */
export function parseCommand(message: string): ParsedCommand | null {
  const [, slash, name = '', rest = ''] =
    /^(\/?)\s*([\p{L}]+)[.!:]?(?=\s|$)\s*([\s\S]*)$/u.exec(message) ?? [];
  const command = name.toLowerCase();
  if (command === 'orgwise') return withinOrgwise(rest.trim(), slash === '/');
  if (!isCommandName(command)) return null;
  const text = rest.trim();
  const parsed = { command, text };
  if (slash === '/' || command === 'ask') return parsed;
  if (command === 'help' || command === 'status' || command === 'page') return text === '' ? parsed : null;
  if (command === 'settings')
    return /^(?:$|(?:language|private|timezone)\s+\S+$)/i.test(text) ? parsed : null;
  if (command === 'feedback') return readPeriod(text) === null ? null : parsed;
  if (command !== 'whois' && command !== 'tasks' && command !== 'org') return null;
  const words = text === '' ? [] : text.split(/\s+/);
  const isSentence =
    words.length > mostWords || /[?？]/.test(text) || sentenceWords.has((words[0] ?? '').toLowerCase());
  return isSentence ? null : parsed;
}

/** `/orgwise status` is `/status`: what one command holds where names are scarce. */
function withinOrgwise(rest: string, hasSlash: boolean): ParsedCommand | null {
  if (rest === '') return { command: 'help', text: '' };
  const inner = parseCommand(hasSlash ? `/${rest}` : rest);
  return inner ?? (hasSlash ? { command: 'help', text: '' } : null);
}
