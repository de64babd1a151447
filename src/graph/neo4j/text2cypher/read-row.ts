import neo4j from 'neo4j-driver';
import { nodeLabels } from '../../../../graph-schema/index.ts';
import type { CypherRows } from '../../cypher-reader.ts';
import { isHidden, namePropertyOf } from '../../label-properties.ts';
import type { Viewer } from '../../viewer.ts';
import type { GuardedStatement } from './guard-statement.ts';
import { limits } from './limits.ts';

type Cell = CypherRows['rows'][number][number];

/** A row as it is given, and whether a bound has cut something of it. */
export interface ReadRow {
  readonly cells: readonly Cell[];
  readonly cut: boolean;
  /** Characters in all. */
  readonly length: number;
}

/** Names of the columns as they are given: a node takes two, its id and its name. */
export function columnNames({ columns }: GuardedStatement): readonly string[] {
  return columns.flatMap(({ name, type }) =>
    type.kind === 'node' ? [`${name}.id`, `${name}.name`] : [name],
  );
}

/** @param values of the driver, one for each column of the statement. */
export function readRow({ columns }: GuardedStatement, values: readonly unknown[], viewer: Viewer): ReadRow {
  let cut = false;
  let length = 0;
  const shorten = (text: string): string => {
    const short = text.length > limits.textLength ? text.slice(0, limits.textLength).toWellFormed() : text;
    cut ||= short !== text;
    length += short.length;
    return short;
  };
  const cells = columns.flatMap(({ type }, at): Cell[] => {
    const value = values[at];
    if (type.kind === 'node') {
      const { id, name } = readNode(value, viewer);
      return [id, name].map((text) => (text === null ? null : shorten(text)));
    }
    if (!Array.isArray(value)) return [typeof value === 'string' ? shorten(value) : readScalar(value)];
    const entries = value.slice(0, limits.listLength);
    cut ||= entries.length < value.length;
    return [entries.map((entry: unknown) => shorten(String(entry)))];
  });
  return { cells, cut, length };
}

function readScalar(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  // JSON has no number for what a division by zero gives.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'boolean' ? value : String(value);
}

function readNode(
  value: unknown,
  viewer: Viewer,
): { readonly id: string | null; readonly name: string | null } {
  if (!neo4j.isNode(value)) return { id: null, name: null };
  const label = nodeLabels.find((one) => value.labels.includes(one));
  const property = label === undefined ? null : namePropertyOf(label);
  const isReadable = label !== undefined && property !== null && !isHidden(viewer, label, property);
  const name: unknown = isReadable ? value.properties[property] : null;
  return { id: String(value.properties.id), name: typeof name === 'string' ? name : null };
}
