import type { DatabaseSync } from 'node:sqlite';
import { labels, type NodeLabel } from '../../../graph-schema/index.ts';
import { tableOf } from './label-table.ts';

/**
 * How many nodes of each label are under each rule. A pair of label and rule that was there stays, with none at last, so that
 * their number tells whether one is new.
 */
export const nodesByRuleTable = `
  CREATE TABLE nodes_by_rule (
    label TEXT NOT NULL, rule INTEGER NOT NULL, nodes INTEGER NOT NULL, PRIMARY KEY (label, rule)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Keeps `nodes_by_rule` in step with the table of a label. By triggers, which no writer can forget and an older version that
 * writes into the file runs as well.
 */
export function followNodesByRule(database: DatabaseSync, label: NodeLabel): void {
  if (!labels[label].restricted) return;
  const table = tableOf(label);
  const trigger = `${table}_rule_inserted`;
  if (database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(trigger) !== undefined) return;
  const more = `INSERT INTO nodes_by_rule SELECT '${label}', NEW.rule, 1 WHERE NEW.rule IS NOT NULL
    ON CONFLICT DO UPDATE SET nodes = nodes + 1`;
  const less = `UPDATE nodes_by_rule SET nodes = nodes - 1 WHERE label = '${label}' AND rule = OLD.rule`;
  database.exec(`
    DELETE FROM nodes_by_rule WHERE label = '${label}';
    INSERT INTO nodes_by_rule SELECT '${label}', rule, count(*) FROM ${table} WHERE rule IS NOT NULL GROUP BY rule;
    CREATE TRIGGER ${trigger} AFTER INSERT ON ${table} WHEN NEW.rule IS NOT NULL BEGIN ${more}; END;
    CREATE TRIGGER ${table}_rule_deleted AFTER DELETE ON ${table} WHEN OLD.rule IS NOT NULL BEGIN ${less}; END;
    CREATE TRIGGER ${table}_rule_updated AFTER UPDATE OF rule ON ${table} WHEN OLD.rule IS NOT NEW.rule
    BEGIN ${less}; ${more}; END;`);
}
