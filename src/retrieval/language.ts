import { stopWords } from '../graph/analyze-text.ts';

const quoted = /["“「『《][^"”」』》]*["”」』》]/g;

/**
 * The language a question is asked in. Names and titles of the other language do not count: two of English's small
 * words make a question English, whatever Chinese name stands among them.
 */
export function detectLanguage(text: string): 'en' | 'zh' {
  const own = text.replace(quoted, ' ');
  if (!/\p{Script=Han}/u.test(own))
    return /\p{Script=Han}/u.test(text) && !/[A-Za-z]{2,}/.test(own) ? 'zh' : 'en';
  const small =
    own
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.filter((word) => stopWords.has(word) || word === 'many' || word === 'tasks').length ?? 0;
  return small >= 2 ? 'en' : 'zh';
}

/** What a model is told to write in. */
export const languageNames = { en: 'English', zh: 'Chinese' } as const;
