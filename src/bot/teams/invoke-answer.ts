import type { CardElement } from './card-text.ts';

/** What Teams awaits for an invoke: the activity `invokeResponse`, whose status becomes that of the HTTP response. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** The card takes the place of the one above the button, for whoever pressed alone ("User Specific Views"). */
export function cardAnswer(card: CardElement): InvokeAnswer {
  return answer('application/vnd.microsoft.card.adaptive', card);
}

/** Words beside the button, for whoever pressed alone. */
export function messageAnswer(text: string): InvokeAnswer {
  return answer('application/vnd.microsoft.activity.message', text);
}

/** The invoke is none that the bot has. */
export const unknownInvoke: InvokeAnswer = { status: 501 };

function answer(type: string, value: unknown): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type, value } };
}

/** Waits for the answer to an invoke as long as Teams does. */
export interface AnswerWindow {
  /** What was answered in time, else what is said where nothing was. */
  readonly answered: Promise<InvokeAnswer>;
  /** @returns false where the time is over, or something was answered already. */
  answer(answer: InvokeAnswer): boolean;
}

export function openAnswerWindow(openMs: number, otherwise: InvokeAnswer): AnswerWindow {
  const answered = Promise.withResolvers<InvokeAnswer>();
  let isOpen = true;
  const close = (last: InvokeAnswer): boolean => {
    if (!isOpen) return false;
    isOpen = false;
    clearTimeout(timer);
    answered.resolve(last);
    return true;
  };
  const timer = setTimeout(() => close(otherwise), openMs);
  return { answered: answered.promise, answer: close };
}
