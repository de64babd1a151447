import {
  labels,
  type PropertyDefinition,
  type RelationshipDefinition,
  relationships,
} from '../../graph-schema/index.ts';
import { AppError } from '../operations/app-error.ts';
import type { NodeRecord, RelationshipRecord } from './changes.ts';
import { isDay, isInstant } from './value-format.ts';

type PropertyValue = NodeRecord['properties'][string];

/**
 * Refuses a node that does not fit the schema: what is stored has the form that queries rely on.
 *
 * @throws AppError `invalid_input`.
 */
export function checkNode(node: NodeRecord): void {
  const fail = (what: string): never => {
    throw new AppError('invalid_input', `Node ${node.id} (${node.label}): ${what}.`);
  };
  if (!Object.hasOwn(labels, node.label)) fail('the schema has no such label');
  const definition = labels[node.label];
  if (definition.restricted !== (node.acl !== undefined))
    fail(definition.restricted ? 'it needs an acl' : 'this label takes no acl');
  if (node.updatedAt !== undefined && !isInstant(node.updatedAt))
    fail(`updatedAt is "${node.updatedAt}", it must be an instant such as 2025-03-31T09:00:00.000Z`);
  const own: Readonly<Record<string, PropertyDefinition>> = definition.properties;
  for (const [name, value] of Object.entries(node.properties)) {
    const property = Object.hasOwn(own, name) ? own[name] : undefined;
    if (property === undefined) fail(`the label has no property "${name}"; put it into extra`);
    else if (value !== null && !fits(value, property))
      fail(`${name} is ${JSON.stringify(value)}, it must be ${forms[property.type]}`);
    else if (typeof value === 'string' && property.values?.includes(value) === false)
      fail(`${name} is ${JSON.stringify(value)}, it must be one of ${property.values.join(', ')}`);
  }
}

const forms: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'a text',
  text: 'a text',
  texts: 'a list of texts',
  date: 'a day such as 2025-03-31',
  instant: 'an instant such as 2025-03-31T09:00:00.000Z',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function fits(value: NonNullable<PropertyValue>, property: PropertyDefinition): boolean {
  switch (property.type) {
    case 'string':
    case 'text':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value);
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'instant':
      return typeof value === 'string' && isInstant(value);
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
  }
}

/**
 * Refuses a relationship that does not fit the schema or whose ends are missing.
 *
 * @param labelOf the label of a node that the graph holds, undefined where it holds none.
 * @throws AppError `invalid_input`.
 */
export function checkRelationship(
  relationship: RelationshipRecord,
  labelOf: (id: string) => string | undefined,
): void {
  const fail = (what: string): never => {
    throw new AppError('invalid_input', `Relationship ${relationship.id} (${relationship.type}): ${what}.`);
  };
  if (!Object.hasOwn(relationships, relationship.type)) fail('the schema has no such type');
  const definition: RelationshipDefinition = relationships[relationship.type];
  for (const end of ['from', 'to'] as const) {
    const label = labelOf(relationship[end]);
    const allowed: readonly string[] = definition[end];
    if (label === undefined) fail(`there is no node ${relationship[end]} for it to lead ${end}`);
    else if (!allowed.includes(label))
      fail(
        `it leads ${end} ${relationship[end]}, a ${label}, and may lead ${end} ${allowed.join(' or ')} alone`,
      );
  }
  if (relationship.period !== undefined && !definition.temporal) fail('this type has no period');
  for (const day of [relationship.period?.from, relationship.period?.to]) {
    if (typeof day === 'string' && !isDay(day)) fail(`"${day}" in its period is no day such as 2025-03-31`);
  }
  for (const [name, value] of Object.entries(relationship.properties ?? {})) {
    const type = definition.properties[name];
    if (typeof value !== type)
      fail(`its property ${name} is ${JSON.stringify(value)}, ${type ?? 'none'} is allowed`);
  }
}
