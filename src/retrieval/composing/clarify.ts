import type { Answer } from '../answer.ts';
import type { ClarifyPlan } from '../planning/planner.ts';
import { type AnswerContext, emptyAnswer, freshness } from './answer-context.ts';
import { tellCandidates } from './tell-candidates.ts';

/** Asks back which of several was meant. */
export async function clarify({ surface, candidates }: ClarifyPlan, context: AnswerContext): Promise<Answer> {
  const { wording } = context;
  const told = await tellCandidates(candidates, surface, context);
  const keys = new Map(candidates.map((one) => [one.id, one.key]));
  const lines = told.map(({ id, label, name, detail }) => {
    const key = label === 'Employee' ? ` (${keys.get(id)})` : '';
    return `- ${name}${key}${detail === '' ? '' : ` — ${detail}`}`;
  });
  return {
    ...emptyAnswer(context),
    text: `${wording.whichOne(wording.quote(surface))}\n${lines.join('\n')}`,
    asOf: await freshness(context),
    candidates: told,
  };
}
