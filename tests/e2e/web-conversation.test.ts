import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { channelMembers, conversationOnPage } from './conversation.ts';
import { type ConversationCompany, openConversationCompany } from './conversation-company.ts';
import { type ConversationDriver, playStep } from './conversation-driver.ts';

let company: ConversationCompany;
let adapter: ReturnType<typeof createWebAdapter>;
/** Whom the page lists beside the company's people, all of whom are in its channel. */
let stranger: string | undefined;
let thread = 0;
let latest: Shown & { readonly kind: 'mention' | 'direct' } = { kind: 'mention', html: '', isPrivate: false };

/** What the page puts in. */
interface Shown {
  readonly html: string;
  readonly isPrivate: boolean;
}

beforeAll(async () => {
  company = await openConversationCompany(channelMembers.slice(0, 1));
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

async function send(email: string, message: object): Promise<Shown> {
  stranger = email.endsWith('@voltmoor.example') ? undefined : email;
  const url = adapter.url();
  const response = await fetch(`${url}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ text: '', email, conversationId: `thread ${thread}`, ...message }),
  });
  const answered = (await response.json()) as Partial<Shown> & { readonly error?: string };
  const { html = '', error = '', isPrivate = false } = answered;
  return { html: error + html, isPrivate };
}

async function post(kind: 'mention' | 'direct', email: string, text: string): Promise<string> {
  const shown = await send(email, { kind, text });
  latest = { kind, ...shown };
  return wordsOf(shown.html);
}

/** What the button with these words sends: a question, or a reference. */
function buttonOf(label: string): object | undefined {
  const buttons = /<button [^>]*data-(question|action)="([^"]*)"[^>]*>(.*?)<\/button>/g;
  const found = [...latest.html.matchAll(buttons)].find(([, , , shown = '']) =>
    wordsOf(shown).includes(label),
  );
  const [, what, value = ''] = found ?? [];
  if (what === undefined) return undefined;
  return what === 'question' ? { text: wordsOf(value) } : { action: { ref: wordsOf(value) } };
}

async function press(email: string, label: string): Promise<Shown> {
  const button = buttonOf(label);
  if (button === undefined) throw new Error(`no button ${label}`);
  const shown = await send(email, { kind: latest.kind, ...button });
  if (shown.html.includes('<button')) latest = { kind: latest.kind, ...shown };
  return shown;
}

/** How an answer came about stands in a fold. */
const fold = /<details class="how">(.*?)<\/details>/gs;

function wordsOf(html: string): string {
  return html
    .replaceAll(fold, ' ')
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
  home: async (email) => wordsOf((await send(email, { kind: 'direct', home: true })).html),
  async choose(email, label) {
    const { html, isPrivate } = await press(email, label);
    expect(isPrivate).toBe(false);
    return wordsOf(html);
  },
  async alone(email, label) {
    const { html, isPrivate } = await press(email, label);
    expect(isPrivate).toBe(true);
    return wordsOf(html);
  },
  how: async () => [...latest.html.matchAll(fold)].map(([, inner = '']) => wordsOf(inner)).join(),
  async rate(email, opinion, reason) {
    const form = /data-action-form="([^"]*)"/.exec(latest.html)?.[1];
    const pressed = opinion === 'Helpful' ? buttonOf(opinion) : { action: { ref: form, reason } };
    expect((await send(email, { kind: latest.kind, ...pressed })).html).toContain('Thank you');
  },
  rows: () => (latest.html.match(/<tr>.*?<\/tr>/g) ?? []).slice(1),
  offers: (label) => buttonOf(label) !== undefined,
};

describe('the conversation on the web page', () => {
  it.each(conversationOnPage)('$shows', async (step) => {
    await playStep(driver, step);
  });
});
