import {
  labels,
  type NodeLabel,
  nodeLabels,
  type PropertyDefinition,
  type RelationshipDefinition,
  relationships,
  relationshipTypes,
  systemProperties,
} from '../../../graph-schema/index.ts';

/** What a query may speak of, as few words as a model needs: no bookkeeping of the system's own. */
export function describeVocabulary(): string {
  const isQueryable = (label: NodeLabel): boolean => labels[label].queryable;
  return [
    'Labels, each with its properties:',
    ...nodeLabels.filter(isQueryable).map(describeLabel),
    `Properties of every label: ${describeProperties(systemProperties)}`,
    'Fields of the sources\' own are properties too, of type text, as extra.NAME; use only those under "Linked".',
    'Relationships:',
    ...relationshipTypes.flatMap((type) => {
      const definition: RelationshipDefinition = relationships[type];
      return [...definition.from, ...definition.to].every(isQueryable)
        ? [describeRelationship(type, definition)]
        : [];
    }),
  ].join('\n');
}

function describeLabel(label: NodeLabel): string {
  return `- ${label}: ${labels[label].description} Properties: ${describeProperties(labels[label].properties)}`;
}

function describeProperties(properties: Readonly<Record<string, PropertyDefinition>>): string {
  return Object.entries(properties)
    .map(([name, { type, description }]) => `${name} (${type}: ${description.replace(/\.$/, '')})`)
    .join('; ');
}

function describeRelationship(
  type: string,
  { description, from, to, temporal, transitive, properties }: RelationshipDefinition,
): string {
  const notes = [
    temporal ? 'holds for a period' : '',
    transitive ? 'may be transitive' : '',
    'role' in properties ? 'has a role' : '',
  ].filter((note) => note !== '');
  const ends = `(${from.join(' | ')}) -> (${to.join(' | ')})`;
  return `- ${type}: ${ends}: ${description}${notes.length === 0 ? '' : ` [${notes.join(', ')}]`}`;
}
