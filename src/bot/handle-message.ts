import { randomUUID } from 'node:crypto';
import type { DirectoryAccess } from '../access/directory-access.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { AppError } from '../operations/app-error.ts';
import type { Audit } from '../operations/audit.ts';
import type { Logger } from '../operations/log.ts';
import type { Answer, AnswerQuestion, AnswerRequest, Asker, Turn } from '../retrieval/answer.ts';
import type { StateStore } from '../state/state-store.ts';
import { readsMore, withAudienceNote } from './audience-note.ts';
import { auditFailure, auditReply, auditStranger, auditTooLong } from './audit-message.ts';
import { ask } from './commands/ask.ts';
import type { Command } from './commands/command.ts';
import { createHelp } from './commands/help.ts';
import { status } from './commands/status.ts';
import { tasks } from './commands/tasks.ts';
import { whois } from './commands/whois.ts';
import { readTurns, rememberedAnswer, rememberTurns } from './conversation.ts';
import type { IncomingMessage, Sender } from './message.ts';
import type { Reply } from './reply.ts';

export interface MessageHandlerDependencies {
  readonly answerQuestion: AnswerQuestion;
  readonly access: DirectoryAccess;
  readonly graph: GraphReader;
  readonly state: StateStore;
  readonly audit: Audit;
  readonly log: Logger;
}

const strangerText =
  'I only answer people of this company whom the directory knows, and I could not find you there. Your administrator can add you.';

const answering: readonly Command[] = [whois, tasks, ask, status];
const commands: readonly Command[] = [...answering, createHelp(answering)];

/** The names of all commands, for adapters and manifests. */
export const commandNames: readonly string[] = commands.map((one) => one.name);

/** What every adapter calls with every message: mention, direct message or command in, a reply out; it never throws. */
export function createMessageHandler(
  dependencies: MessageHandlerDependencies,
): (message: IncomingMessage) => Promise<Reply> {
  return async (message) => {
    const { audit } = dependencies;
    let asker: Asker | null = null;
    try {
      asker = await whoAsks(message.sender, dependencies.access);
      if (asker === null) {
        audit.record(auditStranger(message));
        return { kind: 'text', text: strangerText };
      }
      const text = message.text.trim();
      const reply = await handle(message, text, asker, dependencies);
      audit.record(isTooLong(reply) ? auditTooLong(message, asker) : auditReply(message, asker, reply));
      return reply;
    } catch (error) {
      const id = randomUUID().slice(0, 8);
      dependencies.log.error(
        { err: error, failure: id, platform: message.platform, kind: message.kind },
        'A message could not be answered',
      );
      audit.record(auditFailure(message, asker, id));
      if (error instanceof AppError && error.code === 'storage_unreachable') {
        return {
          kind: 'failure',
          id,
          text: 'I cannot reach my data at the moment, so I cannot answer. Please ask again in a few minutes.',
        };
      }
      return {
        kind: 'failure',
        id,
        text: 'Something went wrong while I looked that up. Please ask again; if it stays, tell your administrator the id.',
      };
    }
  };
}

async function handle(
  message: IncomingMessage,
  text: string,
  asker: Asker,
  dependencies: MessageHandlerDependencies,
): Promise<Reply> {
  const { state } = dependencies;
  const viewer =
    message.audience === undefined
      ? asker.viewer
      : await dependencies.access.audience(
          [message.sender, ...message.audience].map((one) => one.email ?? ''),
        );
  const shared: Asker = { employeeId: asker.employeeId, viewer };
  const isNarrowed = readsMore(asker.viewer, viewer);
  const answerQuestion: AnswerQuestion = async (request) => {
    const answer = await dependencies.answerQuestion(request);
    return isNarrowed && answer.candidates === undefined ? withAudienceNote(answer) : answer;
  };
  if (message.kind === 'command')
    return await runCommand(message, text, shared, { ...dependencies, answerQuestion });
  const answer = await answerInConversation(
    message,
    { question: text, asker: shared },
    answerQuestion,
    state,
  );
  return { kind: 'answer', answer };
}

/** Answers with what was said before in mind, and remembers what is said now. */
async function answerInConversation(
  { conversationId }: IncomingMessage,
  request: AnswerRequest,
  answerQuestion: AnswerQuestion,
  state: StateStore,
): Promise<Answer> {
  const turns = await readTurns(state, conversationId);
  const { question, intent } = request;
  const answer = await answerQuestion({ ...request, context: turns });
  if (answer.abstained?.reason === 'too_long') return answer;
  const asked: Turn = { role: 'user', text: question, ...(intent === undefined ? {} : { intent }) };
  await rememberTurns(state, conversationId, [...turns, asked, rememberedAnswer(answer)]);
  return answer;
}

const isTooLong = (reply: Reply): boolean =>
  reply.kind === 'answer' && reply.answer.abstained?.reason === 'too_long';

async function runCommand(
  message: IncomingMessage,
  text: string,
  asker: Asker,
  dependencies: MessageHandlerDependencies,
): Promise<Reply> {
  const command = commands.find((one) => one.name === message.command);
  if (command === undefined) {
    return {
      kind: 'text',
      text: `I do not know /${message.command ?? ''}. I know ${commands.map((one) => `/${one.name}`).join(', ')}.`,
    };
  }
  return await command.run({
    text,
    asker,
    answer: (request) =>
      answerInConversation(message, { asker, ...request }, dependencies.answerQuestion, dependencies.state),
    sources: () => dependencies.graph.sources(),
  });
}

async function whoAsks(sender: Sender, access: DirectoryAccess): Promise<Asker | null> {
  if (sender.operator === true) return { viewer: operatorViewer, employeeId: null };
  const person = sender.email === undefined ? null : await access.person(sender.email);
  return person === null ? null : { viewer: person.viewer, employeeId: person.employeeId };
}
