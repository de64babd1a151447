import neo4j from 'neo4j-driver';
import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { RunStatement } from '../../operations/neo4j/neo4j-connection.ts';
import { searchableOf } from '../stored/label-properties.ts';
import { bookkeeping } from './stored-names.ts';

/** Keeps, for each searchable label, how many nodes there are and how many terms they hold: what ranking measures by. */
export class WordTotals {
  readonly #run: RunStatement;
  readonly #changes = new Map<NodeLabel, { nodes: number; words: number }>();

  constructor(run: RunStatement) {
    this.#run = run;
  }

  /** To be called before nodes are written. */
  async replace(
    label: NodeLabel,
    rows: readonly { readonly id: string; readonly properties: Readonly<Record<string, unknown>> }[],
  ): Promise<void> {
    if (searchableOf(label).length === 0) return;
    await this.remove(
      label,
      rows.map((row) => row.id),
    );
    const words = rows.reduce((sum, row) => sum + Number(row.properties.words), 0);
    this.#change(label, rows.length, words);
  }

  /** To be called before nodes are deleted. */
  async remove(label: NodeLabel, ids: readonly string[]): Promise<void> {
    if (searchableOf(label).length === 0) return;
    const [row] = await this.#run({
      text: `UNWIND $ids AS id MATCH (node:${label} {id: id}) RETURN count(*) AS nodes, sum(node.words) AS words`,
      parameters: { ids },
    });
    this.#change(label, -Number(row?.get('nodes') ?? 0), -Number(row?.get('words') ?? 0));
  }

  async flush(): Promise<void> {
    for (const [label, { nodes, words }] of this.#changes) {
      await this.#run({
        text: `MERGE (node:${bookkeeping.meta} {name: $name})
               SET node.nodes = coalesce(node.nodes, 0) + $nodes, node.words = coalesce(node.words, 0) + $words`,
        parameters: { name: `words ${label}`, nodes: neo4j.int(nodes), words: neo4j.int(words) },
      });
    }
  }

  #change(label: NodeLabel, nodes: number, words: number): void {
    const before = this.#changes.get(label) ?? { nodes: 0, words: 0 };
    this.#changes.set(label, { nodes: before.nodes + nodes, words: before.words + words });
  }
}
