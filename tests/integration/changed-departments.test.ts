import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  entraSpecification,
  type FakeEntra,
  startFakeEntra,
  userId,
} from '../fixtures/vendors/fake-entra.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { openCompany } from './sync-harness.ts';

describe.runIf(hasSpecification(entraSpecification) || isDemanded('specifications'))(
  'somebody whose department is another one, in a run that reads what changed',
  () => {
    let entra: FakeEntra;
    beforeEach(async () => {
      entra = await startFakeEntra();
    });
    afterEach(async () => await entra.server.close());

    it('is in the new one alone, at once', async () => {
      const company = await openCompany();
      for (const id of [1, 2, 3]) {
        entra.items.set(id, { id, title: `Person ${id}`, text: '' });
        entra.changes.set(id, { department: id === 3 ? 'Web' : 'Sales' });
      }
      company.connectors = [entra.connect({})];
      const teamsOf = async (id: number) => {
        const found = await company.graph.relationshipsOf([`employee:directory:${userId(id)}`]);
        return found.flatMap(({ type, to, ended }) => (type === 'MEMBER_OF' && !ended ? [to] : []));
      };
      await company.sync();
      expect(await teamsOf(1)).toEqual(['team:directory:department:sales']);
      entra.changes.set(1, { department: 'Web' });
      entra.history.push(1);
      await company.sync();
      expect(await teamsOf(1)).toEqual(['team:directory:department:web']);
      expect(await teamsOf(2)).toEqual(['team:directory:department:sales']);
    });
  },
);
