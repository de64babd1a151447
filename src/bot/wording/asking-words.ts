import type { BotLanguage } from './bot-wordings.ts';

/** How what asks the bot begins, or what it holds in Chinese, where no question mark says so. */
export const askingWords: Readonly<Record<BotLanguage, RegExp>> = {
  en: /^(?:and|or|but|what|which|who|whose|whom|when|where|why|how|is|are|was|were|does|do|did|has|have|list|show|tell me|give me|count|find)\b/i,
  zh: /[谁哪几吗呢么]|什么|多少|如何|何时|列出|显示/,
};
