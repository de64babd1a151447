import type { Lexicon } from '../lexicon.ts';
import { english } from './en.ts';
import { chinese } from './zh.ts';

/** The languages that questions are understood in. */
export const lexicons: readonly Lexicon[] = [english, chinese];
