import type { QueryPlan } from '../planning/planner.ts';
import { readContent } from '../planning/query-content.ts';
import type { AnswerContext } from './answer-context.ts';
import { nodeName } from './node-name.ts';

/** Relationships that end with a person's last day. */
const ending: readonly string[] = ['REPORTS_TO', 'MEMBER_OF', 'LEADS', 'WORKS_FOR'];

/** The same question about a day, and a sentence that says which and why. */
export interface OnLastDay {
  readonly plan: QueryPlan;
  readonly opening: string;
}

/**
 * "Who was Ana's manager?" of somebody who has left: nobody is, so what was so on their last day is told, with that day.
 *
 * @returns null where the question is not about one person who has left, or about something else than what ended then.
 */
export async function onLastDay(plan: QueryPlan, context: AnswerContext): Promise<OnLastDay | null> {
  const { query, named } = plan;
  if (!('find' in query) || query.at !== undefined || query.during !== undefined) return null;
  const content = readContent(query);
  if (content.ofThePast || content.denies || !ending.some((type) => content.types.has(type))) return null;
  const people = [...named.values()].filter(({ label }) => label === 'Employee');
  const [person, another] = people.filter(({ id }) => content.values.has(id));
  if (person === undefined || another !== undefined) return null;
  const [record] = await context.graph.readNodes([person.id], context.viewer);
  const day = record?.properties.endDate;
  if (typeof day !== 'string' || day >= context.today) return null;
  return {
    plan: { ...plan, query: { ...query, at: day } },
    opening: context.wording.hadLeft(nodeName(person), day),
  };
}
