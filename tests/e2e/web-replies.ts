import type { IncomingMessage } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import type { Answer } from '../../src/retrieval/answer.ts';
import { explanation } from '../fixtures/explanation.ts';

const plain = {
  language: 'en',
  claims: [],
  asOf: [
    { source: 'records', syncedAt: '2026-11-20T01:00:00.000Z' },
    { source: 'wiki', syncedAt: '2026-11-20T01:00:12.000Z' },
  ],
  followUps: [],
  sources: [],
} as const;

function answer(parts: Partial<Answer> & { readonly text: string }): Reply {
  return { kind: 'answer', answer: { ...plain, ...parts } };
}

const overdue = [
  ['CORE-2 “Write the quarterly report”', 'in progress', 'Łukasz Nowak, 王小明', '2026-11-10'],
  ['CORE-7 “Rotate the gateway certificates”', 'to do', 'Ana Silva', '2026-11-12'],
  ['CORE-9 “Move invoices to the new queue”', 'blocked', 'Łukasz Nowak', '2026-11-17'],
];

/** A small bot that says one reply of each kind, by the words of the message. */
export async function replyTo(message: IncomingMessage): Promise<Reply> {
  const { text } = message;
  if (message.kind === 'command') {
    return { kind: 'text', text: `Command **${message.command}** of ${message.sender.email}: ${text}` };
  }
  if (message.kind === 'mention') {
    return { kind: 'text', text: `Seen by ${message.audience?.length ?? 0} people.` };
  }
  if (text.includes('overdue')) {
    return answer({
      text: `3 open tasks of Core Platform due before 2026-11-20:\n${overdue.map((cells) => `- ${cells.join('; ')}`).join('\n')}`,
      rows: {
        columns: ['task', 'status', 'assignees', 'due date'],
        rows: overdue.map((cells) => ({ cells })),
      },
      total: 3,
      query: { find: 'Task', return: { kind: 'list', limit: 200 } },
      explanation,
      followUps: ['How many of them are blocked?', 'Who leads Core Platform?'],
      sources: overdue.map((cells, at) => ({
        kind: 'task',
        id: `t${at}`,
        key: (cells[0] ?? '').slice(0, 6),
        title: (cells[0] ?? '').slice(8, -1),
        url: at === 0 ? 'https://tasks.acme.example/CORE-2' : null,
      })),
    });
  }
  if (text === 'What is Ana working on?') {
    return answer({
      text: 'Which “Ana” do you mean?\n- Ana Silva — Data Engineer\n- Ana Ionescu — Account Manager',
      candidates: ['Ana Silva', 'Ana Ionescu'].map((name, at) => ({
        id: `e${at}`,
        label: 'Employee',
        name,
        detail: at === 0 ? 'Data Engineer, Core Platform' : 'Account Manager, Sales',
        question: `What is ${at === 0 ? 'ana.silva' : 'ana.ionescu'}@acme.example working on?`,
      })),
    });
  }
  if (text.includes('ana.silva@')) {
    return answer({ text: 'Ana Silva works on CORE-7 “Rotate the gateway certificates”.' });
  }
  if (text.includes('VPN')) {
    return answer({
      text: 'Use a personal certificate:\n1. Ask for one with `vpnctl request`.\n2. Install it.\n\n| Site | Gateway |\n| --- | --- |\n| Berlin | vpn-1 |\n| 上海 | vpn-2 |\n\n```\nvpnctl up --site berlin\n```',
      sources: [
        {
          kind: 'article',
          id: 'a1',
          key: 'it/vpn.md',
          title: 'VPN access',
          heading: 'Certificates',
          url: null,
        },
      ],
    });
  }
  if (text.includes('park')) {
    return answer({
      text: 'No page of the wiki says that. I looked at records and wiki.',
      abstained: { reason: 'no_article', lookedAt: ['records', 'wiki'] },
    });
  }
  if (text.includes('break')) return { kind: 'failure', id: 'ab12cd34', text: 'Something went wrong.' };
  throw new Error(`no reply for ${text}`);
}
