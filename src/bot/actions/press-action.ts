import { viewerKey } from '../../graph/viewer-key.ts';
import type { Turn } from '../../retrieval/answer.ts';
import { type Asking, answerAsked, canBePrivate, type Speaking } from '../answer-asked.ts';
import { noteFeedback } from '../feedback.ts';
import { rateAnswer } from '../rated-questions.ts';
import { readProfiles } from '../read-profiles.ts';
import type { Noted, Reply } from '../reply.ts';
import { approvePlan } from '../stopped-plans.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { type KeptReply, type Press, readPress } from './kept-reply.ts';

/**
 * Answers a pressed button with the rights of whoever presses, in the audience where the reply is shown. Nothing of the
 * answer above is kept, so that what may no longer be read is not shown either.
 */
export async function pressAction(speaking: Speaking): Promise<Reply> {
  const { message, state, wording } = speaking;
  const press = await readPress(state, message.action?.ref ?? '', message.platform, message.sender);
  if (!press.allowed) {
    const { why } = press;
    const act = why === 'over' ? 'press' : `press ${press.action.kind}`;
    return refusal(why === 'over' ? wording.actionOver : wording.actionOfAnother, { act, refused: why });
  }
  const { reply, action } = press;
  if (message.action?.isDrawn === true && action.kind !== 'show_privately')
    return refusal(wording.actionOver, { act: `press ${action.kind}`, refused: 'over' });
  const isOwn = reply.account === message.sender.accountId;
  const question = action.question ?? reply.question;
  const replied = await carryOut(speaking, press);
  // Words of others' questions stand under their names alone, where they are forgotten with them.
  return {
    ...replied,
    noted: { act: `press ${action.kind}`, ...(isOwn ? { question } : {}), ...replied.noted },
  };
}

const toPresser = (text: string): Reply => ({ kind: 'text', text, visibleTo: 'asker' });
const refusal = (text: string, noted: Noted): Reply => ({ ...toPresser(text), noted });

async function carryOut(
  speaking: Speaking,
  { reply, action, replyId }: Extract<Press, { readonly allowed: true }>,
): Promise<Reply> {
  const { message, state, wording, settings, asker, keepsQuestions } = speaking;
  const { action: pressed, sender, platform } = message;
  const mayHide = canBePrivate(message);
  const isPrivate = message.audience === undefined || (reply.seenBy === 'asker' && mayHide);
  const words = botWordings[botLanguage({ ...message, setting: settings.language, text: reply.question })];
  const again: Asking = askedBefore(reply);
  const { messageId: askedIn } = reply;
  const context: readonly Turn[] = reply.context;
  switch (action.kind) {
    case 'choose':
    case 'follow_up':
      return await answerAsked(speaking, { question: action.question ?? reply.question }, { isPrivate });
    case 'next_page':
      return await answerAsked(
        speaking,
        {
          ...again,
          ...(action.offset === undefined ? {} : { offset: action.offset }),
          ...(action.query === undefined ? {} : { query: action.query, isPlannedByModel: true }),
        },
        { isPrivate, context, isTurn: false, askedIn },
      );
    case 'explain':
      return await answerAsked(
        speaking,
        { question: words.questions.how },
        { isPrivate, context: [...context, ...asTurns(reply)], isTurn: false, askedIn },
      );
    case 'show_privately':
      return await showAlone(speaking, pressed?.ref ?? '', (isPrivate) =>
        answerAsked(speaking, again, { isPrivate, context, isTurn: false, askedIn }),
      );
    case 'share': {
      // Where nobody says who reads there, nothing can be shared.
      if (message.audience === undefined) return refusal(words.actionOver, { refused: 'no_audience' });
      const shared = await answerAsked(speaking, again, { isPrivate: false, context, isTurn: false });
      return { ...shared, visibleTo: 'channel', ...(askedIn === undefined ? {} : { below: askedIn }) };
    }
    case 'approve_plan': {
      const { plans, isAdmin } = speaking;
      if (!isAdmin || plans === undefined || action.run === undefined)
        return refusal(wording.admin.only, { refused: 'not_admin' });
      const by = { who: asker.employeeId ?? 'operator', platform };
      return toPresser(await approvePlan(plans, action.run, by, wording.plans));
    }
    case 'feedback_up':
    case 'feedback_down': {
      const opinion = action.kind === 'feedback_up' ? 'up' : 'down';
      const former = await noteFeedback(state, replyId, sender.accountId, {
        opinion,
        reason: pressed?.reason ?? null,
        question: keepsQuestions ? reply.question : null,
        answerDigest: reply.answerDigest,
        by: asker.employeeId,
      });
      await rate(speaking, { replyId, reply }, opinion, former);
      return toPresser(words.thanks);
    }
  }
}

/** Shown before to the same person, and made from the same, it is the same; only the clock at the people's places has gone on. */
async function showAlone(
  speaking: Speaking,
  ref: string,
  make: (isPrivate: boolean) => Promise<Reply>,
): Promise<Reply> {
  const { message, asker, graph, today, timeZone, settings, shownAlone } = speaking;
  if (!canBePrivate(message)) return await make(false);
  const { viewer } = asker;
  const [sources, revision] = await Promise.all([graph.sources(), graph.revision()]);
  const data = JSON.stringify([revision, sources.map(({ name, syncedAt }) => [name, syncedAt])]);
  const reader = JSON.stringify([viewerKey(viewer), today, timeZone, settings.language]);
  const key = `${message.platform} ${message.sender.accountId} ${ref}`;
  const reply = await shownAlone.show(key, data, reader, () => make(true));
  if (reply.kind !== 'answer' || reply.profiles === undefined) return reply;
  return { ...reply, profiles: await readProfiles(reply.answer, { graph, viewer, today, now: new Date() }) };
}

/** The opinion is noted, whatever becomes of the graph: a sync may hold it. */
async function rate(
  speaking: Speaking,
  { replyId, reply }: { readonly replyId: string; readonly reply: KeptReply },
  opinion: 'up' | 'down',
  former: 'up' | 'down' | null,
): Promise<void> {
  const { askedAt, abstained = false, cited = [] } = reply;
  if (askedAt === undefined) return;
  try {
    await rateAnswer(speaking, { replyId, askedAt, abstained, cited }, opinion, former);
  } catch (err) {
    speaking.log.warn({ err }, 'An opinion was noted, and could not be put down in the graph');
  }
}

function askedBefore({ question, intent }: KeptReply): Asking {
  return { question, ...(intent === undefined ? {} : { intent }) };
}

function asTurns({ question, intent, told }: KeptReply): readonly Turn[] {
  const asked: Turn = { role: 'user', text: question, ...(intent === undefined ? {} : { intent }) };
  return told === undefined ? [asked] : [asked, told];
}
