import { type NodeLabel, seenByOf } from '../../../graph-schema/index.ts';
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
import { operatorViewer, type Viewer } from '../../graph/viewer.ts';
import { AppError } from '../../operations/app-error.ts';

/** What a node of a label must meet to be told of. */
type RuleOf = (label: NodeLabel) => Condition;

/** No relationship that has a period is looked at, so that any day will do. */
const anyDay = '2000-01-01';

/** Nodes that one query asks for. */
const askedAtOnce = 500;

/**
 * The same graph as if some sources had never been synced: their nodes neither appear nor count nor connect, and neither do projects
 * and topics that they alone speak of.
 */
export function withoutSources(graph: GraphReader, sources: ReadonlySet<string>): GraphReader {
  if (sources.size === 0) return graph;
  const isOut = (id: string): boolean => sources.has(sourceOfId(id) ?? '');
  const isNotOf: Condition = { not: { property: 'source', op: 'in', values: [...sources] } };
  const ruleOf: RuleOf = (label) => {
    const by = seenByOf(label);
    if (by === undefined) return isNotOf;
    return {
      all: [isNotOf, { related: { type: by.type, direction: 'in', label: by.from }, where: isNotOf }],
    };
  };
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

  /** Without projects and topics that only what is withheld leads to. */
  async function withoutUnseen<Node extends { readonly id: string; readonly label: NodeLabel }>(
    nodes: readonly Node[],
    viewer: Viewer,
  ): Promise<Node[]> {
    const seen = new Set(nodes.filter(({ label }) => seenByOf(label) === undefined).map(({ id }) => id));
    for (const [label, ofLabel] of Map.groupBy(nodes, (one) => one.label)) {
      if (seenByOf(label) === undefined) continue;
      for (let at = 0; at < ofLabel.length; at += askedAtOnce) {
        const values = ofLabel.slice(at, at + askedAtOnce).map(({ id }) => id);
        const asked: FindQuery = {
          find: label,
          where: { all: [{ property: 'id', op: 'in', values }, ruleOf(label)] },
          return: { kind: 'list', limit: askedAtOnce },
        };
        const result = await graph.query(asked, viewer, anyDay);
        if (result.kind === 'list') for (const { id } of result.rows) seen.add(id);
      }
    }
    return nodes.filter(({ id }) => seen.has(id));
  }

  return {
    async query(query, viewer, today) {
      await refuseCrossing(query, today);
      return await graph.query(narrow(query, ruleOf), viewer, today);
    },
    async explain(query, viewer, today) {
      await refuseCrossing(query, today);
      return await graph.explain(narrow(query, ruleOf), viewer, today);
    },
    searchText: async (search, viewer) =>
      (await graph.searchText(search, viewer)).filter((one) => !isOut(one.articleId ?? one.id)),
    readNodes: async (ids, viewer) =>
      await withoutUnseen(
        await graph.readNodes(
          ids.filter((id) => !isOut(id)),
          viewer,
        ),
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
    names: async (label, viewer) =>
      await withoutUnseen(
        (await graph.names(label, viewer)).filter((one) => !isOut(one.id)),
        viewer,
      ),
    // Nobody can tell which source a value came from.
    distinctValues: async () => [],
    relationshipRoles: async () => [],
    findByKeys: async (label, keys, viewer) =>
      await withoutUnseen(
        (await graph.findByKeys(label, keys, viewer)).filter((one) => !isOut(one.id)),
        viewer,
      ),
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

/** A query that finds, follows and counts only what the rules allow. */
function narrow(query: GraphQuery, ruleOf: RuleOf): GraphQuery {
  if ('paths' in query) {
    const { from, to, ...rest } = query.paths;
    return {
      paths: {
        ...rest,
        from: { ...from, where: both(from.label, from.where, ruleOf) },
        to: { ...to, where: both(to.label, to.where, ruleOf) },
        // What lies between cannot be ruled: only direct connections are sure to pass nothing that is withheld.
        maxLength: 1,
      },
    };
  }
  const { find } = query;
  return { ...query, where: both(find, query.where, ruleOf), return: inReturn(query.return, ruleOf) };
}

/** A condition on nodes of a label, and the label's rule. */
function both(label: NodeLabel, where: Condition | undefined, ruleOf: RuleOf): Condition {
  const rule = ruleOf(label);
  return where === undefined ? rule : { all: [rule, inCondition(label, where, ruleOf)] };
}

function inCondition(label: NodeLabel, condition: Condition, ruleOf: RuleOf): Condition {
  if ('all' in condition) return { all: condition.all.map((one) => inCondition(label, one, ruleOf)) };
  if ('any' in condition) return { any: condition.any.map((one) => inCondition(label, one, ruleOf)) };
  if ('not' in condition) return { not: inCondition(label, condition.not, ruleOf) };
  if ('compared' in condition) return inCompared(label, condition, ruleOf);
  if (!('related' in condition)) return condition;
  const { related, where, quantifier } = condition;
  // Of all that there is at the other end, those withheld are none.
  if (quantifier === 'all' && where !== undefined) {
    const rule = ruleOf(related.label);
    const inner = inCondition(related.label, where, ruleOf);
    return {
      all: [
        { ...condition, quantifier: 'any', where: rule },
        { ...condition, quantifier: 'none', where: { all: [rule, { not: inner }] } },
      ],
    };
  }
  return { ...condition, where: both(related.label, where, ruleOf) };
}

function inCompared(
  label: NodeLabel,
  { compared, op, with: other }: ComparedCondition,
  ruleOf: RuleOf,
): Condition {
  if ('shared' in compared) {
    // What both have in common cannot be ruled, so that nothing counts as shared.
    return { any: [] };
  }
  return {
    compared:
      'countOf' in compared
        ? { ...compared, where: both(compared.countOf.label, compared.where, ruleOf) }
        : compared,
    op,
    with: { ...other, where: both(label, other.where, ruleOf) },
  };
}

function inReturn(returned: FindQuery['return'], ruleOf: RuleOf): FindQuery['return'] {
  const within = <Part extends Field | GroupKey>(part: Part): Part => {
    const step = 'related' in part ? part.related : 'countOf' in part ? part.countOf : undefined;
    if (step === undefined || (!('related' in part) && !('countOf' in part))) return part;
    return { ...part, where: both(step.label, part.where, ruleOf) };
  };
  if (returned.kind === 'groups') return { ...returned, by: returned.by.map(within) };
  if (returned.kind !== 'list' || returned.fields === undefined) return returned;
  return { ...returned, fields: returned.fields.map(within) };
}
