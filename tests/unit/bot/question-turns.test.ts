import { describe, expect, it } from 'vitest';
import { createQuestionTurns } from '../../../src/bot/question-turns.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';

async function turnsOf(holdMs: number) {
  const state = createSqliteStateStore({ file: ':memory:' });
  await state.migrate();
  const logged: string[] = [];
  const log = { warn: (_: object, message: string) => void logged.push(message) };
  const replica = () => createQuestionTurns(state, 'teams', log, holdMs);
  return { state, logged, one: replica(), other: replica() };
}

describe('the turns of a question', () => {
  it('are waited for by a change, as long as its answer takes', async () => {
    const { one, other } = await turnsOf(60);
    const done: string[] = [];
    const answer = one.runLatest('m', null, async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      done.push('answer');
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await other.runLatest('m', '5', async () => void done.push('change'));
    await answer;
    expect(done).toEqual(['answer', 'change']);
  });

  it('pass over a change that a later one has overtaken, and a question that was changed before it is answered', async () => {
    const { one, other } = await turnsOf(60);
    const done: string[] = [];
    await one.runLatest('m', '6', async () => void done.push('later'));
    await other.runLatest('m', '5', async () => void done.push('earlier'));
    await other.runLatest('m', null, async () => void done.push('question'));
    await other.runLatest('n', null, async () => void done.push('another'));
    expect(done).toEqual(['later', 'another']);
  });

  it('are over for a replica that died, after a while', async () => {
    const { state, one } = await turnsOf(60);
    await state.swapConversation('answering teams:m', null, '"died"', 300);
    const begun = performance.now();
    await one.runLatest('m', '5', async () => {});
    expect(performance.now() - begun).toBeGreaterThan(200);
  });

  it('are over for an answer that failed, at once', async () => {
    const { one } = await turnsOf(60);
    const failed = one.runLatest('m', null, () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    const begun = performance.now();
    await one.runLatest('m', null, async () => {});
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('make nobody wait where the state cannot be reached', async () => {
    const { state, logged, one } = await turnsOf(60);
    await state.close();
    const done: string[] = [];
    await one.runLatest('m', '5', async () => void done.push('change'));
    expect(done).toEqual(['change']);
    expect(logged.length).toBeGreaterThan(0);
  });
});
