import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connector, SourceRecord } from '../../connectors/connector.ts';
import type { RequestLimits } from '../../connectors/http/source-client.ts';
import type { VendorServer } from '../fixtures/vendors/vendor-server.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { expectWellFormed } from './connector-suite.ts';

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
  /** A thing that the connector must set aside, as the API would send it. */
  breakItem?(service: FakeService, id: number): void;
  /** Whether the specification leaves open what a thing is, so that a broken one breaks nothing of it. */
  readonly isFree?: boolean;
}

const quick: Partial<RequestLimits> = { firstWait: 1, retries: 2, timeout: 20_000, longestWait: 2_000 };

/** What every connector that reads a service over HTTP promises. */
export function describeServiceConnector(driver: string, harness: ServiceHarness): void {
  describe(`connector ${driver} over the wire`, () => {
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

    test.each([404, 403, 410, 401, 400] as const)('REV %i at one request: nothing lost in silence', async (status) => {
      await start(3);
      await read();
      const n = service.server.log.length;
      const silent: string[] = [];
      for (let at = 0; at < n; at++) {
        const before = service.server.log.length;
        service.server.inject({ status }, 1, at);
        try {
          const r = await read();
          const failed = service.server.log.slice(before).find((l) => l.status === status)?.request;
          const told = r.problems.length > 0;
          if (r.things.length < 3) silent.push(`${told ? 'told' : 'SILENT'} lost ${3 - r.things.length} at ${failed} ${JSON.stringify(r.problems.map((p: any) => p.message.slice(0, 100)))}`);
        } catch { /* incomplete: fine */ }
        // drop what was not used
        for (let k = 0; k < 1; k++) ;
      }
      console.log(`REV ${driver} ${status} ${n} requests: ${silent.length === 0 ? 'ok' : '\n  ' + silent.join('\n  ')}`);
    });
    test('REV 404 for ever', async () => {
      await start(3);
      service.server.inject({ status: 404 }, 1_000);
      const out = await read().then((r) => `READ ${r.records.length} ${JSON.stringify(r.problems)}`, (e) => `${e.code} ${e.message}`);
      console.log(`REV ${driver} 404 for ever: ${out}`);
    });
    if (harness.breakItem !== undefined)
      test('a thing of another shape is set aside with its place; the others go in', async () => {
        await start(3);
        harness.breakItem?.(service, 2);
        const { problems, records } = await read();
        expect(problems).toHaveLength(1);
        expect(problems[0]?.message).toMatch(/\.$/);
        expect(records.some(({ key }) => key === harness.keyOf(3))).toBe(true);
        // The fake broke the vendor's specification, as it was told to, where that says what a thing is.
        if (harness.isFree !== true) expect(service.server.breaches.splice(0)).not.toEqual([]);
      });
  });
}
