import { describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import { createPreviewLinks } from '../../src/bot/links/preview-links.ts';
import { createSearchThings } from '../../src/bot/links/search-things.ts';
import type { IncomingMessage } from '../../src/bot/message.ts';
import { createRateLimit } from '../../src/bot/rate-limit.ts';
import type { AuditEntry } from '../../src/operations/audit.ts';
import { longestQuestion } from '../../src/retrieval/question-length.ts';
import { insider, openGuardedCompany } from './guarded-company.ts';

describe('how much one may ask', () => {
  it('is a minute’s worth at once, and then evenly', () => {
    let now = 0;
    const limit = createRateLimit(6, () => now);
    const takes = (count: number): readonly string[] => Array.from({ length: count }, () => limit.take('a'));
    expect(takes(8)).toEqual([...Array<string>(6).fill('allowed'), 'first', 'over']);
    expect(limit.take('b')).toBe('allowed');
    now += 10_000;
    expect(takes(2)).toEqual(['allowed', 'first']);
    now += 3_600_000;
    expect(takes(7)).toEqual([...Array<string>(6).fill('allowed'), 'first']);
    expect(createRateLimit(0).take('a')).toBe('allowed');
  });

  it('takes no more memory for many', () => {
    const limit = createRateLimit(1, () => 0);
    for (let at = 0; at < 20_000; at++) limit.take(`account ${at}`);
    // The oldest are forgotten, the latest are not.
    expect(limit.take('account 19999')).toBe('first');
    expect(limit.take('account 0')).toBe('allowed');
  });
});

it('a flood of one account is refused, noted once, and keeps nobody else from answers', async () => {
  const company = await openGuardedCompany({ hasSecrets: false });
  try {
    const entries: AuditEntry[] = [];
    const handle = createMessageHandler({
      ...company.orgwise,
      rateLimit: createRateLimit(3),
      audit: { ...company.orgwise.audit, record: (entry) => void entries.push(entry) },
    });
    const say = async (accountId: string, text: string): Promise<string> => {
      const message: IncomingMessage = {
        ...{ id: 'm', platform: 'web', kind: 'direct', text, conversationId: 'c' },
        sender: { accountId, email: insider },
      };
      return (await handle(message)).kind;
    };
    for (let at = 0; at < 20; at++) await say('a', 'Who am I?');
    const refused = entries.filter((one) => one.what === 'refusal');
    expect(refused.map((one) => one.why)).toEqual(['too_many']);
    expect(entries).toHaveLength(4);
    expect(await say('b', 'Who am I?')).toBe('answer');
    expect(await say('b', 'x'.repeat(longestQuestion * 50))).toBe('answer');
    expect(entries.at(-1)).toMatchObject({ what: 'refusal', why: 'too_long' });
  } finally {
    await company.close();
  }
});

it('what a client draws anew by itself is not what its person asks, and has a limit of its own', async () => {
  const company = await openGuardedCompany({ hasSecrets: false });
  try {
    const entries: AuditEntry[] = [];
    const handle = createMessageHandler({
      ...company.orgwise,
      rateLimit: createRateLimit(3),
      audit: { ...company.orgwise.audit, record: (entry) => void entries.push(entry) },
    });
    const sender = { accountId: 'a', email: insider };
    const from = { id: 'm', platform: 'teams', conversationId: 'c', sender } as const;
    const draw = () => handle({ ...from, kind: 'action', text: '', action: { ref: 'r.0', isDrawn: true } });
    const kinds: string[] = [];
    for (let at = 0; at < 5; at++) kinds.push((await draw()).kind);
    expect(kinds).toEqual(['text', 'text', 'text', 'nothing', 'nothing']);
    expect(entries).toHaveLength(1);
    expect((await handle({ ...from, kind: 'direct', text: 'Who am I?' })).kind).toBe('answer');
  } finally {
    await company.close();
  }
});

it('searches while somebody writes, and links that they post, count as what they ask', async () => {
  const company = await openGuardedCompany({ hasSecrets: false });
  try {
    const entries: AuditEntry[] = [];
    const dependencies = {
      ...company.orgwise,
      rateLimit: createRateLimit(3),
      audit: { ...company.orgwise.audit, record: (entry: AuditEntry) => void entries.push(entry) },
    };
    const [search, preview] = [createSearchThings(dependencies), createPreviewLinks(dependencies)];
    const from = {
      platform: 'teams',
      conversationId: 'c',
      sender: { accountId: 'a', email: insider },
    } as const;
    const look = async () =>
      (await search({ ...from, kind: 'task', text: 'a', offset: 0, limit: 5 })).refused;
    expect([await look(), await look()]).toEqual([null, null]);
    await preview({ ...from, urls: ['https://nowhere.example/'] });
    expect([await look(), await look()]).toEqual(['too_many', 'too_many']);
    expect(await preview({ ...from, urls: ['https://nowhere.example/'] })).toEqual([]);
    const refused = entries.filter((one) => one.what === 'refusal');
    expect(refused).toMatchObject([{ act: 'search', why: 'too_many', allowed: false }]);
    const stranger = { ...from, sender: { accountId: 'x', email: 'nobody@elsewhere.example' } };
    await preview({ ...stranger, urls: ['https://nowhere.example/'] });
    expect(entries.at(-1)).toMatchObject({ who: 'x', act: 'preview links', why: 'not_in_directory' });
  } finally {
    await company.close();
  }
});
