import { type CardElement, cutText } from './card-text.ts';

export interface CardFrame {
  readonly language: 'en' | 'zh';
  /** For clients that show no cards. */
  readonly fallbackText: string;
  readonly body: readonly CardElement[];
  /** Asked for anew when one of these people opens the card, whose answer they alone see. */
  readonly refresh?: { readonly ref: string; readonly userIds: readonly string[] };
}

/** An Adaptive Card 1.5, the newest that Teams shows everywhere and the oldest that has `Action.Execute`. */
export function cardFrame({ language, fallbackText, body, refresh }: CardFrame): CardElement {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: cutText(fallbackText, 500),
    lang: language,
    msteams: { width: 'Full' },
    ...(refresh === undefined
      ? {}
      : {
          refresh: {
            action: { type: 'Action.Execute', verb: 'refresh', data: { ref: refresh.ref, refresh: true } },
            userIds: refresh.userIds,
          },
        }),
    body,
  };
}
