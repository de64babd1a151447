import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connector, Fetched, SourceRecord } from '../../connectors/connector.ts';
import type { RequestLimits } from '../../connectors/http/source-client.ts';
import type { VendorServer } from '../fixtures/vendors/vendor-server.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { expectWellFormed } from './connector-suite.ts';
import { holdContract } from './contract-clauses.ts';
import { createFollower, inOrder } from './follow-changes.ts';

/** One thing of a service that becomes one record: an issue, a page, a person. */
export interface Item {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

/** A service with things in it, behind a fake of its API. */
export interface FakeService {
  readonly server: VendorServer;
  /** The things, as the service has them now; tests change it. */
  readonly items: Map<number, Item>;
  /** @param credential another one than the service knows, where given */
  connector(limits: Partial<RequestLimits>, credential?: string): Connector;
}

/** A thing is moved below another one, or to another project, space or department. */
export interface Move {
  run(service: FakeService, id: number): void;
  /** Its key there, where that is another: then it must be known again by its identifier. */
  keyOf?(id: number): string;
  /** What its record says there: where it stands, and who may see it. */
  readonly after: Readonly<Record<string, unknown>>;
}

export interface ServiceHarness {
  start(): Promise<FakeService>;
  /** How many things a page has. */
  readonly perPage: number;
  /** Requests that bring texts of things, where the service needs others beside them; all of them when left away. */
  readonly listing?: RegExp;
  /** How many texts such a request brings; as many as a page has things when left away. */
  readonly perListing?: number;
  /** Records that do not stand for things: a space, a project. */
  readonly others?: number;
  /** Key of the record of a thing. */
  keyOf(id: number): string;
  /** Where the text of a thing stands in its record. */
  textOf(record: SourceRecord): string | undefined;
  /** Puts a thing somewhere else, or why nothing stands anywhere there. */
  readonly move: Move | { readonly none: string };
  /** Requests for one thing alone, where the list of all does not bring all of it. */
  readonly detail?: RegExp;
  /** A thing that the connector must set aside, as the API would send it. */
  breakItem?(service: FakeService, id: number): void;
  /** Whether who may see such a thing can be told all the same: as many as may see the others. */
  readonly tellsReaders?: boolean;
  /** Whether no answer names where the next page begins, so that none can name one twice. */
  readonly isUnpaged?: boolean;
  /** Whether the specification leaves open what a thing is, so that a broken one breaks nothing of it. */
  readonly isFree?: boolean;
}

const nameOf = (record: SourceRecord | undefined): string =>
  record === undefined
    ? ''
    : 'title' in record && record.kind !== 'employee'
      ? record.title
      : 'name' in record
        ? record.name
        : '';

const quick: Partial<RequestLimits> = { firstWait: 1, retries: 2, timeout: 20_000, longestWait: 2_000 };

/** What every connector that reads a service over HTTP promises. */
export function describeServiceConnector(driver: string, harness: ServiceHarness): void {
  describe(`connector ${driver} over the wire`, () => {
    const contract = holdContract(driver);
    let service: FakeService;
    const start = async (count: number) => {
      service = await harness.start();
      for (let id = 1; id <= count; id++)
        service.items.set(id, { id, title: `Thing ${id}`, text: `Text ${id}` });
      return service;
    };
    const read = async (limits: Partial<RequestLimits> = {}) => {
      const { records, problems } = await fetchAll(service.connector({ ...quick, ...limits }));
      return { records, problems, things: records.filter(({ key }) => keys().has(key)) };
    };
    const keys = () => new Set([...service.items.keys()].map(harness.keyOf));
    const others = harness.others ?? 0;
    afterEach(async () => {
      await service.server.close();
      expect(service.server.breaches).toEqual([]);
    });

    test(contract.title(['first load'], 'well-formed records, each key once'), async () => {
      await start(5);
      const { records, problems, things } = await read();
      expect(problems).toEqual([]);
      expect(things.map(({ key }) => key).toSorted()).toEqual([...keys()].toSorted());
      expect(records).toHaveLength(5 + others);
      for (const record of records) expectWellFormed(record);
    });

    test(contract.title(['no change'], 'the same records, in the same order'), async () => {
      await start(5);
      expect(await read()).toEqual(await read());
    });

    test(
      contract.title(['change', 'rename', 'delete', 'restore'], 'shows at the next run, under the same key'),
      async () => {
        await start(3);
        const item = { id: 2, title: 'Thing 2', text: 'Text 2' };
        service.items.set(2, { ...item, title: 'Renamed' });
        const renamed = (await read()).things.find(({ key }) => key === harness.keyOf(2));
        expect(nameOf(renamed)).toContain('Renamed');
        service.items.set(2, { ...item, text: 'Other text' });
        const changed = (await read()).records.find(({ key }) => key === harness.keyOf(2));
        expect(changed === undefined ? '' : harness.textOf(changed)).toContain('Other text');
        service.items.delete(2);
        expect((await read()).records.some(({ key }) => key === harness.keyOf(2))).toBe(false);
        service.items.set(2, item);
        expect((await read()).records.some(({ key }) => key === harness.keyOf(2))).toBe(true);
      },
    );

    const { move } = harness;
    if ('none' in move) contract.lacks(['move'], move.none);
    else
      test(contract.title(['move'], 'the same thing where it stands now, for whom it is there'), async () => {
        await start(3);
        const connect = () => service.connector(quick);
        const follower = createFollower();
        await follower.follow(connect());
        const before = (await read()).records.find(({ key }) => key === harness.keyOf(2));
        move.run(service, 2);
        const key = move.keyOf?.(2) ?? harness.keyOf(2);
        const { records, problems } = await read();
        expect(problems.filter(({ account }) => account === undefined)).toEqual([]);
        const after = records.find((record) => record.key === key);
        expect(after).toMatchObject(move.after);
        // Not a thing that is gone beside another that is new.
        expect(records.filter(({ kind }) => kind === before?.kind)).toHaveLength(3);
        if (key !== before?.key) {
          const known = after?.kind === 'task' ? after.identifier : undefined;
          expect(known).toBeDefined();
          expect(before).toMatchObject({ identifier: known });
        }
        await follower.follow(connect());
        expect(inOrder(follower.records.values())).toEqual(inOrder(records));
      });

    test(contract.title(['empty'], 'no things, and no problem'), async () => {
      await start(0);
      const { records, problems } = await read();
      expect([records.length, problems]).toEqual([others, []]);
    });

    const size = harness.perPage;
    test.each([size - 1, size, size + 1, 2 * size])(
      contract.title(['paging'], 'all of %i things'),
      async (count) => {
        await start(count);
        const { things } = await read();
        expect(new Set(things.map(({ key }) => key)).size).toBe(count);
      },
    );

    test(contract.title(
      ['10,000 records'],
      'go through page by page, few are ever held at once',
    ), async () => {
      await start(10_000);
      let taken = 0;
      let mostAhead = 0;
      let [pages, looked] = [0, 0];
      const countPages = (): number => {
        const fresh = service.server.log.slice(looked);
        looked += fresh.length;
        pages += fresh.filter(({ request }) => harness.listing?.test(request) ?? true).length;
        return pages;
      };
      for await (const fetched of service.connector(quick).fetch({ signal: new AbortController().signal })) {
        if ('record' in fetched) taken++;
        await Promise.resolve();
        if (taken % 500 === 0) await setImmediate();
        mostAhead = Math.max(mostAhead, countPages() * (harness.perListing ?? size) - taken);
      }
      expect(taken).toBeGreaterThanOrEqual(10_000);
      // Pages come one after the other; a connector that needs all of them first would be ten thousand ahead.
      expect(mostAhead).toBeLessThan(5_000);
    }, 180_000);

    test(contract.title(['unicode', 'huge and empty texts'], 'come as they are'), async () => {
      await start(0);
      const texts = ['Zażółć gęślą jaźń 王小明 👩🏽‍🚀 \u202Eabc', 'x'.repeat(1_000_000), ''];
      for (const [id, text] of texts.entries()) service.items.set(id, { id, title: `T${id} – ü`, text });
      const { records, problems } = await read();
      expect(problems).toEqual([]);
      const textOf = (id: number) => {
        const record = records.find(({ key }) => key === harness.keyOf(id));
        return record === undefined ? undefined : harness.textOf(record);
      };
      expect(textOf(0)).toContain('王小明 👩🏽‍🚀');
      expect(textOf(1)?.length).toBeGreaterThanOrEqual(1_000_000);
      expect(textOf(2) ?? '').not.toContain('undefined');
    });

    test.each([429, 503, 500])(
      contract.title(['429', '500'], '%i for a while: waits, and has everything'),
      async (status) => {
        await start(3);
        service.server.inject({ status, headers: { 'retry-after': '0' } }, 2);
        expect((await read()).things).toHaveLength(3);
      },
    );

    test(contract.title(['cut body'], 'is asked for again'), async () => {
      await start(3);
      service.server.inject('cut', 1);
      expect((await read()).things).toHaveLength(3);
    });

    test.each([
      ['a rate limit for longer than a run waits', { status: 429, headers: { 'retry-after': '7200' } }],
      ['an error that does not pass', { status: 500 }],
      ['404', { status: 404 }],
      ['410 Gone', { status: 410 }],
      ['silence', 'silence'],
      ['something else than JSON', 'no JSON'],
    ] as const)(
      contract.title(
        ['404', '410', '429', '500', 'time-out', 'wrong shape'],
        '%s: fails with one sentence, and is not complete',
      ),
      async (_, fault) => {
        await start(3);
        service.server.inject(fault, 1_000);
        await expect(read({ timeout: 100 })).rejects.toMatchObject({
          code: 'source_unreadable',
          message: expect.stringMatching(/\.$/),
        });
      },
    );

    if (harness.isUnpaged === true)
      contract.lacks(['repeated cursor'], 'No answer names where the next page begins.');
    else
      test(contract.title(['repeated cursor'], 'fails, rather than going round or skipping'), async () => {
        await start(size + 1);
        service.server.repeatPages();
        await expect(read()).rejects.toMatchObject({
          code: 'source_unreadable',
          message: expect.stringMatching(/twice/),
        });
      });

    test(
      contract.title(['401', '403'], 'a wrong credential and a missing right are told apart'),
      async () => {
        await start(3);
        await expect(fetchAll(service.connector(quick, 'wrong'))).rejects.toMatchObject({
          failure: 'unauthorized',
        });
        service.server.inject({ status: 403 }, 1_000);
        await expect(read()).rejects.toMatchObject({ code: 'source_unreadable', failure: 'forbidden' });
      },
    );

    test(contract.title(['cancel'], 'stops where it is, and is not complete'), async () => {
      await start(size + 1);
      const controller = new AbortController();
      const abortMidway = async () => {
        for await (const _ of service.connector(quick).fetch({ signal: controller.signal }))
          controller.abort(new Error('stopped'));
      };
      await expect(abortMidway()).rejects.toThrow('stopped');
    });

    const { detail } = harness;
    if (detail !== undefined) {
      const failFrom = async (times: number, status: number) => {
        service.server.inject({ status }, times, await countBefore(detail));
        return service.connector({ ...quick, retries: 0 });
      };
      const countBefore = async (request: RegExp) => {
        const from = service.server.log.length;
        await read();
        return service.server.log.slice(from).findIndex((one) => request.test(one.request));
      };

      test.each([404, 500])(
        'one thing for which it says %i stays as it is, and is read again',
        async (status) => {
          await start(3);
          const connector = await failFrom(1, status);
          const given: Fetched[] = [];
          for await (const one of connector.fetch({ signal: new AbortController().signal })) given.push(one);
          const aside = given.flatMap((one) =>
            'problem' in one && one.setAside != null ? [one.setAside] : [],
          );
          expect(aside).toHaveLength(1);
          expect(given.filter((one) => 'record' in one)).toHaveLength(2 + others);
          const cursor = given.find((one) => 'cursor' in one)?.cursor ?? '';
          const again: string[] = [];
          const next = { since: cursor, isKnown: () => true, signal: new AbortController().signal };
          for await (const one of service.connector(quick).fetch(next))
            if ('record' in one) again.push(one.record.key);
          expect(again).toContain(aside[0]?.key);
        },
      );

      test('several in a row are a service that fails: it is not complete', async () => {
        await start(12);
        await expect(fetchAll(await failFrom(1_000, 500))).rejects.toMatchObject({ failure: 'unavailable' });
      });
    }

    if (harness.breakItem !== undefined)
      test('a thing of another shape is set aside with its place; the others go in', async () => {
        await start(3);
        harness.breakItem?.(service, 2);
        const { problems, records } = await read();
        expect(problems).toHaveLength(1);
        expect(problems[0]?.message).toMatch(/\.$/);
        expect(records.some(({ key }) => key === harness.keyOf(3))).toBe(true);
        if (harness.tellsReaders === true) {
          const before = records.find(({ key }) => key === harness.keyOf(3));
          const aside: Fetched[] = [];
          for await (const one of service.connector(quick).fetch({ signal: new AbortController().signal }))
            if ('problem' in one) aside.push(one);
          expect(aside).toMatchObject([
            {
              setAside: { key: harness.keyOf(2) },
              readers: before === undefined || !('readers' in before) ? null : before.readers,
            },
          ]);
        }
        // The fake broke the vendor's specification, as it was told to, where that says what a thing is.
        if (harness.isFree !== true) expect(service.server.breaches.splice(0)).not.toEqual([]);
      });
  });
}
