import { describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
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
