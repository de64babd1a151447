import { inertCopy } from '../graph/inert-text.ts';
import type { Answer } from './answer.ts';

/**
 * An answer whose every text is inert, whatever the sources hold: names and titles reach terminals and chats by it. Its
 * typed query is JSON, not text to be shown, and stays as it ran.
 */
export function inertAnswer(answer: Answer): Answer {
  const { query, ...rest } = answer;
  return { ...inertCopy(rest), ...(query === undefined ? {} : { query }) };
}
