import { buildPublishedSchema } from './published-schema.ts';
import type { YamlPath } from './yaml-file.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The keys that the section at a path may have; by the section's `type` where several kinds of it exist.
 *
 * @returns an empty list where any key is accepted or none.
 */
export function acceptedKeys(content: unknown, path: YamlPath): readonly string[] {
  let schema: Schema = buildPublishedSchema();
  let value = content;
  for (const step of path) {
    const next =
      typeof step === 'number' ? chosen(schema, value).items : propertiesOf(chosen(schema, value))[step];
    schema = asRecord(next);
    value = Array.isArray(value) ? value[Number(step)] : asRecord(value)[step];
  }
  return Object.keys(propertiesOf(chosen(schema, value)));
}

/** The alternative whose `type` is that of the value. */
function chosen(schema: Schema, value: unknown): Schema {
  const alternatives = [schema.oneOf ?? schema.anyOf ?? []].flat().map(asRecord);
  const match = alternatives.find((alternative) => {
    const type = asRecord(propertiesOf(alternative).type);
    return type.const !== undefined && type.const === asRecord(value).type;
  });
  return match ?? schema;
}

function propertiesOf(schema: Schema): Schema {
  return asRecord(schema.properties);
}

function asRecord(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
