import type { FindQuery, Step } from '../graph/graph-query.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { ChangeTally } from './sync-report.ts';

type SharedLabel = 'Company' | 'Position' | 'Topic' | 'Project';

/** What a shared node is kept for. Past ones count: they are history. */
const uses: Readonly<Record<SharedLabel, readonly Step[]>> = {
  Company: [
    { type: 'WORKS_FOR', direction: 'in', label: 'Employee', ever: true },
    { type: 'LEADS', direction: 'in', label: 'Employee', ever: true },
  ],
  Position: [{ type: 'HELD', direction: 'in', label: 'Employee', ever: true }],
  Topic: [{ type: 'ABOUT', direction: 'in', label: 'Article' }],
  Project: [{ type: 'IN_PROJECT', direction: 'in', label: 'Task' }],
};

const atOnce = 1000;

/** Removes the companies, positions, topics and projects that nothing leads to any more, save by a mention. */
export async function removeUnused(
  graph: GraphStore,
  options: { readonly today: string; readonly changedAt: string },
  tally: ChangeTally,
): Promise<void> {
  for (const label of Object.keys(uses) as SharedLabel[]) {
    const query: FindQuery = {
      find: label,
      where: { all: uses[label].map((related) => ({ related, quantifier: 'none' })) },
      return: { kind: 'list', limit: atOnce },
    };
    for (;;) {
      const result = await graph.query(query, operatorViewer, options.today);
      const deleteNodes = result.kind === 'list' ? result.rows.map((row) => row.id) : [];
      if (deleteNodes.length === 0) break;
      await graph.apply({ changedAt: options.changedAt, deleteNodes });
      tally.add(label, 'deleted', deleteNodes.length);
    }
  }
}
