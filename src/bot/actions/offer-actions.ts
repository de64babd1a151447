import type { Answer } from '../../retrieval/answer.ts';
import type { Action } from '../reply.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { KeptAction } from './kept-reply.ts';
import { pagePlace } from './page-rows.ts';

/** What an action does, and how it looks; its reference comes when it is kept. */
export interface OfferedAction {
  readonly kept: KeptAction;
  readonly look: Omit<Action, 'kind' | 'ref'>;
}

export interface OfferOptions {
  readonly wording: BotWording;
  /** Whether the reply is seen by its asker alone. */
  readonly isPrivate: boolean;
  /** Whether it is shown in a channel, where it could be shared. */
  readonly isInChannel: boolean;
  /** Whether the place can show something to one person alone. */
  readonly canBePrivate: boolean;
}

/** The buttons of an answer, in the order in which they are shown. Pure. */
export function offerActions(answer: Answer, options: OfferOptions): readonly OfferedAction[] {
  const { wording, isPrivate, isInChannel, canBePrivate } = options;
  const plain = (kind: 'explain' | 'show_privately' | 'share' | 'feedback_up'): OfferedAction => ({
    kept: { kind },
    look: { label: wording.actions[kind] },
  });
  const next = nextPage(answer);
  const query = answer.model === undefined ? undefined : answer.query;
  return [
    ...(answer.candidates ?? []).map(
      ({ name, detail, question }): OfferedAction => ({
        kept: { kind: 'choose', question },
        look: { label: name, ...(detail === '' ? {} : { detail }) },
      }),
    ),
    ...(next === null
      ? []
      : [
          {
            kept: { kind: 'next_page', offset: next.offset, ...(query === undefined ? {} : { query }) },
            look: { label: wording.nextPage(next.count) },
          } satisfies OfferedAction,
        ]),
    ...answer.followUps.map(
      (question): OfferedAction => ({
        kept: { kind: 'follow_up', question },
        look: { label: question },
      }),
    ),
    ...(answer.explanation === undefined ? [] : [plain('explain')]),
    ...(!isPrivate && canBePrivate ? [plain('show_privately')] : []),
    ...(isPrivate && isInChannel ? [plain('share')] : []),
    ...(isOpinionWorth(answer)
      ? [
          plain('feedback_up'),
          {
            kept: { kind: 'feedback_down' },
            look: { label: wording.actions.feedback_down, reasonLabel: wording.reason },
          } satisfies OfferedAction,
        ]
      : []),
  ];
}

/** Greetings, thanks and what I do not do are nothing to find helpful or not; what was looked up is, found or not. */
const isOpinionWorth = ({ candidates, asOf }: Answer): boolean => candidates === undefined && asOf.length > 0;

/** How many rows were shown up to here, and how many come next; null where all are shown. */
export function nextPage(answer: Answer): { readonly offset: number; readonly count: number } | null {
  const place = pagePlace(answer);
  const drawn = answer.rows?.rows.length ?? 0;
  if (place === null || drawn === 0) return null;
  const shown = place.before + drawn;
  return shown >= place.all ? null : { offset: shown, count: Math.min(drawn, place.all - shown) };
}
