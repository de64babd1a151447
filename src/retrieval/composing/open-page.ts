import type { Claim } from '../answer.ts';
import type { QueryPlan } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';
import { citePassage } from './cite.ts';

/** Characters of a page's beginning: its first section or two. */
const longest = 600;

/**
 * How a page begins, where nothing but its name was asked: "visiting hours?" wants to know them, and not who wrote of them when.
 *
 * @returns null for whatever is no page, and for an empty one.
 */
export async function openPage({ query, shape }: QueryPlan, context: AnswerContext): Promise<Claim | null> {
  if (shape.kind !== 'profile' || !('find' in query) || query.find !== 'Article') return null;
  const { where } = query;
  const id =
    where !== undefined && 'property' in where && where.property === 'id' && 'value' in where
      ? where.value
      : null;
  if (typeof id !== 'string') return null;
  const [article] = await context.graph.readNodes([id], context.viewer);
  const passages = await context.graph.readPassages([id], context.viewer);
  const first = passages.find(({ text }) => text.trim() !== '');
  if (article === undefined || first === undefined) return null;
  const said = cut(first.text.trim());
  const title = String(article.properties.title ?? article.key);
  return {
    text: `${context.wording.fromArticle(title, first.heading)}\n${said}`,
    citations: [citePassage(article, first, said.replace(/ …$/, ''))],
  };
}

/** Up to the end of a line or a sentence. */
function cut(text: string): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('. ') + 1, head.lastIndexOf('。') + 1);
  return `${head.slice(0, end > longest / 3 ? end : longest).trimEnd()} …`;
}
