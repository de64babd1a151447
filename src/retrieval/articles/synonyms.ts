import { analyzeText } from '../../graph/analyze-text.ts';
import { ofLanguages } from './reading-patterns.ts';

/**
 * Words for the same thing: people rarely ask in the words of the page. Groups are plain data; every word of a group
 * stands for the others, at a share of its weight.
 */
const groups: readonly string[] = ofLanguages((one) => one.thesaurus).flat();

const related = new Map<string, Set<string>>();
for (const group of groups) {
  const terms = [...new Set(analyzeText(group))];
  for (const term of terms) {
    const known = related.get(term) ?? new Set<string>();
    for (const other of terms) if (other !== term) known.add(other);
    related.set(term, known);
  }
}

/** The terms that stand for the same as this one; none for most. */
export function synonymsOf(term: string): ReadonlySet<string> {
  return related.get(term) ?? new Set();
}
