import type { BotLanguage } from '../wording/bot-wordings.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, escapeMarkdown, textBlock } from './card-text.ts';
import type { InvokeAnswer } from './invoke-answer.ts';

/** A dialog of a few words. */
export const dialogWords = (value: string): InvokeAnswer => ({
  status: 200,
  body: { task: { type: 'message', value } },
});

/** A dialog that shows a card. @param before words over it. */
export const dialogCard = (card: CardElement, before = ''): InvokeAnswer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: 'Orgwise',
        height: 'medium',
        width: 'medium',
        card: {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content:
            before === '' || !Array.isArray(card.body)
              ? card
              : { ...card, body: [textBlock(escapeMarkdown(before.trim())), ...card.body] },
        },
      },
    },
  },
});

/** Words, and a button that asks for what was not there yet: what it sends comes as `composeExtension/submitAction`. */
export const waitingCard = (language: BotLanguage, text: string, button: string): CardElement =>
  cardFrame({
    language,
    fallbackText: text,
    body: [
      textBlock(escapeMarkdown(text)),
      { type: 'ActionSet', actions: [{ type: 'Action.Submit', title: button, data: { again: true } }] },
    ],
  });
