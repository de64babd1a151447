import type { AnswerRequest } from './answer.ts';

/** A command's words are made into the question they stand for. */
export function withIntent(question: string, intent: AnswerRequest['intent'], language: 'en' | 'zh'): string {
  if (intent === undefined) return question;
  if (intent === 'whois') return language === 'zh' ? `${question}是谁？` : `Who is ${question}?`;
  return language === 'zh' ? `列出 ${question} 的任务` : `List the ${tasksWords(question)}`;
}

/** "Ana done" is "done tasks of Ana"; the state may stand before or after the name. */
function tasksWords(text: string): string {
  const state = /\b(open|done|overdue|blocked|cancelled|todo|in progress)\b/i.exec(text)?.[0] ?? '';
  const name = text
    .replace(/\b(open|done|overdue|blocked|cancelled|todo|in progress)\b/i, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (name === '') return `my ${state} tasks`;
  return `${state} tasks of ${name}`;
}
