import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTokenCipher } from '../../../../src/bot/slack/token-cipher.ts';

const key = (): string => randomBytes(32).toString('base64');
const [one, other] = [key(), key()];

it('opens what it sealed, and what a former key sealed', () => {
  const sealed = createTokenCipher([one]).seal('xoxb-1', 'T1');
  expect(sealed).not.toContain('xoxb');
  expect(createTokenCipher([one]).open(sealed, 'T1')).toBe('xoxb-1');
  expect(createTokenCipher([other, one]).open(sealed, 'T1')).toBe('xoxb-1');
});

it('seals the same twice in two ways', () => {
  const cipher = createTokenCipher([one]);
  expect(cipher.seal('xoxb-1', 'T1')).not.toBe(cipher.seal('xoxb-1', 'T1'));
});

it.each([
  ['another key', [other], 'T1', (sealed: string) => sealed],
  ['another workspace', [one], 'T2', (sealed: string) => sealed],
  ['a shorter tag', [one], 'T1', (sealed: string) => sealed.replace(/"tag":"[^"]*"/, '"tag":"AAAA"')],
  ['nothing that was sealed', [one], 'T1', () => '{}'],
  ['another text', [one], 'T1', (sealed: string) => sealed.replace(/"text":"."?/, '"text":"AAAA')],
])('opens nothing for %s', (_, keys, context, change) => {
  const sealed = createTokenCipher([one]).seal('xoxb-1', 'T1');
  expect(() => createTokenCipher(keys).open(change(sealed), context)).toThrow(/SLACK_TOKEN_KEY/);
});
