import type { OwedAnswers } from '../owed-answers.ts';
import type { AnswerSender } from './answer-sender.ts';
import type { SlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';
import type { SlackPeople } from './slack-people.ts';

/** A workspace that the app is installed in: what is read from it, and what is written to it. */
export interface SlackWorkspace {
  readonly clients: SlackClients;
  readonly people: SlackPeople;
  readonly sender: AnswerSender;
  readonly owed: OwedAnswers;
  readonly log: SlackLog;
}

/**
 * The workspace that an event, a command or a press came from.
 *
 * @param body what Slack sent.
 * @throws AppError where the app is not installed there.
 */
export type WorkspaceOf = (body: unknown) => Promise<SlackWorkspace>;
