import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { Logger } from '../operations/log.ts';
import type { Answer, AnswerQuestion, AnswerRequest, Asker, Turn } from '../retrieval/answer.ts';
import type { StateStore } from '../state/state-store.ts';
import { keepReply } from './actions/kept-reply.ts';
import { offerActions } from './actions/offer-actions.ts';
import { pageRows } from './actions/page-rows.ts';
import type { ShownAlone } from './actions/shown-alone.ts';
import { readsMore, withAudienceNote } from './audience-note.ts';
import type { ReplyWatch } from './bot-adapter.ts';
import { readTurns, rememberedAnswer, rememberTurns } from './conversation.ts';
import { digestOf, noteUnanswered } from './feedback.ts';
import type { IncomingMessage } from './message.ts';
import { isRemark } from './overheard-remark.ts';
import type { PageLinks } from './page-links.ts';
import type { RatedGraph } from './rated-questions.ts';
import { readProfiles } from './read-profiles.ts';
import type { Action, Reply } from './reply.ts';
import type { PersonalSettings } from './settings/personal-settings.ts';
import type { StoppedPlans } from './stopped-plans.ts';
import type { BotWording } from './wording/bot-wording.ts';
import { botLanguage, botWordings } from './wording/bot-wordings.ts';

/** One message with all that an answer to it needs. */
export interface Speaking {
  readonly message: IncomingMessage;
  readonly asker: Asker;
  /** What everybody in the place may read; the asker's own where they are alone. */
  readonly shared: Viewer;
  readonly settings: PersonalSettings;
  readonly wording: BotWording;
  readonly timeZone: string;
  readonly isAdmin: boolean;
  readonly keepsQuestions: boolean;
  readonly plans: StoppedPlans | undefined;
  readonly pageLinks: PageLinks | undefined;
  readonly answerQuestion: AnswerQuestion;
  readonly graph: GraphReader & RatedGraph;
  readonly log: Pick<Logger, 'warn'>;
  readonly state: StateStore;
  readonly today: string;
  readonly shownAlone: ShownAlone;
  readonly watch: ReplyWatch;
}

/** Whether a reply can be for the sender alone: where nobody else reads, or where the adapter shows it to nobody else. */
export const canBePrivate = ({ audience, canReplyPrivately }: IncomingMessage): boolean =>
  audience === undefined || canReplyPrivately === true;

export type Asking = Pick<AnswerRequest, 'question' | 'intent' | 'offset' | 'query' | 'isPlannedByModel'>;

export interface AskingOptions {
  /** Whether the reply is for the asker alone, and so from all that they may read. */
  readonly isPrivate: boolean;
  /** What was said before; that of the conversation where absent. */
  readonly context?: readonly Turn[];
  /** Whether it is a turn of the conversation: a page or an answer that is told anew is none. */
  readonly isTurn?: boolean;
  /** The message that asked first, where a button goes on with its answer. */
  readonly askedIn?: string | undefined;
}

/** Answers a question in its place, remembers it and keeps what its buttons stand for. */
export async function answerAsked(
  speaking: Speaking,
  asking: Asking,
  options: AskingOptions,
): Promise<Reply> {
  const { context, answer } = await answerInConversation(speaking, asking, options);
  if (isLeftBe(speaking, answer)) return { kind: 'nothing', text: '' };
  return await replyWith(speaking, asking, answer, { ...options, context });
}

/** The answer alone, with what was said before it. */
export async function answerInConversation(
  speaking: Speaking,
  asking: Asking,
  { isPrivate, context, isTurn = true }: AskingOptions,
): Promise<{ readonly answer: Answer; readonly context: readonly Turn[] }> {
  const { message, asker, state, keepsQuestions, watch } = speaking;
  const { messageId } = message;
  const turns = context ?? (await readContext(speaking, isPrivate));
  const viewer = isPrivate ? asker.viewer : speaking.shared;
  // What is counted for one person alone is not shown before others.
  const { onProgress, onText }: ReplyWatch = isPrivate && message.audience !== undefined ? {} : watch;
  const { language } = speaking.settings;
  const words = botWordings[botLanguage({ setting: language, text: asking.question })];
  const found = await speaking.answerQuestion({
    ...asking,
    asker: { employeeId: asker.employeeId, viewer },
    isShared: !isPrivate,
    timeZone: speaking.timeZone,
    context: turns,
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress(words.progress(progress)) }),
    ...(onText === undefined ? {} : { onText }),
  });
  const isNarrowed = !isPrivate && found.candidates === undefined && readsMore(asker.viewer, viewer);
  const answer = isNarrowed ? withAudienceNote(found, message) : found;
  if (answer.abstained?.reason === 'too_long' || isLeftBe(speaking, answer))
    return { answer, context: turns };
  if (isTurn) {
    const { question, intent } = asking;
    const asked: Turn = { role: 'user', text: question, ...(intent === undefined ? {} : { intent }) };
    const place = isPrivate ? ownConversation(message) : message.conversationId;
    await rememberTurns(state, place, [asked, rememberedAnswer(found)], messageId, asker.employeeId);
    if (answer.abstained !== undefined) {
      const { reason } = answer.abstained;
      const kept = keepsQuestions ? question : null;
      await noteUnanswered(state, { question: kept, reason, asker: asker.employeeId });
    }
  }
  return { answer, context: turns };
}

/** What was said to others, most likely. */
const isLeftBe = ({ message }: Speaking, answer: Answer): boolean =>
  message.isOverheard === true && isRemark(message.text, answer);

/** What was said before: in private, else in the conversation, else in the thread that the question was written in. */
async function readContext({ message, state }: Speaking, isPrivate: boolean): Promise<readonly Turn[]> {
  const { conversationId, messageId, change, earlier = [] } = message;
  for (const place of new Set([...(isPrivate ? [ownConversation(message)] : []), conversationId])) {
    const turns = await readTurns(state, place, change === 'edited' ? messageId : undefined);
    if (turns.length > 0) return turns;
  }
  return earlier.map((text): Turn => ({ role: 'user', text }));
}

/** Where others read, what was said to one person alone is remembered for that person alone. */
export function ownConversation({ conversationId, audience, sender }: IncomingMessage): string {
  return audience === undefined ? conversationId : `${conversationId}:${sender.accountId}`;
}

/** An answer with its buttons and the people whom it is about. */
export async function replyWith(
  speaking: Speaking,
  asking: Asking,
  whole: Answer,
  { isPrivate, context = [], askedIn }: AskingOptions,
): Promise<Reply> {
  const { message, asker, state, shared, graph, today, timeZone } = speaking;
  const { question, intent } = asking;
  const isInChannel = message.audience !== undefined || message.isInChannel === true;
  const told = rememberedAnswer(whole);
  const messageId = askedIn ?? message.messageId;
  const answer = pageRows(whole, asking.offset);
  const offered = offerActions(answer, {
    wording:
      botWordings[speaking.settings.language === 'auto' ? answer.language : speaking.settings.language],
    isPrivate,
    isInChannel,
    canBePrivate: canBePrivate(message),
  });
  const refs = await keepReply(state, {
    platform: message.platform,
    account: message.sender.accountId,
    employeeId: asker.employeeId,
    seenBy: isPrivate ? 'asker' : 'place',
    question,
    ...(messageId === undefined ? {} : { messageId }),
    ...(intent === undefined ? {} : { intent }),
    context: [...context],
    ...(told.how === undefined ? {} : { told }),
    answerDigest: digestOf(whole),
    askedAt: new Date().toISOString(),
    abstained: answer.abstained !== undefined,
    cited: answer.sources.flatMap(({ kind, id }) => (kind === 'article' ? [id] : [])),
    actions: offered.map((one) => one.kept),
  });
  const actions = offered.map(
    ({ kept, look }, at): Action => ({ ...look, kind: kept.kind, ref: refs[at] ?? '' }),
  );
  const viewer = isPrivate ? asker.viewer : shared;
  const profiles = await readProfiles(answer, { graph, viewer, today, now: new Date() });
  return {
    kind: 'answer',
    answer,
    ...(profiles.length === 0 ? {} : { profiles }),
    actions,
    ...(isPrivate ? { visibleTo: 'asker' } : {}),
    timeZone,
  };
}
