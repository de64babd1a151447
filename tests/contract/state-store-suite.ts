import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StateStore } from '../../src/state/state-store.ts';

const event = (id: string) => ({ id, payload: `{"text":"for ${id} 名前"}` });

/**
 * What every state store must do, whatever its engine.
 *
 * @param create gives two stores on one empty state, as two replicas have; the suite closes them.
 */
export function describeStateStore(
  name: string,
  create: () => Promise<readonly [StateStore, StateStore]>,
): void {
  describe(name, () => {
    let replicas: readonly [StateStore, StateStore];
    beforeEach(async () => {
      replicas = await create();
    });
    afterEach(async () => {
      for (const replica of replicas) await replica.close();
    });

    test('one of many that want a lease gets it', async () => {
      const wanted = Array.from({ length: 20 }, (_, index) =>
        replicas[index % 2 === 0 ? 0 : 1].acquireLease('sync', `replica-${index}`, 60_000),
      );
      const taken = (await Promise.all(wanted)).filter((lease) => lease !== null);
      expect(taken).toHaveLength(1);
      expect(taken[0]).toMatchObject({ name: 'sync', token: 1 });
      expect(Date.parse(taken[0]?.expiresAt ?? '') - Date.now()).toBeGreaterThan(50_000);
      expect(await replicas[1].acquireLease('other', 'replica-1', 60_000)).not.toBeNull();
    });

    test('a lease that ran out goes to the next, with a larger token; its former holder learns of it', async () => {
      const first = await replicas[0].acquireLease('sync', 'one', 40);
      if (first === null) throw new Error('The first lease was refused.');
      await sleep(80);
      expect(await replicas[0].renewLease(first, 1_000)).toBe(false);
      const second = await replicas[1].acquireLease('sync', 'two', 60_000);
      expect(second?.token).toBeGreaterThan(first.token);
      expect(await replicas[0].renewLease(first, 1_000)).toBe(false);
      await replicas[0].releaseLease(first);
      expect(await replicas[0].acquireLease('sync', 'one', 1_000)).toBeNull();
    });

    test('a renewed lease lives on', async () => {
      const lease = await replicas[0].acquireLease('sync', 'one', 1_000);
      if (lease === null) throw new Error('The lease was refused.');
      expect(await replicas[0].renewLease(lease, 60_000)).toBe(true);
      await sleep(1_100);
      expect(await replicas[1].acquireLease('sync', 'two', 1_000)).toBeNull();
    });

    test('a released lease is free at once, and its tokens go on growing', async () => {
      const first = await replicas[0].acquireLease('sync', 'one', 60_000);
      if (first === null) throw new Error('The lease was refused.');
      expect(await replicas[0].acquireLease('sync', 'one', 60_000)).toBeNull();
      await replicas[0].releaseLease(first);
      const second = await replicas[1].acquireLease('sync', 'two', 60_000);
      expect(second?.token).toBe(first.token + 1);
    });

    test('an event is received once, whichever replica it comes to', async () => {
      const [one, two] = replicas;
      const wanted = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : two).receiveEvent(event('Ev1'), `replica-${index}`, 60_000),
      );
      expect((await Promise.all(wanted)).filter((received) => received)).toHaveLength(1);
      expect(await two.receiveEvent(event('Ev2'), 'two', 60_000)).toBe(true);
      await two.finishEvent('Ev2');
      expect(await one.receiveEvent(event('Ev2'), 'one', 60_000)).toBe(false);
    });

    test('unfinished events are taken over when their time has run out, each by one, the oldest first', async () => {
      const [one, two] = replicas;
      for (const id of ['Ev3', 'Ev1', 'Ev2']) {
        await one.receiveEvent(event(id), 'one', 20);
        await sleep(5);
      }
      await one.receiveEvent(event('Ev4'), 'one', 60_000);
      await one.finishEvent('Ev1');
      await sleep(60);
      const taken = await Promise.all([
        two.takeOverEvents('two', 60_000, 10),
        one.takeOverEvents('three', 60_000, 10),
      ]);
      expect(taken.flat()).toEqual([event('Ev3'), event('Ev2')]);
      expect(await two.takeOverEvents('two', 60_000, 10)).toEqual([]);
    });

    test('events are taken over by whoever can work on them', async () => {
      const [one, two] = replicas;
      for (const id of ['slack:Ev1', 'teams:Ev2', 'teams:Ev3']) await one.receiveEvent(event(id), 'one', 1);
      await sleep(60);
      expect(await two.takeOverEvents('two', 60_000, 10, [])).toEqual([]);
      expect(await two.takeOverEvents('two', 60_000, 1, ['web:', 'teams:'])).toEqual([event('teams:Ev2')]);
      expect(await one.takeOverEvents('one', 60_000, 10)).toEqual([event('slack:Ev1'), event('teams:Ev3')]);
    });

    test('a holder that goes on in time keeps its event; one that was late learns of it', async () => {
      const [one, two] = replicas;
      await one.receiveEvent(event('Ev1'), 'one', 1_000);
      expect(await one.renewEvent('Ev1', 'one', 60_000)).toBe(true);
      await sleep(1_100);
      expect(await two.takeOverEvents('two', 60_000, 10)).toEqual([]);
      await one.receiveEvent(event('Ev2'), 'one', 20);
      await sleep(60);
      expect(await two.takeOverEvents('two', 60_000, 10)).toEqual([event('Ev2')]);
      expect(await one.renewEvent('Ev2', 'one', 60_000)).toBe(false);
      await two.finishEvent('Ev2');
      expect(await two.renewEvent('Ev2', 'two', 60_000)).toBe(false);
    });

    test('a conversation is remembered for its time, as last written', async () => {
      expect(await replicas[0].readConversation('C1')).toBeNull();
      await replicas[0].writeConversation('C1', '{"turns":1}', 60_000);
      await replicas[1].writeConversation('C1', '{"turns":2,"text":"名前 😀"}', 60_000);
      await replicas[0].writeConversation('C2', '{}', 30);
      expect(await replicas[0].readConversation('C1')).toBe('{"turns":2,"text":"名前 😀"}');
      await sleep(60);
      expect(await replicas[1].readConversation('C2')).toBeNull();
      expect(await replicas[1].readConversation('C1')).not.toBeNull();
    });

    test('of many who write what they read, one does, and the others learn of it', async () => {
      const [one, two] = replicas;
      const swap = (expected: string | null, round: number) =>
        Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            (index % 2 === 0 ? one : two).swapConversation(
              'C1',
              expected,
              `{"round":${round},"by":${index}}`,
              60_000,
            ),
          ),
        );
      expect((await swap(null, 1)).filter((done) => done)).toHaveLength(1);
      const first = await one.readConversation('C1');
      expect((await swap(first, 2)).filter((done) => done)).toHaveLength(1);
      expect(await two.swapConversation('C1', first, '{}', 60_000)).toBe(false);
      await one.swapConversation('C2', null, '{}', 20);
      await sleep(60);
      expect(await two.swapConversation('C2', null, '{"again":true}', 60_000)).toBe(true);
    });

    test('records are kept by kind, for their time or until they are deleted, the latest first', async () => {
      const [one, two] = replicas;
      await one.writeRecord('settings', 'E1', '{"language":"zh 名"}', null);
      expect(await two.readRecord('settings', 'E1')).toBe('{"language":"zh 名"}');
      expect(await two.readRecord('feedback', 'E1')).toBeNull();
      for (const id of ['F1', 'F2', 'F3']) {
        await one.writeRecord('feedback', id, `{"id":"${id}"}`, id === 'F2' ? 20 : 60_000);
        await sleep(5);
      }
      await two.writeRecord('feedback', 'F1', '{"id":"again"}', 60_000);
      await sleep(60);
      const listed = await two.listRecords('feedback', 10);
      expect(listed.map(({ id, json }) => [id, json])).toEqual([
        ['F1', '{"id":"again"}'],
        ['F3', '{"id":"F3"}'],
      ]);
      expect(Math.abs(Date.parse(listed[0]?.writtenAt ?? '') - Date.now())).toBeLessThan(60_000);
      expect(await two.listRecords('feedback', 1)).toHaveLength(1);
      expect(await one.readRecord('feedback', 'F2')).toBeNull();
      await one.deleteRecord('settings', 'E1');
      expect(await two.readRecord('settings', 'E1')).toBeNull();
    });

    test('what tells of somebody is forgotten, wherever it is kept', async () => {
      const [one, two] = replicas;
      await one.writeRecord('feedback', 'F1', '{"question":"Where is ZOË \\"Z\\" Álvarez?"}', null);
      await one.writeRecord('settings', 'employee:hr:e7', '{}', null);
      await one.writeRecord('settings', 'employee:hr:e8', '{"language":"zh"}', null);
      await one.writeConversation('D1', '[{"text":"Zoë \\"z\\" álvarez is away"}]', 60_000);
      await one.writeConversation('D2', '[{"text":"PLAT-1"}]', 60_000);
      await one.receiveEvent({ id: 'Ev1', payload: '{"from":"zoe@acme.example"}' }, 'one', 20);
      await one.receiveEvent({ id: 'Ev2', payload: '{"from":"ben@acme.example"}' }, 'one', 20);
      expect(await two.forgetMentions(['Zoë "Z" Álvarez', 'Zoe@acme.example', 'employee:hr:e7', ''])).toBe(4);
      expect(await one.forgetMentions(['Zoë "Z" Álvarez', 'Zoe@acme.example', 'employee:hr:e7'])).toBe(0);
      expect(await two.listRecords('feedback', 9)).toEqual([]);
      expect((await two.listRecords('settings', 9)).map(({ id }) => id)).toEqual(['employee:hr:e8']);
      expect([await two.readConversation('D1'), await two.readConversation('D2')]).toEqual([
        null,
        '[{"text":"PLAT-1"}]',
      ]);
      await sleep(60);
      expect((await two.takeOverEvents('two', 60_000, 9)).map(({ id }) => id)).toEqual(['Ev2']);
    });

    test('what tells of somebody stays where its kind is spared', async () => {
      const [one, two] = replicas;
      await one.writeRecord('scim User okta', 'e8', '{"manager":"e7@acme.example"}', null);
      await one.writeRecord('scim', 'e8', '{"manager":"e7@acme.example"}', null);
      await one.writeRecord('reply', 'R1', '{"to":"e7@acme.example"}', null);
      expect(await two.forgetMentions(['e7@acme.example'], ['scim ', 'other'])).toBe(2);
      expect(await one.readRecord('scim User okta', 'e8')).not.toBeNull();
      expect(await one.readRecord('scim', 'e8')).toBeNull();
    });

    test('traces of what was forgotten are overwritten, as far as the engine lets us, and nothing else is touched', async () => {
      const [one, two] = replicas;
      await one.writeRecord('kept', 'a', '1', null);
      await one.writeRecord('gone', 'b', '2', null);
      await two.deleteRecord('gone', 'b');
      expect(['done', 'left']).toContain(await one.scrub());
      expect([await two.readRecord('kept', 'a'), await two.readRecord('gone', 'b')]).toEqual(['1', null]);
    });

    test('records of a kind are read page by page in the order of their ids, and counted', async () => {
      const [one, two] = replicas;
      for (const id of ['c', 'a', 'b', 'd'])
        await one.writeRecord('pushed', id, `"${id}"`, id === 'b' ? 20 : null);
      await one.writeRecord('other', 'e', '1', null);
      await sleep(40);
      const idsOf = async (after: string, limit: number) =>
        (await two.scanRecords('pushed', after, limit)).map(({ id }) => id);
      expect(await idsOf('', 2)).toEqual(['a', 'c']);
      expect(await idsOf('c', 2)).toEqual(['d']);
      expect(await idsOf('d', 2)).toEqual([]);
      expect([await two.countRecords('pushed'), await two.countRecords('none')]).toEqual([3, 0]);
    });

    test('a sum is shared, loses no addition, and is forgotten after its time', async () => {
      const [one, two] = replicas;
      expect(await one.addToSum('spent', 0, 60_000)).toBe(0);
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? one : two).addToSum('spent', 0.25, 60_000),
        ),
      );
      expect(await two.addToSum('spent', 0, 60_000)).toBe(5);
      expect(await one.addToSum('spent', 1.5, 60_000)).toBe(6.5);
      expect(await two.addToSum('spent', -2.5, 60_000)).toBe(4);
      expect(await one.addToSum('spent', 0, 60_000)).toBe(4);
      expect(await one.addToSum('other', 1, 30)).toBe(1);
      await sleep(60);
      expect(await two.addToSum('other', 0, 30)).toBe(0);
      expect(await two.addToSum('other', 2, 60_000)).toBe(2);
    });

    test('migrating again keeps what is there', async () => {
      await replicas[0].receiveEvent(event('Ev1'), 'one', 60_000);
      await replicas[1].migrate();
      expect(await replicas[1].receiveEvent(event('Ev1'), 'two', 60_000)).toBe(false);
    });
  });
}
