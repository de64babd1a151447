import type { Answer } from '../retrieval/answer.ts';

/** An issue key as trackers write it: a project's letters, a dash, a number. */
const issueKey = /\b([A-Z][A-Z0-9]*)-\d+\b/g;

/**
 * Keys of tasks that stand in an answer's text, each once. Not everything that looks like a key is one (UTF-8, SEV-1): it
 * counts where it is expected, where its project is one of an expected key, or where the answer cites a task by it.
 *
 * @param expected keys that the text may hold; they need not look like those of a tracker.
 */
export function findTaskKeys(answer: Answer, expected: readonly string[]): string[] {
  const projects = new Set(expected.flatMap((key) => [...key.matchAll(issueKey)].map(([, name]) => name)));
  const cited = [...answer.sources, ...answer.claims.flatMap((claim) => claim.citations)]
    .filter((citation) => citation.kind === 'task')
    .map((citation) => citation.key);
  const inText = [...answer.text.matchAll(issueKey)]
    .filter(([, project]) => projects.has(project))
    .map(([key]) => key);
  const known = [...expected, ...cited].filter((key) => standsIn(answer.text, key));
  return [...new Set([...known, ...inText])];
}

/** Whether a key stands there whole: PLAT-14 does not stand in PLAT-143. */
function standsIn(text: string, key: string): boolean {
  return new RegExp(`(?<![\\w-])${RegExp.escape(key)}(?![\\w-])`).test(text);
}
