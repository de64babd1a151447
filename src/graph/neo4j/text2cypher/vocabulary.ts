import {
  labels,
  type NodeLabel,
  propertyOf,
  type RelationshipDefinition,
  type RelationshipType,
  relationships,
  relationshipTypes,
  systemProperties,
} from '../../../../graph-schema/index.ts';
import { isHidden, ownProperties } from '../../label-properties.ts';
import type { Viewer } from '../../viewer.ts';
import { queryableLabels } from '../stored-names.ts';
import { refuse } from './refuse.ts';
import { eitherOf, listOf, plain, type ValueType } from './value-type.ts';

export const everyLabel: ReadonlySet<NodeLabel> = new Set(queryableLabels);

/** The types whose both ends questions may be about. */
export const everyType: ReadonlySet<RelationshipType> = new Set(
  relationshipTypes.filter((type) => {
    const { from, to }: RelationshipDefinition = relationships[type];
    return [...from, ...to].every((label) => labels[label].queryable);
  }),
);

export function definitionOf(type: RelationshipType): RelationshipDefinition {
  return relationships[type];
}

/** @throws AppError `invalid_query` for a label that is not in the schema, or that questions may not be about. */
export function labelsNamed(names: readonly string[]): ReadonlySet<NodeLabel> {
  return new Set(names.map((name) => find(everyLabel, name, 'label')));
}

/** @throws AppError `invalid_query`. */
export function typesNamed(names: readonly string[]): ReadonlySet<RelationshipType> {
  return new Set(names.map((name) => find(everyType, name, 'relationship type')));
}

function find<Name extends string>(known: ReadonlySet<Name>, name: string, what: string): Name {
  const found = [...known].find((one) => one === name);
  return found ?? refuse(`There is no ${what} '${name}'; accepted: ${[...known].join(', ')}.`);
}

/**
 * What a property of a node with one of some labels is. A property that the viewer may not read of one of them is unknown.
 *
 * @throws AppError `invalid_query`.
 */
export function nodeProperty(of: ReadonlySet<NodeLabel>, name: string, hidden: Viewer['hidden']): ValueType {
  const viewer: Viewer = { acls: 'all', ...(hidden === undefined ? {} : { hidden }) };
  const definitions = [...of].flatMap((label) => propertyOf(label, name) ?? []);
  if (definitions.length === 0 || [...of].some((label) => isHidden(viewer, label, name))) {
    const known = new Set(
      [...of].flatMap((label) =>
        [...ownProperties(label).map(([own]) => own), ...Object.keys(systemProperties)].filter(
          (one) => ![...of].some((other) => isHidden(viewer, other, one)),
        ),
      ),
    );
    refuse(
      `${[...of].join(' or ')} has no property '${name}'; accepted: ${[...known].join(', ')}, extra.NAME.`,
    );
  }
  return definitions
    .map(
      ({ type }): ValueType => (type === 'date' ? { kind: 'day' } : type === 'texts' ? listOf(plain) : plain),
    )
    .reduce(eitherOf);
}

/** What a property of a relationship is. @throws AppError `invalid_query`. */
export function relationshipProperty(types: ReadonlySet<RelationshipType>, name: string): ValueType {
  const definitions = [...types].map(definitionOf);
  if (isPeriod(name) && definitions.some(({ temporal }) => temporal)) return { kind: 'day' };
  if (definitions.some(({ properties }) => Object.hasOwn(properties, name))) return plain;
  const known = new Set([
    ...definitions.flatMap(({ properties }) => Object.keys(properties)),
    ...(definitions.some(({ temporal }) => temporal) ? ['from', 'to'] : []),
  ]);
  const accepted = known.size === 0 ? 'none' : [...known].join(', ');
  return refuse(`${[...types].join(' or ')} has no property '${name}'; accepted: ${accepted}.`);
}

/** Whether a property tells the period of a relationship. */
export function isPeriod(name: string): boolean {
  return name === 'from' || name === 'to';
}
