import type { Turn } from '../../retrieval/answer.ts';
import {
  type Asking,
  answerInConversation,
  canBePrivate,
  replyWith,
  type Speaking,
} from '../answer-asked.ts';
import type { Reply } from '../reply.ts';
import { commandNames, isCommandName } from './command-names.ts';
import { commands } from './registry.ts';

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
