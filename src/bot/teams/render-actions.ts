import type { Action } from '../reply.ts';
import { type CardElement, cutText } from './card-text.ts';

/** Characters of a button; clients cut longer ones. */
const buttonCharacters = 100;

/** Buttons of a set that are shown; the rest would hide in a menu. */
const mostButtons = 6;

/** Shown by the answer itself: choices, next questions and the explanation stand where they belong in it. */
const shownElsewhere: ReadonlySet<Action['kind']> = new Set(['choose', 'follow_up', 'explain']);

/** A button, which carries its reference alone: what it does is kept in the state. */
export function executeAction({ kind, label, detail, ref }: Action): CardElement {
  const title = detail === undefined ? label : `${label}: ${detail}`;
  return { type: 'Action.Execute', title: cutText(title, buttonCharacters), verb: kind, data: { ref } };
}

/**
 * The buttons under an answer. Pure.
 *
 * @param hasFeedbackLoop Teams shows buttons of its own for what people think of a message.
 */
export function renderActions(actions: readonly Action[], hasFeedbackLoop: boolean): readonly CardElement[] {
  const shown = actions.filter(
    ({ kind }) => !shownElsewhere.has(kind) && !(hasFeedbackLoop && kind.startsWith('feedback')),
  );
  if (shown.length === 0) return [];
  return [{ type: 'ActionSet', actions: shown.slice(0, mostButtons).map(buttonOf) }];
}

/** One that asks for a few words unfolds a field for them. */
function buttonOf(action: Action): CardElement {
  if (action.reasonLabel === undefined) return executeAction(action);
  return {
    type: 'Action.ShowCard',
    title: cutText(action.label, buttonCharacters),
    card: {
      type: 'AdaptiveCard',
      body: [
        {
          type: 'Input.Text',
          id: 'reason',
          label: cutText(action.reasonLabel, buttonCharacters),
          isMultiline: true,
          maxLength: 1000,
        },
      ],
      actions: [executeAction(action)],
    },
  };
}
