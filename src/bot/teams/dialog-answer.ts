import { type CardElement, escapeMarkdown, textBlock } from './card-text.ts';
import type { InvokeAnswer } from './invoke-answer.ts';

/** A dialog of a few words. */
export const dialogWords = (value: string): InvokeAnswer => ({
  status: 200,
  body: { task: { type: 'message', value } },
});

/** A dialog that shows a card. @param before words over it; '' for none. */
export const dialogCard = (card: CardElement, before: string): InvokeAnswer => ({
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
