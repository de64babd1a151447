import { expect, test } from 'vitest';
import { isNarrowed, withAudienceNote } from '../../../src/bot/audience-note.ts';
import { unknownMembers } from '../../../src/bot/unknown-members.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';

const answer: Answer = { text: 'None.', language: 'en', claims: [], sources: [], asOf: [], followUps: [] };
const ana = { accountId: 'UANA', email: 'ana@acme.example' };

test.each([
  ['everybody there is known', [ana], 'I used only what everybody here may see;'],
  ['some of them are not', [ana, unknownMembers], 'I could not find out who all reads here,'],
])('an answer from what all may see says so where %s', (_, audience, words) => {
  const told = withAudienceNote(answer, { audience });
  expect(told.text).toContain(words);
  expect(isNarrowed(told)).toBe(true);
});

test('an answer from all that its asker may see is not narrowed', () => {
  expect(isNarrowed(answer)).toBe(false);
});
