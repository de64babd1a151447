import { randomUUID } from 'node:crypto';
import type { OnMessage } from '../bot-adapter.ts';
import type { IncomingMessage } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { type AnswerPlace, isHiddenReply } from './answer-place.ts';
import { createAnswerPoster } from './answer-poster.ts';
import { createChannelQueue } from './channel-queue.ts';
import { findAccounts } from './find-accounts.ts';
import { renderBlocks } from './render-blocks.ts';
import { type Progress, type ProgressTimes, showProgress } from './show-progress.ts';
import type { SlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';
import type { SlackPeople } from './slack-people.ts';

export interface AnswerSender {
  /** Puts a message together, has it answered and sends the answer; a step that fails is said in its place. */
  answer(place: AnswerPlace, readMessage: () => Promise<IncomingMessage>): Promise<void>;
  /** The reply alone, for what is shown otherwise. */
  reply(readMessage: () => Promise<IncomingMessage>): Promise<Reply>;
}

export interface AnswerSenderOptions {
  readonly clients: SlackClients;
  readonly people: SlackPeople;
  readonly onMessage: OnMessage;
  readonly log: SlackLog;
  readonly progress: ProgressTimes;
}

export function createAnswerSender(options: AnswerSenderOptions): AnswerSender {
  const { clients, people, onMessage, log, progress: times } = options;
  const poster = createAnswerPoster(clients.writer, createChannelQueue(), log);

  async function reply(
    readMessage: () => Promise<IncomingMessage>,
    progress: Progress | null = null,
  ): Promise<Reply> {
    try {
      const watch = progress === null ? {} : { onProgress: progress.tell };
      return await onMessage(await readMessage(), watch);
    } catch (err) {
      const id = randomUUID().slice(0, 8);
      log.error({ err, failure: id, platform: 'slack' }, 'A message of Slack could not be read');
      return { kind: 'failure', id, text: botWordings.en.failures.unknownAudience };
    }
  }

  /** @param former a message that the reply takes the place of. */
  async function send(place: AnswerPlace, said: Reply, former: string | null): Promise<void> {
    const isOpen = said.kind !== 'nothing' && !isHiddenReply(place, said);
    if (former !== null && !isOpen) await poster.remove(place.channel, former);
    if (said.kind === 'nothing') return;
    const message = renderBlocks(said, await findAccounts(said, people));
    if (isOpen) await poster.post(place, message, former);
    else await poster.hide(place, message);
  }

  function beginProgress({ channel, threadTs, questionTs, isHidden }: AnswerPlace): Progress | null {
    const statusTs = threadTs ?? questionTs;
    if (isHidden || statusTs === undefined) return null;
    return showProgress({ client: clients.hurried, log, channel, threadTs, statusTs, times });
  }

  return {
    reply: (readMessage) => reply(readMessage),
    async answer(place, readMessage) {
      const progress = beginProgress(place);
      const said = await reply(readMessage, progress);
      await send(place, said, (await progress?.finish()) ?? null);
    },
  };
}
