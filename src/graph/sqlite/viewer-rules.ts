import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Viewer } from '../viewer.ts';
import { ruleLedIndex } from './create-indexes.ts';
import { tableOf } from './label-table.ts';
import type { CompileContext } from './property-sql.ts';
import { raw, type Sql, sql } from './sql.ts';

/** With more rules, looking for each takes longer than asking each node for its own. */
const mostRules = 100;

/** Steps that find which of a viewer's rules the nodes of a label are under; the rules behind the last are taken untold. */
const mostSteps = 100;

/** Whether a viewer who may not read everything has few rules. */
export function hasFewRules({ acls }: Viewer): boolean {
  return acls !== 'all' && acls.size <= mostRules;
}

/**
 * Selects the numbers of rules that the viewer satisfies: all of them, or at least each that a node of the label is under.
 *
 * A viewer with many rules has most of them for pages, and tasks are under few. Looking for tasks under each of 2,000 takes as
 * long as counting them does. So the viewer's rules and, in an index, those of the nodes are gone through together, from one to the
 * next that both have. Where nodes are under more than `mostSteps` of them, the steps would cost more than they save.
 */
export function viewerRules(context: CompileContext, label: NodeLabel): Sql {
  const ofViewer = sql`temp.readable_rule own WHERE own.viewer = ${context.rules}`;
  const index = ruleLedIndex(label);
  if (index === undefined || hasFewRules(context.viewer)) return sql`SELECT own.rule FROM ${ofViewer}`;
  // Not as a parameter: with a limit that it does not know, SQLite takes a tenth longer for the whole count.
  const steps = raw(String(mostSteps));
  const nodes = raw(`${tableOf(label)} ruled INDEXED BY ${index}`);
  return sql`WITH RECURSIVE met(rule) AS (
      SELECT 0 UNION ALL
      SELECT (SELECT min(own.rule) FROM ${ofViewer}
        AND own.rule >= (SELECT min(ruled.rule) FROM ${nodes} WHERE ruled.rule > met.rule))
      FROM met WHERE met.rule IS NOT NULL LIMIT ${steps})
    SELECT rule FROM met UNION ALL
    SELECT own.rule FROM ${ofViewer} AND own.rule > (SELECT max(rule) FROM met HAVING count(*) = ${steps})`;
}
