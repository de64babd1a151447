import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js';

/**
 * Lets what an entity carries reach Teams. The library's connector writes only the properties it has a list of (`type`,
 * `text`, `mentioned`), and drops the others without a word: the citations of an answer, and the mark of an answer made by a
 * model. Changes the list for the whole process; may be called again.
 */
export function keepEntityProperties(): void {
  Entity.type.additionalProperties = { type: { name: 'Object' } };
}
