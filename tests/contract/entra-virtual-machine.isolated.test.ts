import { expect, onTestFinished, test, vi } from 'vitest';
import { entraSpecification, startFakeEntra, userId } from '../fixtures/vendors/fake-entra.ts';
import { startFakeMachine } from '../fixtures/vendors/fake-machine.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';

const isSpecified = hasSpecification(entraSpecification) || isDemanded('specifications');

// In a file of its own: the library keeps to the first kind of machine that it finds.
test.runIf(isSpecified)('entra signs in by the metadata service of a virtual machine, too', async () => {
  const [entra, machine] = [await startFakeEntra(), await startFakeMachine(() => 'token')];
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await entra.server.close();
    await machine.close();
  });
  entra.items.set(1, { id: 1, title: 'Ana Lima', text: 'Engineer' });
  for (const [name, value] of Object.entries(machine.environment.virtualMachine)) vi.stubEnv(name, value);
  const { records } = await fetchAll(entra.connect({ managedIdentity: true }));
  expect(records.map(({ key }) => key)).toEqual([userId(1)]);
  expect(machine.asked.map((one) => one.get('resource'))).toEqual([entra.server.url]);
  expect(entra.server.breaches).toEqual([]);
});
