import type { Condition, GraphQuery, QueryResult } from '../../../graph/graph-query.ts';
import type { NameCandidate } from '../../linking/name-index.ts';

/** The ids that a query's conditions name, wherever they stand. */
export function idsOf(query: GraphQuery): string[] {
  if ('paths' in query) return [query.paths.from.where, query.paths.to.where].flatMap(idsIn);
  const parts: readonly object[] =
    query.return.kind === 'groups'
      ? query.return.by
      : query.return.kind === 'list'
        ? (query.return.fields ?? [])
        : [];
  return [
    ...idsIn(query.where),
    ...parts.flatMap((part) => ('where' in part ? idsIn(part.where as Condition) : [])),
  ];
}

function idsIn(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(idsIn);
  if ('any' in condition) return condition.any.flatMap(idsIn);
  if ('not' in condition) return idsIn(condition.not);
  if ('related' in condition) return idsIn(condition.where);
  if ('compared' in condition)
    return [
      ...idsIn(condition.with.where),
      ...('countOf' in condition.compared ? idsIn(condition.compared.where) : []),
    ];
  if ('employed' in condition || condition.property !== 'id') return [];
  if ('values' in condition) return condition.values.map(String);
  return 'value' in condition ? [String(condition.value)] : [];
}

/** The nodes of a result, which later queries may name. */
export function nodesOf(result: QueryResult): NameCandidate[] {
  const as = (
    { id, label, name }: Pick<NameCandidate, 'id' | 'label' | 'name'>,
    key = '',
  ): NameCandidate => ({
    id,
    label,
    name,
    key,
    detail: null,
    strength: 3,
    needsCapital: false,
  });
  switch (result.kind) {
    case 'list':
      return result.rows.map((row) => as(row, String(row.values.key ?? '')));
    case 'groups':
      return result.rows.flatMap(({ keys }) =>
        keys.flatMap(({ node }) => (node === undefined ? [] : [as(node)])),
      );
    case 'paths':
      return result.paths.flatMap(({ nodes }) => nodes.map((node) => as(node)));
    default:
      return [];
  }
}
