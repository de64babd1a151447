import type { AnswerLanguage } from '../language.ts';
import type { Wording } from './wording.ts';
import { english } from './wording-en.ts';
import { chinese } from './wording-zh.ts';

/** The words of each language. */
export const wordings: Readonly<Record<AnswerLanguage, Wording>> = { en: english, zh: chinese };
