import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetTurns, readTurns, rememberTurns } from '../../../src/bot/conversation.ts';
import type { Turn } from '../../../src/retrieval/answer.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../../src/state/state-store.ts';

let state: StateStore;
beforeEach(async () => {
  state = createSqliteStateStore({ file: ':memory:' });
  await state.migrate();
});
afterEach(() => state.close());

const said = (text: string): readonly [Turn, Turn] => [
  { role: 'user', text },
  { role: 'assistant', text: `answer to ${text}` },
];
const questions = async (id: string, before?: string): Promise<readonly string[]> =>
  (await readTurns(state, id, before)).filter((turn) => turn.role === 'user').map((turn) => turn.text);

test('of messages at once none loses its turn, and question and answer stay together', async () => {
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text) => rememberTurns(state, 'C', said(text))));
  const turns = await readTurns(state, 'C');
  expect((await questions('C')).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  for (let at = 0; at < turns.length; at += 2)
    expect(turns[at + 1]?.text).toBe(`answer to ${turns[at]?.text}`);
});

test('an edited question takes the place of what it was, and sees only what came before it', async () => {
  for (const id of ['1', '2', '3']) await rememberTurns(state, 'C', said(`question ${id}`), id);
  expect(await questions('C', '2')).toEqual(['question 1']);
  await rememberTurns(state, 'C', said('question 2 as edited'), '2');
  expect(await questions('C')).toEqual(['question 1', 'question 2 as edited', 'question 3']);
});

test('a deleted question is forgotten with its answer', async () => {
  for (const id of ['1', '2']) await rememberTurns(state, 'C', said(`question ${id}`), id);
  await forgetTurns(state, 'C', '1');
  expect((await readTurns(state, 'C')).map((turn) => turn.text)).toEqual([
    'question 2',
    'answer to question 2',
  ]);
});

test('the latest twelve turns are kept', async () => {
  for (let at = 0; at < 9; at++) await rememberTurns(state, 'C', said(String(at)));
  expect(await questions('C')).toEqual(['3', '4', '5', '6', '7', '8']);
});
