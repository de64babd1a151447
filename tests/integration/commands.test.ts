import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.ts';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

let count = 0;
async function say(conversationId: string, text: string, command?: string): Promise<string> {
  count += 1;
  const email = 'nora.weiss@voltmoor.example';
  const message: IncomingMessage = {
    id: `c${count}`,
    platform: 'terminal',
    kind: command === undefined ? 'direct' : 'command',
    text,
    ...(command === undefined ? {} : { command }),
    conversationId,
    sender: { accountId: email, email },
  };
  const reply = await company.orgwise.handleMessage(message);
  return reply.kind === 'answer' ? reply.answer.text : reply.text;
}

describe('a command is part of its conversation', () => {
  it('/whois, then how, then who is meant', async () => {
    expect(await say('a', 'John Doe', 'whois')).toContain('Senior Backend Engineer');
    const how = await say('a', 'how did you get this?');
    expect(how).toContain('How I answered “Who is John Doe?”');
    expect(how).toContain('Looked for: John Doe');
    expect(await say('a', 'what is he working on?')).toContain('WEB-57');
  });

  it('/tasks, then how', async () => {
    expect(await say('b', 'John Doe open', 'tasks')).toContain('WEB-57');
    expect(await say('b', '你是怎么得出的？')).toContain('查找');
    expect(await say('b', 'and which of them are blocked?')).toContain('WEB-60');
  });

  it.each(['platform overdue', 'overdue platform', 'Platform overdue'])('/tasks %s', async (words) => {
    expect(await say(`t ${words}`, words, 'tasks')).toContain('2 open tasks of Platform due before');
  });

  it('a message without a word is asked for one, and bold words are words', async () => {
    expect(await say('w', '😀 ?!')).toContain('Ask me something');
    expect(await say('w', '**who** is <b>Helena Brandt</b>?')).toContain('title: CEO');
  });

  it('/ask leans on what was said before', async () => {
    await say('c', 'How many tasks are assigned to John Doe?');
    expect(await say('c', 'how did you get this?', 'ask')).toContain('assigned to John Doe');
  });

  it('each conversation by itself', async () => {
    expect(await say('d', 'how did you get this?')).toContain('not answered anything');
  });
});
