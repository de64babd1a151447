import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { TaggedQuestion } from './planning/planner.ts';

/**
 * "Who leads Web?", "and what is she working on?": she is whom the question before was answered with, where that was one
 * alone. Found by asking it again, so that a conversation needs no stored state but its words.
 */
export async function withAnswered(
  question: TaggedQuestion,
  graph: GraphReader,
  viewer: Viewer,
): Promise<TaggedQuestion> {
  const { previous, items } = question;
  const plan = previous?.plan;
  const refers = items.some(
    (item) => item.kind === 'cue' && (item.cues.has('pron.person') || item.cues.has('pron.thing')),
  );
  if (!refers || previous === null || plan?.kind !== 'query' || !('find' in plan.query)) return question;
  const { query, shape } = plan;
  if (query.return.kind !== 'list' || shape.kind === 'comparison') return question;
  const result = await graph.query(query, viewer, question.today);
  if (result.kind !== 'list' || result.total !== 1) return question;
  const [row] = result.rows;
  if (row === undefined) return question;
  const answered = {
    id: row.id,
    label: row.label,
    name: row.name,
    key: String(row.values.key ?? ''),
    detail: null,
    strength: 3,
    needsCapital: false,
  } as const;
  return { ...question, previous: { ...previous, answered } };
}
