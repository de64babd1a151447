import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { NameCandidate } from './linking/name-index.ts';
import { askerItem } from './planning/asker-item.ts';
import type { QuestionItem } from './planning/question-item.ts';
import { findLikeness } from './planning/read-likeness.ts';

/**
 * Where people are asked for by what they have in common with one ("the same office as Ana", "my office"): puts the asker's
 * name for "me", and notes what the one's is, as far as the viewer may see it.
 *
 * @param asker whoever asks; null where we do not know them
 */
export async function lookUpLikeness(
  items: readonly QuestionItem[],
  asker: NameCandidate | null,
  graph: GraphReader,
  viewer: Viewer,
  today: string,
): Promise<readonly QuestionItem[]> {
  const span = findLikeness(items);
  if (span === null) return items;
  const owner =
    span.owner.kind === 'entity'
      ? span.owner
      : asker !== null && span.owner.cues.has('pron.asker')
        ? askerItem(span.owner, asker)
        : null;
  const [candidate, namesake] = owner?.candidates ?? [];
  if (owner === null || candidate === undefined) return items;
  const named = items.map((item) => (item === span.owner ? owner : item));
  if (span.likeness.kind === 'relation') return named;
  // Which of the namesakes is meant is asked back, and nothing is looked for until then.
  if (namesake !== undefined) return noted(named, span.mark, '');
  const { property } = span.likeness;
  const result = await graph.query(
    {
      find: candidate.label,
      where: { property: 'id', op: 'eq', value: candidate.id },
      return: { kind: 'list', fields: [{ property }], limit: 1 },
    },
    viewer,
    today,
  );
  const value = result.kind === 'list' ? result.rows[0]?.values[property] : null;
  if (typeof value !== 'string' || value === '') return named;
  return noted(named, span.mark, value);
}

const noted = (items: readonly QuestionItem[], mark: number, alike: string): QuestionItem[] =>
  items.map((item, at) => (at === mark && item.kind === 'cue' ? { ...item, alike } : item));
