import type { Turn } from '../../retrieval/answer.ts';
import { keepReply } from '../actions/kept-reply.ts';
import type { OfferedAction } from '../actions/offer-actions.ts';
import {
  type Asking,
  answerInConversation,
  canBePrivate,
  replyWith,
  type Speaking,
} from '../answer-asked.ts';
import type { Action, Reply } from '../reply.ts';
import { commandNames, isCommandName } from './command-names.ts';
import { commands } from './registry.ts';

/** Keeps what buttons of a command's reply stand for; nobody else may press them. */
async function keepOffered(
  { message, asker, state }: Speaking,
  offered: readonly OfferedAction[],
): Promise<readonly Action[]> {
  const refs = await keepReply(state, {
    platform: message.platform,
    account: message.sender.accountId,
    employeeId: asker.employeeId,
    seenBy: 'asker',
    question: `/${message.command ?? ''}`,
    context: [],
    answerDigest: '',
    actions: offered.map(({ kept }) => kept),
  });
  return offered.map(({ kept, look }, at) => ({ ...look, kind: kept.kind, ref: refs[at] ?? '' }));
}

/** Runs the command that a message gives; as words in a channel, it is answered for all who are there. */
export async function runCommand(speaking: Speaking): Promise<Reply> {
  const { message, wording, settings, timeZone } = speaking;
  const name = message.command ?? '';
  if (!isCommandName(name)) return { kind: 'text', text: wording.unknownCommand(name, commandNames) };
  const isPrivate = message.audience === undefined || (settings.isPrivate && canBePrivate(message));
  let asked: { readonly asking: Asking; readonly context: readonly Turn[] } | undefined;
  const content = await commands[name].run({
    ...speaking,
    text: message.text,
    isPrivate,
    platform: message.platform,
    email: message.sender.email,
    offer: (offered) => keepOffered(speaking, offered),
    async answer({ question, intent }) {
      const asking: Asking = { question, ...(intent === undefined ? {} : { intent }) };
      const { answer, context } = await answerInConversation(speaking, asking, { isPrivate });
      asked = { asking, context };
      return answer;
    },
  });
  if (content.kind === 'answer' && asked !== undefined)
    return await replyWith(speaking, asked.asking, content.answer, { isPrivate, context: asked.context });
  return { ...content, ...(isPrivate ? { visibleTo: 'asker' } : {}), timeZone };
}
