import { seenLabels } from '../../../graph-schema/index.ts';
import { type Restrictions, restrictedForAny } from '../../access/field-policy.ts';
import { isHidden } from '../../graph/label-properties.ts';
import { sourceOfId } from '../../graph/source-of-id.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { NameDirectory } from '../linking/name-directory.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { TaggedQuestion } from '../planning/planner.ts';
import type { QuestionItem } from '../planning/question-item.ts';
import type { Withheld } from './withheld.ts';
import { withoutSources } from './without-sources.ts';

/**
 * A question and what is needed to answer it, as a model may have them: read as if what is withheld were not there. A statement
 * of the model's own reads whatever it likes, so that there is none.
 *
 * @param directory of the graph without the withheld sources.
 * @param toldBeside what these sources may have added to people of others.
 */
export async function withholdFromModel(
  question: TaggedQuestion,
  { cypher: _, ...context }: AnswerContext,
  withheld: Withheld,
  directory: NameDirectory,
  toldBeside: Restrictions,
): Promise<{ readonly question: TaggedQuestion; readonly context: AnswerContext }> {
  const { viewer } = context;
  const graph = withoutSources(context.graph, withheld.sources);
  const restricted = restrictedForAny(viewer, restrictedForAny({ hidden: withheld.fields }, toldBeside));
  const narrowed = { ...viewer, ...restricted };
  const seen = new Set<string>();
  for (const label of seenLabels) for (const { id } of await graph.names(label, viewer)) seen.add(id);
  const told = (one: NameCandidate): readonly NameCandidate[] => {
    if (withheld.sources.has(sourceOfId(one.id) ?? '')) return [];
    if (seenLabels.includes(one.label) && !seen.has(one.id)) return [];
    const property = { Employee: 'title', Team: 'kind', Task: 'status' }[String(one.label)];
    const isKept = property !== undefined && isHidden(narrowed, one.label, property);
    return [isKept ? { ...one, detail: null } : one];
  };
  const inItems = (items: readonly QuestionItem[]): readonly QuestionItem[] =>
    items.flatMap((item) => inItem(item, told, withheld));
  const { asker, items, previous } = question;
  return {
    question: {
      ...question,
      items: inItems(items),
      asker: asker === null ? null : (told(asker)[0] ?? null),
      // What the answer before rests on may be withheld, and its words are among the earlier ones anyway.
      previous: previous === null ? null : { items: inItems(previous.items), plan: null },
    },
    context: {
      ...context,
      viewer: narrowed,
      graph,
      directory,
    },
  };
}

function inItem(
  item: QuestionItem,
  told: (one: NameCandidate) => readonly NameCandidate[],
  { fields, sources }: Withheld,
): readonly QuestionItem[] {
  switch (item.kind) {
    case 'entity': {
      const candidates = item.candidates.flatMap(told);
      return candidates.length === 0 ? [] : [{ ...item, candidates }];
    }
    case 'words': {
      if (item.titles === undefined) return [item];
      const [tasks, articles] = [item.titles.tasks.flatMap(told), item.titles.articles.flatMap(told)];
      return [{ ...item, titles: { ...item.titles, tasks, articles } }];
    }
    case 'value': {
      if (sources.size > 0) return [];
      const candidates = item.candidates.filter((one) => fields[one.label]?.has(one.property) !== true);
      return candidates.length === 0 ? [] : [{ ...item, candidates }];
    }
    default:
      return [item];
  }
}
