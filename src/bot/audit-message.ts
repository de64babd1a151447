import { auditAnswer, readTogether } from '../operations/audit/audit-answer.ts';
import type { AuditEntry } from '../operations/audit.ts';
import type { Asker } from '../retrieval/answer.ts';
import type { IncomingMessage } from './message.ts';
import type { RefusalReason } from './refuse-sender.ts';
import type { Reply } from './reply.ts';

type Common = Pick<AuditEntry, 'platform' | 'place' | 'question'> & Partial<AuditEntry>;

/** A message of somebody who gets no answer. */
export function auditRefusal(message: IncomingMessage, why: RefusalReason): AuditEntry {
  return { ...common(message), ...refused, who: message.sender.accountId, why };
}

/** A message that is too long to be a question. */
export function auditTooLong(message: IncomingMessage, asker: Asker): AuditEntry {
  const { question, ...rest } = common(message);
  return {
    ...rest,
    ...refused,
    who: whoIs(message, asker),
    characters: question?.length ?? 0,
    why: 'too_long',
  };
}

/** A message that was answered, of which it was said that it cannot be, or that asked for what its sender may not do. */
export function auditReply(message: IncomingMessage, asker: Asker, reply: Reply): AuditEntry {
  const { refused: why, ...noted } = reply.noted ?? {};
  const entry = { ...common(message), ...noted, who: whoIs(message, asker) };
  if (why !== undefined) return { ...entry, ...refused, why };
  const isCommand = message.kind === 'command' || message.kind === 'home' || reply.kind === 'text';
  return {
    ...entry,
    what: isCommand ? 'command' : 'question',
    allowed: true,
    ...(reply.kind === 'answer' ? auditAnswer(reply.answer) : {}),
    ...(reply.kind === 'home' ? { read: readTogether([reply.home.myTasks, reply.home.myTeam]) } : {}),
  };
}

/**
 * A message whose answer failed.
 *
 * @param id finds the log line.
 */
export function auditFailure(message: IncomingMessage, asker: Asker | null, id: string): AuditEntry {
  return { ...common(message), who: whoIs(message, asker), what: 'failure', allowed: true, why: id };
}

const refused = { what: 'refusal', allowed: false } as const;

function common(message: IncomingMessage): Common {
  const act = message.command ?? (message.kind === 'home' ? 'home' : undefined);
  return {
    platform: message.platform,
    place: message.conversationId,
    question: message.text.trim(),
    ...(message.audience === undefined ? {} : { audience: message.audience.length }),
    ...(act === undefined ? {} : { act }),
  };
}

function whoIs({ sender }: IncomingMessage, asker: Asker | null): string {
  if (sender.operator === true) return 'operator';
  return asker?.employeeId ?? sender.accountId;
}
