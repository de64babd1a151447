import type { types } from '@slack/bolt';
import type { Action, ActionKind } from '../reply.ts';
import { button } from './block-parts.ts';

/** Slack takes 25 buttons a block ("Block Kit: actions block"); more than these are no choice any more. */
const choicesShown = 15;
const followUpsShown = 3;

const prefix = 'press';

/** What a pressed button of a reply tells. */
export interface PressedButton {
  readonly kind: ActionKind;
  readonly ref: string;
}

const kinds: Readonly<Record<ActionKind, true>> = {
  choose: true,
  follow_up: true,
  next_page: true,
  explain: true,
  show_privately: true,
  share: true,
  feedback_up: true,
  feedback_down: true,
  approve_plan: true,
};

export interface RenderedActions {
  readonly blocks: readonly types.ActionsBlock[];
  /** Choices that have no button. */
  readonly choicesLeft: number;
}

/** The buttons under a reply, choices first; a button carries its action's reference alone. Pure. */
export function renderActions(actions: readonly Action[] = []): RenderedActions {
  const choices = actions.filter((one) => one.kind === 'choose');
  const tooMany = actions.filter((one) => one.kind === 'follow_up').slice(followUpsShown);
  const others = actions.filter((one) => one.kind !== 'choose' && !tooMany.includes(one));
  const shown = choices.slice(0, choicesShown);
  const blocks = [shown, others.slice(0, choicesShown)].filter((one) => one.length > 0);
  return {
    blocks: blocks.map((one) => ({ type: 'actions', elements: one.map(renderAction) })),
    choicesLeft: choices.length - shown.length,
  };
}

function renderAction({ kind, label, detail, ref }: Action, at: number): types.Button {
  const told = detail === undefined ? label : `${label} — ${detail}`;
  // Ids of a message's buttons must differ.
  return button(`${prefix}:${kind}:${at}`, told, ref);
}

/** The action of a button's id and value; null for buttons that are none of a reply's. */
export function readButton(actionId: string, value: string | undefined): PressedButton | null {
  const [first, kind = '', at] = actionId.split(':');
  if (first !== prefix || at === undefined || value === undefined || !isKind(kind)) return null;
  return { kind, ref: value };
}

function isKind(kind: string): kind is ActionKind {
  return kind in kinds;
}
