import type { Wording } from './wording.ts';
import { english } from './wording-en.ts';
import { chinese } from './wording-zh.ts';

/** The words of a language. */
export function wordingOf(language: 'en' | 'zh'): Wording {
  return language === 'zh' ? chinese : english;
}
