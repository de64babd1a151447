import { type CardElement, cutText } from './card-text.ts';

export interface CardFrame {
  readonly language: 'en' | 'zh';
  /** For clients that show no cards. */
  readonly fallbackText: string;
  readonly body: readonly CardElement[];
  /** 1.5 where absent, the newest that Teams shows everywhere in messages and the oldest in which it takes `Action.Execute`. */
  readonly version?: '1.3';
  /** Asked for anew when one of these people opens the card, whose answer they alone see. */
  readonly refresh?: { readonly ref: string; readonly userIds: readonly string[] };
}

/** An Adaptive Card. */
export function cardFrame({ language, fallbackText, body, version, refresh }: CardFrame): CardElement {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: version ?? '1.5',
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
