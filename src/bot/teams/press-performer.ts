import type { TurnContext } from 'botbuilder';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { cardAnswer, type InvokeAnswer, messageAnswer } from './invoke-answer.ts';
import { renderReplyCard, wordsOf } from './render-activity.ts';
import { isForAskerAlone, languageOf, type ReplySender } from './reply-sender.ts';
import type { SendSomewhere } from './send-somewhere.ts';
import type { TeamsPress } from './teams-event.ts';

/** Takes the answer to an invoke; false where nobody waits for it any more. */
export type AnswerInvoke = (answer: InvokeAnswer) => boolean;

/** Does what pressed buttons ask for. */
export interface PressPerformer {
  /** @param answer takes what only the presser sees; absent where nobody waits for it any more. */
  press(event: TeamsPress, answer?: AnswerInvoke): Promise<void>;
  /** Draws a card anew for the one who opened it; what they may not see alone stays as it is. */
  refresh(event: TeamsPress, answer: AnswerInvoke): Promise<void>;
}

export function createPressPerformer({
  replies,
  sendSomewhere,
  replyTo,
}: {
  readonly replies: ReplySender;
  readonly sendSomewhere: SendSomewhere;
  readonly replyTo: (context: TurnContext, event: TeamsPress) => Promise<Reply>;
}): PressPerformer {
  async function press(event: TeamsPress, answerInvoke?: AnswerInvoke): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      const reply = await replyTo(context, event);
      const isAlone = isForAskerAlone(event, reply);
      const isLong = replies.isLong(event, reply);
      if (isLong && isAlone && answerInvoke !== undefined) {
        // What a card has no room for goes where all of it has.
        if ((await replies.sendInPrivate(event, reply)) !== null) {
          answerInvoke(messageAnswer(botWordings[languageOf(event, reply)].inPrivate.sent));
          return;
        }
      }
      const isWords = !isLong && (reply.kind === 'text' || reply.kind === 'failure');
      if (isWords || event.kind !== 'press' || isAlone) {
        const card = renderReplyCard(reply, replies.cardPlace(event, reply));
        const shown = card === null ? messageAnswer(wordsOf(reply)) : cardAnswer(card);
        if (answerInvoke?.(shown) === true) return;
      }
      await sendSomewhere(event, reply, () => replies.send(context, event, reply));
      answerInvoke?.(messageAnswer(botWordings[languageOf(event, reply)].onIt));
    });
  }

  async function refresh(event: TeamsPress, answer: AnswerInvoke): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      const reply = await replyTo(context, event.kind === 'press' ? { ...event, isDrawn: true } : event);
      const card = isForAskerAlone(event, reply)
        ? renderReplyCard(reply, replies.cardPlace(event, reply))
        : null;
      answer(card === null ? messageAnswer('') : cardAnswer(card));
    });
  }

  return { press, refresh };
}
