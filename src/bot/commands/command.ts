import type { SourceStatus } from '../../graph/graph-store.ts';
import type { Answer, AnswerRequest, Asker } from '../../retrieval/answer.ts';
import type { Reply } from '../reply.ts';

/** What a command is run with. */
export interface CommandCall {
  /** What follows the command's name, trimmed. */
  readonly text: string;
  readonly asker: Asker;
  answer(request: Pick<AnswerRequest, 'question'> & Partial<AnswerRequest>): Promise<Answer>;
  sources(): Promise<readonly SourceStatus[]>;
}

export interface Command {
  readonly name: string;
  /** What may follow the name, as the help shows it. */
  readonly usage: string;
  readonly description: string;
  run(call: CommandCall): Promise<Reply>;
}
