import { expect } from 'vitest';
import { cardMistakes, elementsOf } from '../../unit/bot/teams/check-card.ts';
import type { SentActivity } from './fake-connector.ts';
import type { CardAction } from './fake-teams.ts';

/** The card of a message; undefined where it is words alone. */
export function cardOf(sent: SentActivity): unknown {
  return sent.attachments?.[0]?.content;
}

/** All that can be read in a message, a line for each of its parts. Fails where Teams would not take the card. */
export function wordsOf(sent: SentActivity): string {
  const card = cardOf(sent);
  if (card === undefined) return sent.text ?? '';
  expect(cardMistakes(card)).toEqual([]);
  return elementsOf(card)
    .map((one) => String(one.text ?? one.title ?? ''))
    .join('\n')
    .replaceAll('\\', '');
}

/** The button under a message that has these words on it. @throws Error where there is none. */
export function buttonOf(sent: SentActivity, words: string): CardAction {
  const action = elementsOf(cardOf(sent)).find(
    (one) => one.type === 'Action.Submit' && String(one.title).includes(words),
  );
  if (action === undefined) throw new Error(`no button "${words}" in: ${wordsOf(sent)}`);
  return { type: 'Action.Submit', data: action.data as Readonly<Record<string, unknown>> };
}
