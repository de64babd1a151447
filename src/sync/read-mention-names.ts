import type { GraphStore, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { readTitles } from './article-titles.ts';
import type { MentionNames } from './mention-index.ts';

/** All that texts may name, as the graph has it. */
export async function readMentionNames(graph: GraphStore, today: string): Promise<MentionNames> {
  const names: NameRecord[] = [];
  for (const label of ['Employee', 'Team', 'Company', 'Project'] as const)
    names.push(...(await graph.names(label, operatorViewer)));
  const titles = await readTitles(graph, today);
  const articles = (await graph.keys('Article')).map((node) => ({
    ...node,
    title: titles.get(node.id) ?? '',
  }));
  return { names, tasks: await graph.keys('Task'), articles };
}
