import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../src/bot/reply.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import { answerOf } from '../../fixtures/answer-of.ts';
import type { SentActivity } from './fake-connector.ts';
import { streamInfoOf } from './fake-streams.ts';
import type { FakeTeams } from './fake-teams.ts';
import { notedQuestion } from './noted-question.ts';
import { type BotOptions, type OnMessage, startBot, startBotAt } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const updatesOf = (teams: FakeTeams): readonly SentActivity[] =>
  teams.connector.sent.filter((one) => streamInfoOf(one.entities)?.streamType === 'informative');

/** Says what it does at the given times (ms), and is done at the last. */
const working =
  (steps: readonly (readonly [at: number, text: string])[], doneAt: number): OnMessage =>
  async (_message, watch) => {
    let now = 0;
    for (const [at, text] of steps) {
      await sleep(at - now);
      now = at;
      watch?.onProgress?.(text);
    }
    await sleep(doneAt - now);
    return { kind: 'text', text: 'Done.' };
  };

describe('an answer that takes a while, in a personal chat', () => {
  it('is streamed: what is being done, at Teams’ pace, and the answer as the last of the stream', async () => {
    const steps = [
      [10, 'reading the question…'],
      [700, 'looking for tasks…'],
      [800, 'looking at 12 tasks…'],
      [900, 'x'.repeat(3000)],
    ] as const;
    const { teams } = await startBot(working(steps, 2600));
    const asked = await teams.direct(teams.person('Ana'), 'Hard question');
    const answer = await teams.answerTo(asked);
    const updates = updatesOf(teams);
    expect(
      updates.map((one) => [one.text?.slice(0, 21), streamInfoOf(one.entities)?.streamSequence]),
    ).toEqual([
      ['reading the question…', 1],
      ['x'.repeat(21), 2],
    ]);
    expect(updates[1]?.text).toHaveLength(1000);
    expect(answer).toMatchObject({ text: 'Done.', id: updates[0]?.id });
    expect(streamInfoOf(answer.entities)).toEqual({
      type: 'streaminfo',
      streamId: updates[0]?.id,
      streamType: 'final',
    });
    expect(teams.connector.sent.filter((one) => one.type === 'typing')).toHaveLength(2);
  });

  it('is a plain message where it is there at once', async () => {
    const { teams } = await startBot(working([[0, 'reading the question…']], 5));
    const answer = await teams.answerTo(await teams.direct(teams.person('Ana'), 'Easy question'));
    expect(streamInfoOf(answer.entities)).toBeUndefined();
    expect(updatesOf(teams)).toEqual([]);
  });

  it('shows typing beside another answer that is being streamed', async () => {
    const { teams } = await startBot(working([[10, 'reading…']], 1500));
    const ana = teams.person('Ana');
    const asked = await Promise.all([teams.direct(ana, 'One'), teams.direct(ana, 'Two')]);
    const answers = await Promise.all(asked.map((one) => teams.answerTo(one)));
    expect(answers.filter((one) => streamInfoOf(one.entities) !== undefined)).toHaveLength(1);
    expect(teams.connector.sent.some((one) => one.type === 'typing' && one.text === undefined)).toBe(true);
    const next = await teams.answerTo(await teams.direct(ana, 'Three'));
    expect(streamInfoOf(next.entities)?.streamType).toBe('final');
  });

  it('shows typing where another replica streams to the chat', async () => {
    const slow = Promise.withResolvers<Reply>();
    const { teams } = await startBot(async (_message, watch) => {
      watch?.onProgress?.('reading…');
      return await slow.promise;
    });
    const ana = teams.person('Ana');
    const chat = teams.personal(ana).conversation.id;
    const body = {
      type: 'typing',
      text: 'elsewhere…',
      entities: [{ type: 'streaminfo', streamType: 'informative', streamSequence: 1 }],
    };
    const url = new URL(`http://x/v3/conversations/${encodeURIComponent(chat)}/activities`);
    expect(teams.connector.respond('POST', url, JSON.stringify(body)).status).toBe(201);
    const asked = await teams.direct(ana, 'Hard question');
    await waitFor(() => teams.connector.sent.find((one) => one.type === 'typing' && one.text === undefined));
    slow.resolve({ kind: 'text', text: 'Done.' });
    expect((await teams.answerTo(asked)).text).toBe('Done.');
  });

  it('is a message of its own where it took longer than a stream may', async () => {
    const options = { streamMs: 1000, streamLifeMs: 1200 };
    const { teams } = await startBot(working([[10, 'reading…']], 2000), options);
    const answer = await teams.answerTo(await teams.direct(teams.person('Ana'), 'Very hard question'));
    expect(answer.text).toBe('Done.');
    expect(streamInfoOf(answer.entities)).toBeUndefined();
  });

  it('is a message of its own where Teams has ended the stream', async () => {
    const { teams, logged } = await startBot(working([[10, 'reading…']], 2000), { streamLifeMs: 700 });
    const answer = await teams.answerTo(await teams.direct(teams.person('Ana'), 'Very hard question'));
    expect(answer.text).toBe('Done.');
    expect(streamInfoOf(answer.entities)).toBeUndefined();
    expect(logged.map((one) => one.message)).toContain(
      'A stream was over before its answer; the answer is a message of its own',
    );
  });
});

describe('an answer that a model writes, in a personal chat', () => {
  const first = 'You get one after 36 [months].';
  const both = `${first} Ask *IT*.`;
  const source = { kind: 'article', id: 'a', key: 'a.md', title: 'Notebooks', url: null } as const;
  const written = (text: string): Reply =>
    answerOf(text, { claims: [{ text: first, citations: [source] }], sources: [source], model: 'wrote' });

  /** Two sentences, and what they come to. */
  const writing =
    (last: Reply): OnMessage =>
    async (_message, watch) => {
      watch?.onProgress?.('writing…');
      await sleep(700);
      watch?.onText?.(first);
      await sleep(1600);
      watch?.onText?.(both);
      await sleep(1600);
      watch?.onProgress?.('not shown any more');
      return last;
    };
  const ofStream = (teams: FakeTeams, type: string) =>
    teams.connector.sent.filter((one) => streamInfoOf(one.entities)?.streamType === type);

  /** The answer, and the same where nothing is streamed. */
  async function answered(last: Reply) {
    const { teams } = await startBot(writing(last));
    const asked = await teams.direct(teams.person('Ana'), 'How old?');
    await teams.answerTo(asked);
    await waitFor(() => (teams.connector.shown[0]?.entities?.length ? teams.connector.shown[0] : undefined));
    const plain = await startBot(async () => last);
    await plain.teams.answerTo(await plain.teams.direct(plain.teams.person('Ana'), 'How old?'));
    return { teams, shown: teams.connector.shown, plain: plain.teams.connector.shown };
  }

  it('shows each sentence when it is written, and is in the end what it would be without', async () => {
    const { teams, shown, plain } = await answered(written(`${both}\n\nA note.`));
    expect(ofStream(teams, 'informative').map((one) => one.text)).toEqual(['writing…']);
    expect(ofStream(teams, 'streaming').map((one) => one.text)).toEqual([
      'You get one after 36 \\[months\\].',
      'You get one after 36 \\[months\\]. Ask \\*IT\\*.',
    ]);
    expect(shown).toHaveLength(1);
    const [{ text, attachments }] = shown as [SentActivity];
    expect(text).toBe('You get one after 36 \\[months\\]. Ask \\*IT\\*. [1]\n\nA note.');
    expect({ text, attachments }).toEqual({ text: plain[0]?.text, attachments: plain[0]?.attachments });
  });

  it('takes the place of what was shown where it came out otherwise', async () => {
    const { shown, plain } = await answered(written('The pages say otherwise.'));
    expect(shown).toHaveLength(1);
    const [{ text, attachments, entities }] = shown as [SentActivity];
    expect(text).toBe('The pages say otherwise. [1]');
    expect({ text, attachments, entities }).toEqual({
      text: plain[0]?.text,
      attachments: plain[0]?.attachments,
      entities: plain[0]?.entities,
    });
  });

  it('is a message of its own where Teams has ended the stream, of which nothing stays', async () => {
    const last = written(both);
    const { teams } = await startBot(writing(last), { streamLifeMs: 2500 });
    const asked = await teams.direct(teams.person('Ana'), 'How old?');
    const answer = await teams.answerTo(asked);
    expect(answer.text).toBe('You get one after 36 \\[months\\]. Ask \\*IT\\*. [1]');
    expect(teams.connector.shown).toHaveLength(1);
    expect(teams.connector.unfinishedStreams(asked.activity.conversation.id)).toEqual([]);
  });
});

describe('an answer whose replica dies while it streams', () => {
  /** A stream of a replica that is at its answer, and another replica that is given the event. */
  async function takenOver(options: BotOptions, waitMs = 0, words = '') {
    const state = createSqliteStateStore({ file: ':memory:' });
    await state.migrate();
    const never = Promise.withResolvers<Reply>();
    const work: OnMessage = async (_message, watch) => {
      watch?.onProgress?.('reading…');
      if (words !== '') watch?.onText?.(words);
      return await never.promise;
    };
    const { teams } = await startBot(work, { ...options, state });
    const asked = await teams.direct(teams.person('Ana'), 'Hard question');
    const stream = await waitFor(() => teams.connector.sent.find((one) => streamInfoOf(one.entities)));
    const chat = asked.activity.conversation.id;
    await vi.waitFor(async () =>
      expect(await state.readRecord('begun', `teams:${chat} ${asked.activity.id}`)).not.toBeNull(),
    );
    await sleep(waitMs);
    await state.writeConversation(`answering teams:${chat} ${asked.activity.id}`, '""', 1);
    const other = await startBotAt(teams, async () => ({ kind: 'text', text: 'Taken over.' }), {
      ...options,
      state,
    });
    await other.adapter.resume?.(`${chat} ${asked.activity.id}`, notedQuestion(asked));
    await other.stop();
    const answer = await teams.answerTo(asked);
    never.resolve({ kind: 'nothing', text: '' });
    return { teams, answer, stream, unfinished: teams.connector.unfinishedStreams(chat) };
  }

  it('ends that stream where another takes it over', async () => {
    const { answer, stream, unfinished } = await takenOver({});
    expect(answer).toMatchObject({ text: 'Taken over.', id: stream?.id });
    expect(streamInfoOf(answer.entities)?.streamType).toBe('final');
    expect(unfinished).toEqual([]);
  });

  it('is a message of its own where that stream has begun with other words, which go', async () => {
    const { teams, unfinished } = await takenOver({}, 0, 'What the dead one wrote.');
    expect(teams.connector.shown.map((one) => one.text)).toEqual(['Taken over.']);
    expect(unfinished).toEqual([]);
  });

  it.each([
    ['by our reckoning', { streamMs: 100, streamLifeMs: 60_000 }],
    ['by that of Teams', { streamLifeMs: 100 }],
  ])('is a message of its own where that stream is over %s, which goes', async (_, options) => {
    const { teams, answer, unfinished } = await takenOver(options, 150);
    expect(answer.text).toBe('Taken over.');
    expect(streamInfoOf(answer.entities)).toBeUndefined();
    expect(unfinished).toEqual([]);
    expect(teams.connector.shown.map((one) => one.text)).toEqual(['Taken over.']);
  });
});

describe('an answer that takes a while, elsewhere', () => {
  it('is announced by typing in a group chat, and not at all in a channel', async () => {
    const { teams } = await startBot(working([[10, 'reading…']], 800));
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    await teams.answerTo(await teams.mention(ana, teams.channel([ana]), 'One'));
    expect(teams.connector.sent.filter((one) => one.type === 'typing')).toEqual([]);
    await teams.answerTo(await teams.mention(ana, teams.groupChat([ana]), 'Two'));
    expect(teams.connector.sent.find((one) => one.type === 'typing')?.entities ?? []).toEqual([]);
    expect(updatesOf(teams)).toEqual([]);
  });
});
