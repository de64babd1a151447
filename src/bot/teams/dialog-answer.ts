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

/** A card whose buttons come as `composeExtension/submitAction`, as those of a dialog must: it knows no Action.Execute. Pure. */
export function inDialog(card: CardElement): CardElement {
  return submitting(card) as CardElement;
}

function submitting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(submitting);
  if (typeof value !== 'object' || value === null) return value;
  const { type, verb: _, ...rest } = value as Record<string, unknown>;
  const parts = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, submitting(part)]));
  if (type === undefined) return parts;
  return { type: type === 'Action.Execute' ? 'Action.Submit' : type, ...parts };
}

/**
 * Words, and a button that asks for what was not there yet: what it sends comes as `composeExtension/submitAction`.
 *
 * @param data what is sent along.
 */
export const waitingCard = (
  language: BotLanguage,
  text: string,
  button: string,
  data: Readonly<Record<string, string>> = {},
): CardElement =>
  cardFrame({
    language,
    fallbackText: text,
    body: [
      textBlock(escapeMarkdown(text)),
      {
        type: 'ActionSet',
        actions: [{ type: 'Action.Submit', title: button, data: { ...data, again: true } }],
      },
    ],
  });
