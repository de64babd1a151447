import { labels, type NodeLabel, seenByOf } from '../../../graph-schema/index.ts';
import { tableOf } from './label-table.ts';

/**
 * The condition that a viewer may read a row of a label's table, in a statement of its own.
 *
 * @param acls the parameter that holds the viewer's rules, as `aclList` gives them.
 */
export function readableRow(label: NodeLabel, acls: '?1' | '?2'): string {
  const rules = `(SELECT value FROM json_each(${acls}))`;
  if (seenByOf(label) !== undefined)
    return `(${acls} IS NULL OR EXISTS (SELECT 1 FROM seen_by CROSS JOIN rule ON rule.number = seen_by.rule
      WHERE seen_by.node = ${tableOf(label)}.id AND rule.id IN ${rules}))`;
  return labels[label].restricted ? `(${acls} IS NULL OR acl IN ${rules})` : `(${acls} IS NULL OR 1)`;
}
