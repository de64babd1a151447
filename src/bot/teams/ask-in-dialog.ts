import type { TurnContext } from 'botbuilder';
import type { OnMessage } from '../bot-adapter.ts';
import type { IncomingMessage, PressedAction } from '../message.ts';
import type { OwedAnswers } from '../owed-answers.ts';
import type { Action, Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { dialogCard, dialogWords, inDialog, waitingCard } from './dialog-answer.ts';
import { type InvokeAnswer, openAnswerWindow, unknownInvoke } from './invoke-answer.ts';
import { readDialogPress, readMessageCommand } from './read-compose.ts';
import type { TeamsMembers } from './read-members.ts';
import { isUnmet, readPeople } from './read-people.ts';
import { renderReplyCard, wordsOf } from './render-activity.ts';
import { languageOf, type ReplySender } from './reply-sender.ts';
import type { TeamsPlace } from './teams-event.ts';
import { accountOf, placeOfMessage } from './to-message.ts';

/**
 * Answers a question about somebody's message, in a dialog that its asker alone sees.
 *
 * @param isAgain the dialog is open, and asks for an answer that took a while.
 */
export type AskInDialog = (
  context: TurnContext,
  place: TeamsPlace,
  isAgain: boolean,
) => Promise<InvokeAnswer>;

/**
 * How long a dialog may wait, in ms: Teams asks again after five seconds, and twice ("Respond to the dialog submit action").
 */
const mostWaitMs = 4_000;

/** How long an answer can be asked for in its dialog after it was made, in ms. */
const keptMs = 5 * 60_000;

/** What can be pressed there. */
const inDialogs: ReadonlySet<Action['kind']> = new Set([
  'choose',
  'follow_up',
  'next_page',
  'explain',
  'feedback_up',
  'feedback_down',
]);

export interface AskInDialogDependencies {
  readonly members: TeamsMembers;
  readonly replies: ReplySender;
  readonly owed: OwedAnswers;
  readonly onMessage: OnMessage;
  /** How long a dialog waits for its answer, in ms. */
  readonly pressMs: number;
  /** Logs what went wrong, and says so with the id of the log line. */
  failed(error: unknown, place: TeamsPlace, what: string): Reply;
  /** Lets the adapter's stop wait for what goes on. */
  track(work: Promise<void>): Promise<void>;
}

export function createAskInDialog(dependencies: AskInDialogDependencies): AskInDialog {
  const { members, replies, owed, onMessage, pressMs, failed, track } = dependencies;
  /** Answers that are being made, or were just now, of this replica; another one asks anew. */
  const begun = new Map<string, { readonly asked: Promise<Reply>; isThere: boolean }>();

  function begin(key: string, message: IncomingMessage): Promise<Reply> {
    const one = { asked: onMessage(message), isThere: false };
    begun.set(key, one);
    const end = (): void => {
      one.isThere = true;
      setTimeout(() => begun.get(key) === one && begun.delete(key), keptMs).unref();
    };
    one.asked.then(end, end);
    return one.asked;
  }

  /** Answered to the asker alone, from all that they may read. */
  async function askAbout(context: TurnContext, place: TeamsPlace, isAgain: boolean): Promise<InvokeAnswer> {
    const asked = readMessageCommand(context.activity.value);
    const pressed = isAgain ? readDialogPress(context.activity.value) : null;
    if (asked === null) return unknownInvoke;
    const words = botWordings[languageOf(place)];
    if (asked.text === '') return dialogWords(words.noWords);
    const { sender } = await readPeople(members, context, place);
    if (isUnmet({ sender })) return dialogWords(words.notMet);
    const { audience: _, ...own } = place;
    const message: IncomingMessage = {
      ...placeOfMessage(own, { sender, audience: undefined }),
      id: `teams:${place.reference.conversation?.id} ${place.activityId}`,
      ...(pressed === null
        ? { kind: 'shortcut', shortcut: asked.shortcut, text: asked.text }
        : { kind: 'action', text: '', action: pressedIn(pressed) }),
      conversationId: `teams:${place.reference.conversation?.id} ${asked.messageId} ${sender.accountId}`,
    };
    const { ref } = pressed ?? {};
    const key = JSON.stringify([accountOf(place), asked.shortcut, asked.messageId, ref ?? asked.text]);
    const latest = begun.get(key);
    const isAsked = pressed === null ? isAgain : pressed.isAgain;
    // Teams asks again by itself where it waited in vain.
    const former = isAsked || latest?.isThere === false ? latest?.asked : undefined;
    const before = await tellOwed(place);
    const { later, show } = words.inPrivate;
    const window = openAnswerWindow(
      Math.min(pressMs, mostWaitMs),
      dialogCard(waitingCard(languageOf(place), `${before}${later}`, show, ref === undefined ? {} : { ref })),
    );
    void track(
      (former ?? begin(key, message)).then(async (reply) => {
        if (former !== undefined) return void window.answer(dialogOf(reply, own, ''));
        if (replies.isLong(own, reply) && (await replies.sendInPrivate(own, reply)) !== null) {
          window.answer(dialogWords(`${before}${words.inPrivate.sent}`));
          return;
        }
        if (window.answer(dialogOf(reply, own, before))) return;
        if ((await replies.sendInPrivate(own, reply)) === null) await sayNotPrivate(place);
      }),
    );
    return await window.answered;
  }

  /** What is owed from before, as the beginning of a dialog; '' where nothing is. */
  async function tellOwed(place: TeamsPlace): Promise<string> {
    let told = '';
    await owed.tell(accountOf(place), languageOf(place), async (reply) => {
      told = `${wordsOf(reply)}\n\n`;
    });
    return told;
  }

  /**
   * An answer was promised that cannot be given: said where it was asked for, as the dialog is over, and where the bot may not
   * write there either, as soon as it can say anything to them.
   */
  async function sayNotPrivate(place: TeamsPlace): Promise<void> {
    const error = new Error('somebody could not be written to in private');
    const told = failed(error, place, 'An answer that was promised in private could not be given');
    const { notPrivate } = botWordings[languageOf(place)].failures;
    const reply: Reply = told.kind === 'failure' ? { ...told, text: notPrivate } : told;
    try {
      await replies.converse(
        place.reference,
        async (context) => void (await replies.send(context, place, reply)),
      );
    } catch (err) {
      failed(err, place, 'That an answer could not be given is said as soon as it can be');
      if (told.kind === 'failure') await owed.note(accountOf(place), told.id);
    }
  }

  /** Nobody reads along in a dialog, and nothing can be shared from it. */
  function dialogOf(reply: Reply, place: TeamsPlace, before: string): InvokeAnswer {
    const alone: Reply = {
      ...reply,
      actions: (reply.actions ?? []).filter(({ kind }) => inDialogs.has(kind)),
    };
    const card = renderReplyCard(alone, replies.cardPlace(place, alone));
    return card === null ? dialogWords(`${before}${wordsOf(reply)}`) : dialogCard(inDialog(card), before);
  }

  return askAbout;
}

const pressedIn = ({ ref, reason }: PressedAction): PressedAction => ({
  ref,
  ...(reason === undefined ? {} : { reason }),
});
