import type { NodeLabel } from '../../../graph-schema/index.ts';
import type {
  ComparedCondition,
  Condition,
  Field,
  FindQuery,
  GraphQuery,
  GroupKey,
  Step,
} from '../../graph/graph-query.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import { sourceOfId } from '../../graph/source-of-id.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { AppError } from '../../operations/app-error.ts';

/** The same graph as if some sources had never been synced: their nodes neither appear nor count nor connect. */
export function withoutSources(graph: GraphReader, sources: ReadonlySet<string>): GraphReader {
  if (sources.size === 0) return graph;
  const isOut = (id: string): boolean => sources.has(sourceOfId(id) ?? '');
  const rule: Condition = { not: { property: 'source', op: 'in', values: [...sources] } };
  const isOf: Condition = { property: 'source', op: 'in', values: [...sources] };
  const crossed = new Map<NodeLabel, Promise<boolean>>();

  /** @throws AppError `invalid_query` where steps in a row could lead over nodes that are withheld: the rule sees their end alone. */
  async function refuseCrossing(query: GraphQuery, today: string): Promise<void> {
    for (const label of new Set(labelsInRow(query))) {
      const isCrossed = crossed.get(label) ?? hasAny(label, today);
      crossed.set(label, isCrossed);
      if (await isCrossed)
        throw new AppError(
          'invalid_query',
          `What lies between one ${label} and another may not be read here: ask for direct steps, without "transitive", or pass.`,
        );
    }
  }

  async function hasAny(find: NodeLabel, today: string): Promise<boolean> {
    const asked: FindQuery = { find, where: isOf, return: { kind: 'exists' } };
    const result = await graph.query(asked, operatorViewer, today);
    return result.kind !== 'exists' || result.exists;
  }

  return {
    async query(query, viewer, today) {
      await refuseCrossing(query, today);
      return await graph.query(narrow(query, rule), viewer, today);
    },
    async explain(query, viewer, today) {
      await refuseCrossing(query, today);
      return await graph.explain(narrow(query, rule), viewer, today);
    },
    searchText: async (search, viewer) =>
      (await graph.searchText(search, viewer)).filter((one) => !isOut(one.articleId ?? one.id)),
    readNodes: async (ids, viewer) =>
      await graph.readNodes(
        ids.filter((id) => !isOut(id)),
        viewer,
      ),
    readPassages: async (ids, viewer) =>
      await graph.readPassages(
        ids.filter((id) => !isOut(id)),
        viewer,
      ),
    readTermVectors: async (ids, viewer) =>
      await graph.readTermVectors(
        ids.filter((id) => !isOut(id)),
        viewer,
      ),
    termStatistics: (terms) => graph.termStatistics(terms),
    names: async (label) => (await graph.names(label)).filter((one) => !isOut(one.id)),
    // Nobody can tell which source a value came from.
    distinctValues: async () => [],
    relationshipRoles: async () => [],
    findByKeys: async (label, keys, viewer) =>
      (await graph.findByKeys(label, keys, viewer)).filter((one) => !isOut(one.id)),
    acls: () => graph.acls(),
    sources: async () => (await graph.sources()).filter((one) => !sources.has(one.name)),
    revision: () => graph.revision(),
  };
}

/** Labels that steps of a query lead over, several in a row. */
function labelsInRow(part: unknown): readonly NodeLabel[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'transitive' in part && part.transitive === true ? [(part as Step).label] : [];
  return [...own, ...Object.values(part).flatMap(labelsInRow)];
}

/** A query that finds, follows and counts only what the rule allows. */
function narrow(query: GraphQuery, rule: Condition): GraphQuery {
  const both = (where: Condition | undefined): Condition =>
    where === undefined ? rule : { all: [rule, inCondition(where, rule)] };
  if ('paths' in query) {
    const { from, to, ...rest } = query.paths;
    return {
      paths: {
        ...rest,
        from: { ...from, where: both(from.where) },
        to: { ...to, where: both(to.where) },
        // What lies between cannot be ruled: only direct connections are sure to pass nothing that is withheld.
        maxLength: 1,
      },
    };
  }
  return { ...query, where: both(query.where), return: inReturn(query.return, rule) };
}

function inCondition(condition: Condition, rule: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => inCondition(one, rule)) };
  if ('any' in condition) return { any: condition.any.map((one) => inCondition(one, rule)) };
  if ('not' in condition) return { not: inCondition(condition.not, rule) };
  if ('compared' in condition) return inCompared(condition, rule);
  if (!('related' in condition)) return condition;
  const { where, quantifier } = condition;
  const inner = where === undefined ? undefined : inCondition(where, rule);
  // Of all that there is at the other end, those withheld are none.
  if (quantifier === 'all' && inner !== undefined)
    return {
      all: [
        { ...condition, quantifier: 'any', where: rule },
        { ...condition, quantifier: 'none', where: { all: [rule, { not: inner }] } },
      ],
    };
  return { ...condition, where: inner === undefined ? rule : { all: [rule, inner] } };
}

function inCompared({ compared, op, with: other }: ComparedCondition, rule: Condition): Condition {
  const both = (where: Condition | undefined): Condition =>
    where === undefined ? rule : { all: [rule, inCondition(where, rule)] };
  if ('shared' in compared) {
    // What both have in common cannot be ruled, so that nothing counts as shared.
    return { any: [] };
  }
  return {
    compared: 'countOf' in compared ? { ...compared, where: both(compared.where) } : compared,
    op,
    with: { ...other, where: both(other.where) },
  };
}

function inReturn(returned: FindQuery['return'], rule: Condition): FindQuery['return'] {
  const within = <Part extends Field | GroupKey>(part: Part): Part => {
    if (!('related' in part) && !('countOf' in part)) return part;
    const { where } = part;
    return { ...part, where: where === undefined ? rule : { all: [rule, inCondition(where, rule)] } };
  };
  if (returned.kind === 'groups') return { ...returned, by: returned.by.map(within) };
  if (returned.kind !== 'list' || returned.fields === undefined) return returned;
  return { ...returned, fields: returned.fields.map(within) };
}
