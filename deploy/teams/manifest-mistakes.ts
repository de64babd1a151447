import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';

/**
 * What Teams would not take of a manifest, by Microsoft's schema of the version that it names; empty for a good one.
 *
 * @throws Error where there is no schema of that version.
 */
export function manifestMistakes(manifest: { readonly manifestVersion: string }): readonly string[] {
  const validate = new Ajv.default({ strict: false, validateFormats: false, allErrors: true }).compile(
    readSchema(manifest.manifestVersion),
  );
  validate(manifest);
  return (validate.errors ?? []).map((one) => `${one.instancePath || '/'} ${one.message}`);
}

function readSchema(version: string): Record<string, unknown> {
  const build = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'));
  const file = join(build, `json-schemas/teams/v${version}/MicrosoftTeams.schema.json`);
  // Named as a draft that the validator does not know, whose differences the schema makes no use of.
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return schema;
}
