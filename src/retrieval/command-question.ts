import type { AnswerRequest } from './answer.ts';
import { contains } from './planning/compile-form.ts';
import type { Lexicon } from './planning/lexicon.ts';

/** A command's words are made into the question they stand for: "Ana done" into "done tasks of Ana". */
export function withIntent(question: string, intent: AnswerRequest['intent'], lexicon: Lexicon): string {
  const { commands, isSpaced } = lexicon;
  if (intent === undefined) return question;
  if (intent === 'whois') return filled(commands.whois, { text: question });
  const pattern = contains(commands.states, { isSpaced, slots: {} });
  const state = pattern.exec(question)?.[0] ?? '';
  const name = question.replace(pattern, ' ').replace(/\s+/g, ' ').trim();
  return filled(name === '' ? commands.ownTasks : commands.tasks, {
    text: question,
    state,
    name: asName(name, lexicon),
  });
}

/** What follows the command is a name, however it is written: a single "platform" is the team and no common noun. */
function asName(name: string, { cues }: Lexicon): string {
  if (!/^\p{Ll}[\p{L}\p{M}]+$/u.test(name)) return name;
  const standsForOthers = Object.entries(cues).some(
    ([cue, words]) => cue.startsWith('pron.') && words?.includes(name),
  );
  return standsForOthers ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

const filled = (text: string, parts: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '');
