import type { Reply } from './reply.ts';
import { type BotLanguage, botLanguage } from './wording/bot-wordings.ts';

/** The language that a reply is worded in. Pure. */
export const replyLanguage = (reply: Reply): BotLanguage =>
  reply.kind === 'answer' ? reply.answer.language : botLanguage({ text: reply.text });
