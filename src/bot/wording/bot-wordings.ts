import type { Answer } from '../../retrieval/answer.ts';
import type { BotWording } from './bot-wording.ts';
import { botWordingEn } from './bot-wording-en.ts';
import { botWordingZh } from './bot-wording-zh.ts';

export type BotLanguage = Answer['language'];

export const botWordings: Readonly<Record<BotLanguage, BotWording>> = {
  en: botWordingEn,
  zh: botWordingZh,
};

export interface LanguageClues {
  /** What the person has chosen. */
  readonly setting?: BotLanguage | 'auto';
  readonly text: string;
  /** What the platform knows, as an IETF tag. */
  readonly locale?: string;
}

/** The language in which the bot speaks by itself: what was chosen, else that of the words, else the platform's. */
export function botLanguage({ setting = 'auto', text, locale = '' }: LanguageClues): BotLanguage {
  if (setting !== 'auto') return setting;
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  if (/[A-Za-z]{3}/.test(text)) return 'en';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
