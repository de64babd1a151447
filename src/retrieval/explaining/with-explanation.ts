import type { Answer, AnswerPart } from '../answer.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { Plan } from '../planning/planner.ts';
import type { QuestionItem } from '../planning/question-item.ts';
import { candidatesOf, explainAnswer } from './explain-answer.ts';
import type { Explanation } from './explanation.ts';
import { readingDigest } from './reading-digest.ts';

/**
 * Adds how an answer came about, where something was looked up for it. Of a question that asked several things, each
 * part has its own way, under its own words.
 */
export async function withExplanation(
  answer: Answer,
  { items, plan }: { readonly items: readonly QuestionItem[]; readonly plan: Plan | null },
  context: AnswerContext,
): Promise<Answer> {
  if (plan?.kind === 'talk' || answer.asOf.length === 0) return answer;
  const joined = joinExplanations(answer.parts ?? [], context);
  const kept = answer.model === undefined ? {} : { madeFrom: readingDigest(context, answer.asOf) };
  if (joined !== null) return { ...answer, explanation: { ...joined, ...kept } };
  const named = plan?.kind === 'query' ? plan.named : candidatesOf(items);
  const shape = plan?.kind === 'query' ? plan.shape : null;
  const whole =
    shape?.kind === 'share' || shape?.kind === 'every' || shape?.kind === 'twoCounts'
      ? { whole: shape.of }
      : {};
  const explained = await explainAnswer(answer, { items, named, ...whole }, context);
  return { ...answer, explanation: { ...explained, ...kept } };
}

function joinExplanations(parts: readonly AnswerPart[], { wording }: AnswerContext): Explanation | null {
  const told = parts.flatMap(({ question, answer: { explanation } }) =>
    explanation === undefined ? [] : [{ question, explanation }],
  );
  const [first] = told;
  if (first === undefined) return null;
  const sections = told.flatMap(({ question, explanation }) =>
    explanation.sections.map((section) => {
      const title = `${wording.quote(question)}: ${section.title}`;
      return { ...section, title, text: section.text.replace(section.title, () => title) };
    }),
  );
  return {
    ...first.explanation,
    links: told.flatMap(({ explanation }) => explanation.links),
    isFromPages: told.some(({ explanation }) => explanation.isFromPages),
    passages: told.flatMap(({ explanation }) => explanation.passages),
    sections,
  };
}
