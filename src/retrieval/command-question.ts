import type { AnswerRequest } from './answer.ts';
import { contains } from './planning/compile-form.ts';
import type { Lexicon } from './planning/lexicon.ts';

/** A command's words are made into the question they stand for: "Ana done" into "done tasks of Ana". */
export function withIntent(
  question: string,
  intent: AnswerRequest['intent'],
  { commands, isSpaced }: Lexicon,
): string {
  if (intent === undefined) return question;
  if (intent === 'whois') return filled(commands.whois, { text: question });
  const pattern = contains(commands.states, { isSpaced, slots: {} });
  const state = pattern.exec(question)?.[0] ?? '';
  const name = question.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
  return filled(name === '' ? commands.ownTasks : commands.tasks, { text: question, state, name });
}

const filled = (text: string, parts: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '');
