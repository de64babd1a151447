import { z } from 'zod';
import type { Dependency } from './read-licences.ts';

const bomSchema = z.looseObject({
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
});

/**
 * A bill of materials without what only development needs. Not by `npm sbom --omit=dev`: npm 11 also leaves out what one
 * of development's packages may use as well.
 *
 * @param bom what `npm sbom` printed of everything.
 */
export function buildSbom(bom: string, installed: readonly Dependency[]): object {
  const { components, dependencies, metadata, ...rest } = bomSchema.parse(JSON.parse(bom));
  const names = new Set(installed.map(({ name, version }) => `${name}@${version}`));
  const kept = components.filter(({ name, version }) => names.has(`${name}@${version}`));
  const refs = new Set([metadata.component['bom-ref'], ...kept.map((one) => one['bom-ref'])]);
  return {
    ...rest,
    metadata,
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ dependsOn = [], ...one }) => ({ ...one, dependsOn: dependsOn.filter((ref) => refs.has(ref)) })),
  };
}
