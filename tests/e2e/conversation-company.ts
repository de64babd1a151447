import type { OnMessage } from '../../src/bot/bot-adapter.ts';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import { createLog } from '../../src/operations/log.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { breakingQuestion } from './conversation.ts';

export interface ConversationCompany extends SampleCompany {
  /** The real message handler, save that `breakingQuestion` makes the retrieval fail. */
  readonly handleMessage: OnMessage;
}

/** The real Orgwise over the sample company, synced, in a folder of its own. */
/** @param admins addresses. */
export async function openConversationCompany(admins: readonly string[] = []): Promise<ConversationCompany> {
  const company = await openSampleCompany();
  const { orgwise } = company;
  await orgwise.sync();
  const handleMessage = createMessageHandler({
    ...orgwise,
    log: createLog('silent'),
    admins,
    keepsQuestions: true,
    answerQuestion: (request) => {
      if (request.question === breakingQuestion) throw new Error('provoked by a test');
      return orgwise.answerQuestion(request);
    },
  });
  return { ...company, handleMessage };
}
