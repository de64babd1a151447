import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import type { IncomingMessage } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { createLog } from '../../src/operations/log.ts';
import { breakingQuestion } from './conversation.ts';

export interface SampleCompany {
  readonly orgwise: Orgwise;
  /** The real message handler, save that `breakingQuestion` makes the retrieval fail. */
  handleMessage(message: IncomingMessage): Promise<Reply>;
  close(): Promise<void>;
}

/** The real Orgwise over the sample company, synced, in a folder of its own. */
export async function openSampleCompany(): Promise<SampleCompany> {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-conversation-'));
  const configFile = new URL('../../sample-company/orgwise.yaml', import.meta.url).pathname;
  const orgwise = await createOrgwise(loadConfig({ configFile, dataDir: folder, env: {}, cwd: folder }));
  await orgwise.sync();
  const handleMessage = createMessageHandler({
    ...orgwise,
    log: createLog('silent'),
    answerQuestion: (request) => {
      if (request.question === breakingQuestion) throw new Error('provoked by a test');
      return orgwise.answerQuestion(request);
    },
  });
  return {
    orgwise,
    handleMessage,
    async close() {
      await orgwise.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
