import { randomUUID } from 'node:crypto';
import type { BegunAnswers } from '../begun-answers.ts';
import type { OnMessage } from '../bot-adapter.ts';
import type { IncomingMessage } from '../message.ts';
import type { OwedAnswers } from '../owed-answers.ts';
import type { PostedAnswers } from '../posted-answers.ts';
import type { QuestionTurns } from '../question-turns.ts';
import type { Reply } from '../reply.ts';
import { replyLanguage } from '../reply-language.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { type AnswerPlace, isHiddenReply } from './answer-place.ts';
import { createAnswerPoster } from './answer-poster.ts';
import { createStreamBudget } from './answer-stream.ts';
import { type AnsweredQuestion, createAnsweredQuestions, messagesOf } from './answered-questions.ts';
import { askerLanguage, type Waiting } from './asker-language.ts';
import { noteBegun } from './begun-messages.ts';
import { createChannelQueue } from './channel-queue.ts';
import { findAccounts } from './find-accounts.ts';
import { findAnswers } from './find-answer.ts';
import type { FollowedThreads } from './followed-threads.ts';
import { isDirect } from './read-message.ts';
import { renderBlocks, renderBlocksBelow, type SlackMessage } from './render-blocks.ts';
import { sayProgressOnce } from './say-progress-once.ts';
import { createSayToAsker, SaidInPart } from './say-to-asker.ts';
import { type Progress, type ProgressTimes, type Shown, showProgress } from './show-progress.ts';
import type { SlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';
import type { SlackPeople } from './slack-people.ts';
import { placeBelow } from './slack-place.ts';

export interface AnswerSender {
  /**
   * Puts a message together, has it answered and sends the answer; a step that fails is said in its place. An edit that brings
   * a mention is left where the question is known: `answerAnew` is told of it too.
   */
  answer(place: AnswerPlace, readMessage: () => Promise<IncomingMessage>): Promise<void>;
  /**
   * Does the same for a question that was edited, in the place of its answer. One that has none is left where it was maybe
   * none for the bot, and where it names the bot, as a mention of its own is told of then.
   */
  answerAnew(
    place: AnswerPlace,
    readMessage: () => Promise<IncomingMessage>,
    isMaybe: boolean,
  ): Promise<void>;
  /**
   * Takes the answer to a question away that was deleted.
   *
   * @param isMaybe whether it was a question only where it has an answer.
   */
  takeBack(place: AnswerPlace, readMessage: () => Promise<IncomingMessage>, isMaybe: boolean): Promise<void>;
  /** The reply alone, for what is shown otherwise. */
  reply(waiting: Waiting, readMessage: () => Promise<IncomingMessage>): Promise<Reply>;
}

export interface AnswerSenderOptions {
  readonly clients: SlackClients;
  readonly people: SlackPeople;
  readonly onMessage: OnMessage;
  readonly log: SlackLog;
  readonly progress: ProgressTimes;
  readonly posted: PostedAnswers;
  readonly owed: OwedAnswers;
  /** What stands for answers that are not there yet. */
  readonly begun: BegunAnswers;
  /** An edit waits for the answer that it changes, whichever replica is at it. */
  readonly turns: QuestionTurns;
  readonly threads: Pick<FollowedThreads, 'open'>;
}

const nothingShown: Shown = { messageTs: null, stream: null, words: '' };

export function createAnswerSender(options: AnswerSenderOptions): AnswerSender {
  const { clients, people, onMessage, log, progress: times, posted, threads, owed, begun, turns } = options;
  const seek = async (place: AnswerPlace) => findAnswers(clients.reader, (await people.bot()).userId, place);
  const answered = createAnsweredQuestions(posted, seek, log);
  const budget = createStreamBudget();
  const poster = createAnswerPoster(clients.writer, createChannelQueue(), log);
  const toAsker = createSayToAsker(poster, owed, people, log);

  async function reply(
    waiting: Waiting,
    readMessage: () => Promise<IncomingMessage>,
    progress: Progress | null = null,
  ): Promise<Reply> {
    try {
      const watch = progress === null ? {} : { onProgress: progress.tell, onText: progress.write };
      return await onMessage(await readMessage(), watch);
    } catch (err) {
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, platform: 'slack' }, 'A message of Slack could not be read');
      const { failures } = botWordings[await askerLanguage(people, waiting)];
      return { kind: 'failure', id, text: failures.unknownAudience };
    }
  }

  /** @param former messages that the reply takes the place of: it is written into the first. */
  async function send(place: AnswerPlace, said: Reply, former: readonly string[] = []): Promise<void> {
    const isOpen = said.kind !== 'nothing' && !isHiddenReply(place, said);
    for (const ts of former.slice(isOpen ? 1 : 0)) await poster.remove(place.channel, ts);
    if (said.kind === 'nothing') return;
    const message = renderBlocks(said, await findAccounts(said, people));
    if (isOpen) {
      await goOn(place, message, await poster.post(place, message, former[0] ?? null));
    } else {
      for (const one of [message, ...(message.rest ?? [])]) await poster.hide(place, one);
      await answered.remember(place, null);
    }
  }

  /** Notes what was answered, and says the rest of it. */
  async function goOn(place: AnswerPlace, { rest = [] }: SlackMessage, ts: string | null): Promise<void> {
    if (ts !== null) await Promise.all([answered.remember(place, ts), threads.open(place)]);
    const restTs: string[] = [];
    for (const one of rest) {
      try {
        const posted = await poster.post(place, one, null);
        if (posted !== null) restTs.push(posted);
      } catch (err) {
        throw new SaidInPart(err);
      }
    }
    if (ts !== null && restTs.length > 0) await answered.remember(place, ts, restTs);
  }

  function beginProgress(place: AnswerPlace): Progress | null {
    const { channel, threadTs, questionTs, isHidden, isOverheard, user, team, respond, words = '' } = place;
    const statusTs = threadTs ?? questionTs;
    const opening = botWordings[botLanguage({ text: words })].progress({ stage: 'understanding' });
    if (isHidden) return respond === undefined ? null : sayProgressOnce(respond, { opening, times, log });
    if (isOverheard || statusTs === undefined) return null;
    const onShown = (ts: string, isStream: boolean): void =>
      noteBegun(begun, place.eventId, { channel, ts, isStream });
    const where = { channel, threadTs, statusTs, user, team };
    return showProgress({ clients, log, ...where, opening, times, budget, onShown });
  }

  /** Says the reply in the place of what stood for it. */
  async function conclude(
    place: AnswerPlace,
    said: Reply,
    { messageTs, stream, words }: Shown,
  ): Promise<void> {
    if (stream === null) return await send(place, said, messageTs === null ? [] : [messageTs]);
    const isOpen = said.kind !== 'nothing' && !isHiddenReply(place, said);
    const message = isOpen ? renderBlocksBelow(words, said, await findAccounts(said, people)) : null;
    if (message === null) {
      await stream.endBare();
      return await send(place, said, [stream.ts]);
    }
    const outcome = await poster.endStream(place, message, words, stream);
    // In a direct message, what is streamed stands below its question.
    const { threadTs = place.questionTs } = place;
    if (outcome === 'said') return await goOn({ ...place, threadTs }, message, stream.ts);
    if (stream.wasStopped()) return await send(place, stopped(said), [stream.ts]);
    if (outcome === 'open') return await send(place, said, [stream.ts]);
    await send(place, said);
    // What stood for the answer goes as soon as Slack lets it.
    await stream.endBare();
    await poster.remove(place.channel, stream.ts);
  }

  async function orToAsker(place: AnswerPlace, said: Reply, work: () => Promise<void>): Promise<void> {
    await toAsker.orToAsker(place, async () => renderBlocks(said, await findAccounts(said, people)), work);
  }

  /** Where nobody reads along. */
  async function tellOwed(place: AnswerPlace, said: Reply): Promise<void> {
    if (said.kind === 'nothing' || !(place.isHidden || isDirect(place.channel))) return;
    await owed.tell(place.user, replyLanguage(said), (reply) =>
      place.isHidden
        ? poster.hide(place, renderBlocks(reply))
        : poster.writeTo(place.user, renderBlocks(reply)),
    );
  }

  /** How a question that was changed had been answered; its asker is told where that cannot be looked up. */
  async function formerOf(
    place: AnswerPlace,
    isMaybe: boolean,
  ): Promise<AnsweredQuestion | null | 'unknown'> {
    try {
      return await answered.find(place, isMaybe);
    } catch (err) {
      await toAsker.notFollowed(place, err);
      return 'unknown';
    }
  }

  /** Whether `answerAnew` answers it. Where that cannot be looked up, answered twice is better than not at all. */
  async function isKnown(place: AnswerPlace): Promise<boolean> {
    try {
      return (await answered.find(place)) !== null;
    } catch (err) {
      log.warn(
        { err, event: place.eventId },
        'Whether an edited mention was answered could not be looked up',
      );
      return false;
    }
  }

  /** Whether another event has taken the question's place, which is answered, or deleted, in its own turn. */
  const isOutdated = async ({ messageId, editedTs = '' }: AnswerPlace): Promise<boolean> =>
    messageId !== undefined && (await turns.isOutdated(messageId, editedTs));

  /** What is no message is asked once, and neither edited nor deleted. */
  const inTurn = async ({ messageId }: AnswerPlace, work: () => Promise<void>): Promise<void> =>
    messageId === undefined ? await work() : await turns.run(messageId, work);

  async function noteEdit({ messageId, editedTs }: AnswerPlace): Promise<void> {
    if (messageId !== undefined && editedTs !== undefined)
      await turns.noteChange(messageId, { edited: editedTs });
  }

  async function answerInTurn(
    place: AnswerPlace,
    readMessage: () => Promise<IncomingMessage>,
  ): Promise<void> {
    if (await isOutdated(place)) return;
    if (place.editedTs !== undefined && (await isKnown(place))) return;
    const progress = beginProgress(place);
    const made = await reply(place, readMessage, progress);
    const shown = (await progress?.finish()) ?? nothingShown;
    const said: Reply = (await isOutdated(place)) ? { kind: 'nothing', text: '' } : made;
    await orToAsker(place, said, () => conclude(placeBelow(place, said.below), said, shown));
    await begun.end(place.eventId);
    await tellOwed(place, said);
  }

  return {
    reply: (waiting, readMessage) => reply(waiting, readMessage),
    async answer(place, readMessage) {
      await noteEdit(place);
      await inTurn(place, () => answerInTurn(place, readMessage));
    },
    async answerAnew(place, readMessage, isMaybe) {
      // Elsewhere, only one that names the bot is surely answered: it is told of as a mention too, which notes it.
      if (isDirect(place.channel)) await noteEdit(place);
      await inTurn(place, async () => {
        if (await isOutdated(place)) return;
        const former = await formerOf(place, isMaybe);
        if (former === 'unknown' || (former !== null && isAnswered(former, place))) return;
        if (former === null && (isMaybe || !isDirect(place.channel))) return;
        const said = await reply(place, readMessage);
        await orToAsker(place, said, () => send(place, said, former === null ? [] : messagesOf(former)));
      });
    },
    async takeBack(place, readMessage, isMaybe) {
      if (place.messageId !== undefined) await turns.noteChange(place.messageId, 'deleted');
      await inTurn(place, async () => {
        const former = await formerOf(place, isMaybe);
        if (former === 'unknown' || (former === null && isMaybe)) return;
        // Forgotten as a turn of its conversation too, whoever it was.
        await reply(place, readMessage);
        if (former === null) return;
        for (const ts of messagesOf(former)) await poster.remove(place.channel, ts);
        await answered.forget(place);
      });
    },
  };
}

/** Whether a question was answered as it is now, as where its edit brought a mention, of which Slack tells twice. */
const isAnswered = (former: AnsweredQuestion, { editedTs }: AnswerPlace): boolean =>
  former.editedTs !== undefined && editedTs !== undefined && former.editedTs >= editedTs;

/** Said in the place of an answer that its asker stopped, so that the question has not gone unheard. */
function stopped(reply: Reply): Reply {
  return { kind: 'text', text: botWordings[replyLanguage(reply)].stopped };
}
