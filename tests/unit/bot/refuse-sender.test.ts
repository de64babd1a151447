import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../src/bot/message.ts';
import { type RefusalReason, refuseSender } from '../../../src/bot/refuse-sender.ts';
import { botWordings } from '../../../src/bot/wording/bot-wordings.ts';

const own = { accountId: 'U1', email: 'ana@acme.example' };

describe('who gets no answer', () => {
  it.each<readonly [string, Sender, boolean, RefusalReason | null]>([
    ['somebody of the directory', own, true, null],
    ['the operator', { accountId: 'me', operator: true }, false, null],
    ['somebody whom the directory does not know', own, false, 'not_in_directory'],
    ['somebody without an address', { accountId: 'U1' }, false, 'not_in_directory'],
    ['a guest, although the directory knows them', { ...own, standing: 'guest' }, true, 'guest'],
    ["another company's member with a known address", { ...own, standing: 'external' }, true, 'external'],
    [
      "another tenant's account with a known address",
      { ...own, standing: 'other_tenant' },
      true,
      'other_tenant',
    ],
    ['a bot with a known address', { ...own, standing: 'bot' }, true, 'bot'],
    ['a bot that says it is the operator', { ...own, standing: 'bot', operator: true }, true, 'bot'],
    ['a guest whom nobody knows', { ...own, standing: 'guest' }, false, 'guest'],
  ])('%s', (_, sender, isKnown, reason) => {
    expect(refuseSender(sender, isKnown)).toBe(reason);
  });

  it('is told why in each language, each reason in words of its own', () => {
    for (const { refusals } of Object.values(botWordings))
      expect(new Set(Object.values(refusals)).size).toBe(6);
  });
});
