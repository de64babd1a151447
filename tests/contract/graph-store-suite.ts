import { afterEach, beforeEach, describe } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { testExplaining } from './graph-store-explaining.ts';
import { testReading } from './graph-store-reading.ts';
import { testRights } from './graph-store-rights.ts';
import { testRules } from './graph-store-rules.ts';
import { testSeen } from './graph-store-seen.ts';
import { testWriting } from './graph-store-writing.ts';

/**
 * What every graph store must do, whatever its engine.
 *
 * @param create gives an empty store whose migrations have run; the suite closes it.
 */
export function describeGraphStore(name: string, create: () => Promise<GraphStore>): void {
  describe(name, () => {
    let store: GraphStore | undefined;
    const current = (): GraphStore => {
      if (store === undefined) throw new Error('The store is there within a test alone.');
      return store;
    };
    beforeEach(async () => {
      store = await create();
    });
    afterEach(() => store?.close());
    describe('writing', () => testWriting(current));
    describe('reading', () => testReading(current));
    describe('explaining', () => testExplaining(current));
    describe('rights', () => testRights(current));
    describe('rules', () => testRules(current));
    describe('seen by way of others', () => testSeen(current));
  });
}
