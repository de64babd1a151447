import { analyzeText } from '../../graph/analyze-text.ts';
import type { GraphReader, StoredNode } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { NameCandidate } from './name-index.ts';
import { PhraseTable } from './phrase-table.ts';
import { tokenTexts } from './tokenize.ts';

/** Titles that are compared with the question; the best by full text are enough, a whole title scores highest. */
const titleCandidates = 60;

const keyPattern = /(?<![\p{L}\p{N}])[\p{L}][\p{L}\p{N}_]*-\d+(?:-\d+)?(?![\p{L}\p{N}])/gu;

/** A node as something a name may mean. */
export function asCandidate(node: StoredNode): NameCandidate {
  const name = String(node.properties.title ?? node.properties.name ?? node.key);
  const status = node.properties.status;
  return {
    id: node.id,
    label: node.label,
    name,
    key: node.key,
    detail: typeof status === 'string' ? status : null,
    strength: 3,
    needsCapital: false,
  };
}

/** A title as people say it: without the number that some sources put before it. */
export function spokenTitle(title: string): string {
  return title.replace(/^\s*(?:[\p{L}]+-)?\d+\s*[:：.-]\s*/u, '').replace(/^[\p{L}]+-\d+\s+/u, '');
}

/** Finds tasks by their keys, and tasks and pages whose whole title stands in the question. */
export async function findTitles(
  reader: GraphReader,
  viewer: Viewer,
  question: string,
): Promise<PhraseTable<NameCandidate>> {
  const table = new PhraseTable<NameCandidate>();
  const keys = [...question.matchAll(keyPattern)].map((match) => match[0]);
  if (keys.length > 0) {
    for (const node of await reader.findByKeys('Task', keys, viewer)) table.add(node.key, asCandidate(node));
  }
  const terms = new Map(analyzeText(question).map((term) => [term, 1] as const));
  if (terms.size === 0) return table;
  const asked = ` ${tokenTexts(question).join(' ')} `;
  for (const label of ['Task', 'Article'] as const) {
    const found = await reader.searchText({ label, terms, titleOnly: true, limit: titleCandidates }, viewer);
    const nodes = await reader.readNodes(
      found.map((one) => one.id),
      viewer,
    );
    for (const node of nodes) {
      const candidate = asCandidate(node);
      for (const title of new Set([candidate.name, spokenTitle(candidate.name)])) {
        const texts = tokenTexts(title);
        if (texts.length === 0 || !asked.includes(` ${texts.join(' ')} `)) continue;
        // A task and the page that describes it often share a title: the task is meant, and leads to the page.
        const others = table.get(texts);
        if (label === 'Article' && others.some((one) => one.label === 'Task')) continue;
        table.addTokens(texts, candidate);
      }
    }
  }
  return table;
}
