import { writeFileSync } from 'node:fs';
import { publishedSchemaText } from './published-schema.ts';

writeFileSync(new URL('../../orgwise.schema.json', import.meta.url), publishedSchemaText());
