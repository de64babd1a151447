import { randomUUID } from 'node:crypto';
import type { DirectoryAccess } from '../access/directory-access.ts';
import { addressKey } from '../access/principals.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { inertCopy } from '../graph/inert-text.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { AppError } from '../operations/app-error.ts';
import type { Audit, AuditEntry } from '../operations/audit.ts';
import type { Logger } from '../operations/log.ts';
import type { AnswerQuestion, Asker } from '../retrieval/answer.ts';
import type { StateStore } from '../state/state-store.ts';
import { pressAction } from './actions/press-action.ts';
import { createShownAlone, type ShownAlone } from './actions/shown-alone.ts';
import { answerAsked, canBePrivate, ownConversation, type Speaking } from './answer-asked.ts';
import { auditFailure, auditRefusal, auditReply, auditTooLong } from './audit-message.ts';
import type { OnMessage, ReplyWatch } from './bot-adapter.ts';
import { isCommandName } from './commands/command-names.ts';
import { parseCommand } from './commands/parse-command.ts';
import { runCommand } from './commands/run-command.ts';
import { forgetTurns } from './conversation.ts';
import { createFirstTimes } from './first-times.ts';
import { buildHome } from './home/build-home.ts';
import { tellHome } from './home/tell-home.ts';
import { identifySender } from './identify-sender.ts';
import type { IncomingMessage, Sender } from './message.ts';
import { nameMentioned } from './name-mentioned.ts';
import type { PageLinks } from './page-links.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RatedGraph } from './rated-questions.ts';
import { refuseSender } from './refuse-sender.ts';
import type { Reply } from './reply.ts';
import { defaultSettings, isTimeZone, readSettings } from './settings/personal-settings.ts';
import { sharedViewer } from './shared-viewer.ts';
import type { StoppedPlans } from './stopped-plans.ts';
import { withoutEmphasis } from './without-emphasis.ts';
import { botLanguage, botWordings } from './wording/bot-wordings.ts';

export interface MessageHandlerDependencies {
  readonly answerQuestion: AnswerQuestion;
  readonly access: DirectoryAccess;
  readonly graph: GraphReader & RatedGraph;
  readonly state: StateStore;
  readonly audit: Audit;
  readonly log: Logger;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
  /** Addresses of those who see how syncs went and what had no answer; the operator always does. */
  readonly admins?: readonly string[];
  /** What a brake stopped, for administrators; absent where it is approved elsewhere alone. */
  readonly stoppedPlans?: StoppedPlans;
  /** Links to the web page; absent where nobody signs in by one. */
  readonly pageLinks?: PageLinks | undefined;
  /** Whether the words of questions may be kept, as the audit's setting says. */
  readonly keepsQuestions?: boolean;
  /** How many messages each account may send; any number where absent. */
  readonly rateLimit?: RateLimit;
}

/** What every adapter calls with every message: what was said or pressed in, a reply out; it never throws. */
export function createMessageHandler(dependencies: MessageHandlerDependencies): OnMessage {
  const isFirst = createFirstTimes();
  const shownAlone = createShownAlone();
  return async (said, watch = {}) => {
    const { platform: on, sender: by, action } = said;
    const isDrawn = action?.isDrawn === true;
    // A client draws a card each time that it comes into view: that is put down once.
    const isNoted = !isDrawn || isFirst(`${on} ${by.accountId} ${action?.ref}`);
    const audit = { record: (entry: AuditEntry) => void (isNoted && dependencies.audit.record(entry)) };
    let message = said;
    let asker: Asker | null = null;
    try {
      const { platform, sender } = message;
      const rate = sender.operator
        ? 'allowed'
        : dependencies.rateLimit?.take(`${platform} ${sender.accountId}${isDrawn ? ' drawn' : ''}`);
      // The card stays as it is.
      if (isDrawn && (rate === 'first' || rate === 'over')) return { kind: 'nothing', text: '' };
      if (rate === 'first' || rate === 'over') {
        // Noted once, or the trail would fill as fast as they write.
        if (rate === 'first') audit.record(auditRefusal(message, 'too_many'));
        const text = botWordings[botLanguage(message)].refusals.too_many;
        return { kind: 'text', text, refused: 'too_many', visibleTo: 'asker' };
      }
      const known = await whoAsks(said.sender, dependencies.access);
      message = { ...said, sender: known.sender };
      asker = known.asker;
      const refused = refuseSender(message.sender, asker !== null);
      if (refused !== null || asker === null) {
        const reason = refused ?? 'not_in_directory';
        audit.record(auditRefusal(message, reason));
        const text = botWordings[botLanguage(message)].refusals[reason];
        return { kind: 'text', text, refused: reason, visibleTo: 'asker' };
      }
      message = withCommand(await nameMentioned(message, asker.viewer, dependencies));
      const reply = await handle(message, asker, { ...dependencies, shownAlone }, watch);
      audit.record(isTooLong(reply) ? auditTooLong(message, asker) : auditReply(message, asker, reply));
      return inertReply(reply);
    } catch (error) {
      const id = randomUUID().slice(0, 8);
      dependencies.log.error(
        { err: error, failure: id, platform: message.platform, kind: message.kind },
        'A message could not be answered',
      );
      audit.record(auditFailure(message, asker, id));
      const { failures } = botWordings[botLanguage(message)];
      const isUnreachable = error instanceof AppError && error.code === 'storage_unreachable';
      return { kind: 'failure', id, text: isUnreachable ? failures.unreachable : failures.broken };
    }
  };
}

async function handle(
  message: IncomingMessage,
  asker: Asker,
  dependencies: MessageHandlerDependencies & { readonly shownAlone: ShownAlone },
  watch: ReplyWatch,
): Promise<Reply> {
  const { state, access, graph, answerQuestion } = dependencies;
  if (message.change === 'deleted') {
    const { messageId, conversationId } = message;
    for (const place of new Set([conversationId, ownConversation(message)]))
      if (messageId !== undefined) await forgetTurns(state, place, messageId);
    return { kind: 'nothing', text: '' };
  }
  const settings = asker.employeeId === null ? defaultSettings : await readSettings(state, asker.employeeId);
  const language = botLanguage({ ...message, setting: settings.language });
  const speaking: Speaking = {
    message,
    asker,
    shared: await sharedViewer(asker.viewer, message, access),
    settings,
    wording: botWordings[language],
    timeZone: settings.timeZone ?? knownZone(message.timeZone) ?? 'UTC',
    isAdmin: isAdmin(message.sender, dependencies.admins ?? []),
    keepsQuestions: dependencies.keepsQuestions === true,
    plans: dependencies.stoppedPlans,
    pageLinks: dependencies.pageLinks,
    answerQuestion,
    graph,
    state,
    log: dependencies.log,
    today: dependencies.today(),
    shownAlone: dependencies.shownAlone,
    watch,
  };
  const { timeZone } = speaking;
  switch (message.kind) {
    case 'action':
      return await pressAction(speaking);
    case 'home': {
      const home = await buildHome({ ...speaking, language });
      return { kind: 'home', home, text: tellHome(home, timeZone), visibleTo: 'asker', timeZone };
    }
    case 'command':
      return await runCommand(speaking);
    case 'shortcut': {
      const words = message.text.trim();
      const question =
        message.shortcut === 'who_should_answer' ? speaking.wording.questions.whoKnows(words) : words;
      return await answerAsked(speaking, { question }, { isPrivate: canBePrivate(message) });
    }
    default:
      return await answerAsked(
        speaking,
        { question: message.text.trim() },
        { isPrivate: message.audience === undefined || (settings.isPrivate && canBePrivate(message)) },
      );
  }
}

/** A message that is a command's words is that command, wherever it was written; without words it asks for help. */
function withCommand(message: IncomingMessage): IncomingMessage {
  const { kind, command = '' } = message;
  const text = withoutEmphasis(message.text.trim());
  if (kind === 'command') {
    if (command !== 'orgwise') return { ...message, text };
    return { ...message, ...(parseCommand(`/orgwise ${text}`) ?? { command: 'help', text: '' }) };
  }
  if (kind !== 'mention' && kind !== 'direct') return message;
  const parsed = text === '' ? { command: 'help', text } : parseCommand(text);
  if (parsed === null || !isCommandName(parsed.command)) return { ...message, text };
  return { ...message, kind: 'command', ...parsed };
}

const knownZone = (zone: string | undefined): string | null =>
  zone !== undefined && isTimeZone(zone) ? zone : null;

function isAdmin(sender: Sender, admins: readonly string[]): boolean {
  if (sender.operator === true) return true;
  const { email } = sender;
  return email !== undefined && admins.some((one) => addressKey(one) === addressKey(email));
}

const isTooLong = (reply: Reply): boolean =>
  reply.kind === 'answer' && reply.answer.abstained?.reason === 'too_long';

async function whoAsks(
  sender: Sender,
  access: DirectoryAccess,
): Promise<{ readonly asker: Asker | null; readonly sender: Sender }> {
  if (sender.standing !== undefined) return { asker: null, sender };
  if (sender.operator === true) return { asker: { viewer: operatorViewer, employeeId: null }, sender };
  const { person, sender: known } = await identifySender(sender, access);
  return {
    asker: person === null ? null : { viewer: person.viewer, employeeId: person.employeeId },
    sender: known,
  };
}

/** Names and texts beside an answer are made inert as those in it are; what is for the audit trail alone goes. */
function inertReply({ noted: _, ...reply }: Reply): Reply {
  if (reply.kind !== 'answer') return inertCopy(reply);
  const { answer, ...rest } = reply;
  return { ...inertCopy(rest), answer };
}
