import type { Token } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { wordsItem } from './words-item.ts';

/**
 * "Who knows about single sign-on?": what somebody knows about is a subject, however many of its words are cue words elsewhere.
 * What is named, counted or dated there, and "it", is read as it is.
 */
export function nameKnownSubject(
  items: readonly QuestionItem[],
  tokens: readonly Token[],
  text: string,
): readonly QuestionItem[] {
  const at = items.findIndex((item) => has(item, 'rel.knows'));
  if (at < 0 || /\p{Script=Han}/u.test(items[at]?.raw ?? '')) return items;
  let from = at + 1;
  while (says(items[from], 'article')) from++;
  const subject = items.slice(from);
  const [first] = subject;
  const last = subject.at(-1);
  if (first === undefined || last === undefined || subject.length < 2) return items;
  const isOfCues = subject.every((item) => item.kind === 'cue' || item.kind === 'words');
  const isPointing = subject.some(
    (item) =>
      item.afterStop ||
      (item.kind === 'cue' &&
        [...item.cues].some((cue) => cue.startsWith('pron.') || cue.startsWith('ask.'))) ||
      has(item, 'noun.team', 'noun.employee', 'logic.and', 'logic.or'),
  );
  // One stretch of words with small ones beside it, or "stuff" behind it, is read well enough.
  const telling = subject.filter(
    (item) => item.kind === 'cue' && !has(item, 'light') && !(item === last && has(item, 'noun.task')),
  );
  if (!isOfCues || isPointing || telling.length === 0) return items;
  return [...items.slice(0, from), wordsItem(tokens, first.from, last.to, text)];
}
