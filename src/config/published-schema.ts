import { z } from 'zod';
import { configFileSchema } from './config-schema.ts';

/** JSON Schema of the configuration file, for editors; published as orgwise.schema.json. */
export function buildPublishedSchema() {
  return {
    title: 'Orgwise configuration',
    ...z.toJSONSchema(configFileSchema, { io: 'input', target: 'draft-7' }),
  };
}

/** The text of orgwise.schema.json. */
export function publishedSchemaText(): string {
  return `${JSON.stringify(buildPublishedSchema(), undefined, 2)}\n`;
}
