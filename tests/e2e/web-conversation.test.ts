import { afterAll, beforeAll, describe, it } from 'vitest';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { type ConversationDriver, conversation, playStep } from './conversation.ts';
import { type ConversationCompany, openConversationCompany } from './conversation-company.ts';

let company: ConversationCompany;
let adapter: ReturnType<typeof createWebAdapter>;
/** Whom the page lists beside the company's people, all of whom are in its channel. */
let stranger: string | undefined;
let thread = 0;
let latest: { readonly kind: 'mention' | 'direct'; readonly html: string } | undefined;

beforeAll(async () => {
  company = await openConversationCompany();
  adapter = createWebAdapter({
    host: '127.0.0.1',
    port: 0,
    company: 'Voltmoor',
    examples: [],
    log: { error: () => {} },
    people: async () => [
      ...(await company.orgwise.access.people()),
      ...(stranger === undefined ? [] : [{ email: stranger, name: 'Somebody', title: null }]),
    ],
  });
  await adapter.start((message) => company.handleMessage(message));
});
afterAll(async () => {
  await adapter?.stop();
  await company?.close();
});

async function post(kind: 'mention' | 'direct', email: string, text: string): Promise<string> {
  stranger = email.endsWith('@voltmoor.example') ? undefined : email;
  const url = adapter.url();
  const response = await fetch(`${url}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ kind, email, text, conversationId: `thread ${thread}` }),
  });
  const { html = '', error = '' } = (await response.json()) as { html?: string; error?: string };
  latest = { kind, html };
  return error + wordsOf(html);
}

function wordsOf(html: string): string {
  return html
    .replaceAll(/<details class="how">.*?<\/details>/gs, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const driver: ConversationDriver = {
  mention(email, text) {
    thread += 1;
    return post('mention', email, text);
  },
  followUp: (email, text) => post('mention', email, text),
  // Whatever is written on the page is for the bot.
  goOn: (email, text) => post('mention', email, text),
  direct: (email, text) => post('direct', email, text),
  command: (email, command, text) => post('direct', email, `/${command} ${text}`),
  async choose(email, label) {
    const buttons = [...(latest?.html ?? '').matchAll(/data-question="([^"]*)">(.*?)<\/button>/g)];
    const button = buttons.find(([, , shown = '']) => wordsOf(shown).includes(label));
    if (latest === undefined || button === undefined) throw new Error(`no button ${label}`);
    return await post(latest.kind, email, wordsOf(button[1] ?? ''));
  },
};

describe('the conversation on the web page', () => {
  it.each(conversation)('$shows', async (step) => {
    await playStep(driver, step);
  });
});
