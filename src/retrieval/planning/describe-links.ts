import type { NameCandidate } from '../linking/name-index.ts';
import type { TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';

/** What a question's words were linked to, told to a model. */
export interface DescribedLinks {
  readonly text: string;
  /** Every node that the text names, by id: the only ids a query of the model's may have. */
  readonly known: ReadonlyMap<string, NameCandidate>;
}

/** Namesakes that are listed; more than that nobody means. */
const candidatesListed = 10;

/** Lists what this question's words, and those of the one before it, name in the graph. */
export function describeLinks({ items, asker, previous }: TaggedQuestion): DescribedLinks {
  const known = new Map<string, NameCandidate>();
  const nodes = (surface: string, candidates: readonly NameCandidate[]): string[] =>
    candidates.slice(0, candidatesListed).map((one) => {
      known.set(one.id, one);
      return `- "${surface}": ${describeNode(one)}`;
    });
  const describe = (item: QuestionItem): string[] => {
    switch (item.kind) {
      case 'entity':
        return nodes(item.raw, item.candidates);
      case 'words':
        return nodes(item.raw, [...(item.titles?.tasks ?? []), ...(item.titles?.articles ?? [])]);
      case 'value':
        return item.candidates.map(
          ({ label, property, values }) =>
            `- "${item.raw}": ${label} with ${property} ${values.map((value) => JSON.stringify(value)).join(' or ')}`,
        );
      case 'time':
        return [`- "${item.raw}": from ${item.begin ?? 'ever'} until before ${item.until ?? 'whenever'}`];
      default:
        return [];
    }
  };
  const lines = items.flatMap(describe);
  const before = (previous?.items ?? []).flatMap(describe);
  const plan = previous?.plan?.kind === 'query' ? previous.plan : null;
  for (const [id, one] of plan?.named ?? []) known.set(id, one);
  if (previous?.article !== undefined) before.push(...nodes('this article', [previous.article]));
  if (asker !== null) known.set(asker.id, asker);
  return {
    text: [
      ...(lines.length === 0 ? ['none'] : lines),
      ...(before.length === 0 ? [] : ['From the question before:', ...before]),
      ...(plan === null ? [] : [`The question before was answered by: ${JSON.stringify(plan.query)}`]),
    ].join('\n'),
    known,
  };
}

/** A node by label, id and name, as the prompt writes it: one line, whatever its source wrote. */
export function describeNode({ id, label, name, key, detail }: NameCandidate): string {
  const line = (text: string): string => text.replace(/\s+/g, ' ');
  const told = detail === null ? '' : ` (${line(detail)})`;
  return `${label} ${line(id)}, ${JSON.stringify(name)}${key === '' ? '' : `, key ${line(key)}`}${told}`;
}
