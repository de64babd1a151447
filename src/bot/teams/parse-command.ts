import { commandNames } from '../handle-message.ts';

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
 * A message as a command, or null where it is a question. Teams has no slash commands of bots: choosing one from the menu
 * only writes its name, so that words have to be told apart.
 * 1. With a slash before it, a known name is always a command.
 * 2. `help` and `status` are commands when they stand alone: "help me find …" is a question.
 * 3. `whois` and `tasks` are commands when at most six words follow, no question mark is among them, and the first of them
 *    does not go on with a sentence.
 * 4. `ask` is a command whatever follows, as what follows is the question.
 * 5. Any other name needs the slash.
 */
export function parseCommand(message: string): ParsedCommand | null {
  const [, slash, name = '', rest = ''] =
    /^(\/?)\s*([\p{L}]+)[.!:]?(?=\s|$)\s*([\s\S]*)$/u.exec(message) ?? [];
  const command = name.toLowerCase();
  if (!commandNames.includes(command)) return null;
  const text = rest.trim();
  const parsed = { command, text };
  if (slash === '/' || command === 'ask') return parsed;
  if (command === 'help' || command === 'status') return text === '' ? parsed : null;
  if (command !== 'whois' && command !== 'tasks') return null;
  const words = text === '' ? [] : text.split(/\s+/);
  const isSentence =
    words.length > mostWords || /[?？]/.test(text) || sentenceWords.has((words[0] ?? '').toLowerCase());
  return isSentence ? null : parsed;
}
