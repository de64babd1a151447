import { expect } from 'vitest';
import { cardMistakes, type Element, elementsOf } from '../../unit/bot/teams/check-card.ts';
import type { SentActivity } from './fake-connector.ts';
import type { CardAction, Delivery } from './fake-teams.ts';

/** The card of a message; undefined where it is words alone. */
export function cardOf(sent: SentActivity): unknown {
  return sent.attachments?.[0]?.content;
}

/** All that can be read in a message, a line for each of its parts. Fails where Teams would not take the card. */
export function wordsOf(sent: SentActivity): string {
  const card = cardOf(sent);
  const text = (sent.text ?? '').replaceAll('\\', '');
  return card === undefined ? text : `${text}\n${wordsOfCard(card)}`;
}

/** All that can be read in a card. */
export function wordsOfCard(card: unknown): string {
  expect(cardMistakes(card)).toEqual([]);
  return elementsOf(card).flatMap(wordsOfElement).join('\n').replaceAll('\\', '');
}

function wordsOfElement(one: Element): string[] {
  const facts = Array.isArray(one.facts) ? one.facts : [];
  const properties = (one.properties ?? {}) as { readonly displayName?: string };
  return [
    String(one.text ?? one.title ?? properties.displayName ?? ''),
    ...facts.map(({ title, value }: { title: string; value: string }) => `${title}: ${value}`),
  ];
}

/** The button of a card or a message that has these words on it. @throws Error where there is none. */
export function buttonOf(shown: SentActivity | { readonly card: unknown }, words: string): CardAction {
  const card = 'card' in shown ? shown.card : cardOf(shown as SentActivity);
  const action = elementsOf(card).find(
    (one) => one.type === 'Action.Execute' && String(one.title).includes(words),
  );
  if (action === undefined) throw new Error(`no button "${words}" in: ${JSON.stringify(card)}`);
  return {
    type: 'Action.Execute',
    verb: String(action.verb),
    data: action.data as Readonly<Record<string, unknown>>,
  };
}

/** What whoever pressed a button sees at once: words, or a card in the place of the one above. */
export function pressAnswer({ body }: Delivery): { readonly text?: string; readonly card?: unknown } {
  const { statusCode, type, value } = JSON.parse(body) as {
    statusCode: number;
    type: string;
    value: unknown;
  };
  expect(statusCode).toBe(200);
  return type === 'application/vnd.microsoft.card.adaptive' ? { card: value } : { text: String(value) };
}
