import {
  labels,
  type NodeLabel,
  nodeLabels,
  type PropertyDefinition,
  type RelationshipDefinition,
  relationships,
  relationshipTypes,
  systemProperties,
} from '../../graph-schema/index.ts';

/** The graph's vocabulary as Markdown: each label with its properties, then each relationship with its ends. */
export function describeSchema(): string {
  return [
    '# Labels',
    ...nodeLabels.map(describeLabel),
    '# Properties that every node has',
    describeProperties(systemProperties),
    '# Relationships',
    ...relationshipTypes.map((type) => describeRelationship(type, relationships[type])),
    '',
  ].join('\n\n');
}

function describeLabel(label: NodeLabel): string {
  const { description, restricted, queryable, properties } = labels[label];
  const notes = [
    restricted ? 'Only some may read each.' : '',
    queryable ? '' : "The system's own bookkeeping; no question is about it.",
  ];
  return [
    `## ${label}`,
    [description, ...notes].filter((part) => part !== '').join(' '),
    describeProperties(properties),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describeProperties(properties: Readonly<Record<string, PropertyDefinition>>): string {
  return Object.entries(properties)
    .map(([name, { type, description }]) => `- \`${name}\` (${type}): ${description}`)
    .join('\n');
}

function describeRelationship(name: string, definition: RelationshipDefinition): string {
  const { description, from, to, temporal, transitive, properties } = definition;
  const own = Object.entries(properties).map(([property, type]) => `\`${property}\` (${type})`);
  const notes = [
    temporal ? 'Holds for a period.' : '',
    transitive ? 'Can be followed again and again.' : '',
    own.length === 0 ? '' : `Properties: ${own.join(', ')}.`,
  ];
  return `## ${name}\n\n(${from.join(' | ')}) → (${to.join(' | ')})\n\n${[description, ...notes].filter((part) => part !== '').join(' ')}`;
}
