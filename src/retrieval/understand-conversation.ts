import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { Asker, Candidate } from './answer.ts';
import { answeredNodes } from './answered-nodes.ts';
import { searchArticles } from './articles/search-articles.ts';
import { chooseCandidate } from './choose-candidate.ts';
import { detectLexicon } from './language.ts';
import type { NameCandidate } from './linking/name-index.ts';
import { asCandidate } from './linking/node-candidate.ts';
import type { Lexicon } from './planning/lexicon.ts';
import type { ClarifyPlan, Plan, PreviousQuestion, TaggedQuestion } from './planning/planner.ts';
import { rephrase } from './planning/rephrase.ts';
import { resolveReferences } from './planning/resolve-references.ts';
import { rulePlanner } from './planning/rule-planner.ts';
import { splitQuestion } from './planning/split-question.ts';
import { notUnderstood } from './planning/unclear-question.ts';
import { longestQuestion } from './question-length.ts';
import { readClauses } from './read-clauses.ts';
import { type AskedSentence, readMessage } from './read-message.ts';

/** A question with what it was understood as, after those before it. */
export interface Understood extends PreviousQuestion {
  readonly tagged: TaggedQuestion;
  /** Where its sentences ask several things: each of them. */
  readonly asked?: readonly AskedSentence[];
}

export interface ConversationDependencies {
  readonly graph: GraphReader;
  readonly lexicons: readonly Lexicon[];
  today(): string;
  /** Links a text's words, after what was spoken of before it. */
  understand(text: string, asker: Asker, previous: PreviousQuestion | null): Promise<TaggedQuestion>;
  /** The namesakes that somebody was asked to choose from, each with the question anew. */
  candidatesOf(
    plan: ClarifyPlan,
    question: string,
    lexicon: Lexicon,
    asker: Asker,
  ): Promise<readonly Candidate[]>;
}

/**
 * Understands a question after the earlier ones, oldest first, each of which is understood in the same way for that: what it was made
 * of, and what it was answered with, is what pronouns and follow-ups go on from.
 */
export function createUnderstanding({
  graph,
  lexicons,
  today,
  understand,
  candidatesOf,
}: ConversationDependencies): (
  text: string,
  asker: Asker,
  earlier: readonly string[],
) => Promise<Understood> {
  async function understood(
    text: string,
    asker: Asker,
    earlier: readonly string[],
    isLookedBackAt: boolean,
  ): Promise<Understood> {
    const last = earlier.at(-1);
    const before =
      last === undefined
        ? null
        : await understood(bareQuestion(last, lexicons), asker, earlier.slice(0, -1), true);
    const meant = last === undefined || before === null ? null : await chosenBy(text, last, before, asker);
    if (meant !== null) return await understood(meant, asker, earlier.slice(0, -1), isLookedBackAt);
    // Asking how an answer came about, and small talk, leave what was spoken of as it was.
    const previous =
      before?.plan?.kind === 'explain' || before?.plan?.kind === 'talk' ? before.tagged.previous : before;
    const reading = {
      lexicons,
      understand: (said: string, spokenOf: PreviousQuestion | null) => understand(said, asker, spokenOf),
      rowsOf: (plan: Plan) => answeredNodes(plan, graph, asker.viewer, today()),
    };
    const lookBackAt = async <Asked extends PreviousQuestion & { plan: Plan }>(asked: Asked) =>
      isLookedBackAt ? { ...asked, earlier: previous, rows: await reading.rowsOf(asked.plan) } : asked;
    /** The one thing that is asked; where there are several, the last is what the next question goes on from. */
    const only = (asked: readonly AskedSentence[] | null): AskedSentence | undefined =>
      asked !== null && (isLookedBackAt || asked.length === 1) ? asked.at(-1) : undefined;
    const sentences = await readMessage(text, previous, reading);
    const sentence = only(sentences);
    if (sentence !== undefined) return await lookBackAt(sentence);
    const tagged = await reading.understand(text, previous);
    if (sentences !== null) return { tagged, items: tagged.items, plan: null, asked: sentences };
    const plan = rulePlanner.plan(tagged);
    const clauses =
      plan === null || plan === notUnderstood ? await readClauses(text, previous, reading) : null;
    const clause = only(clauses);
    if (clause !== undefined) return await lookBackAt(clause);
    if (clauses !== null) return { tagged, items: tagged.items, plan: null, asked: clauses };
    // What pronouns stood for here is what they stand for in the next question.
    const { items } = resolveReferences(tagged);
    if (plan !== null) return await lookBackAt({ tagged, items, plan });
    if (!isLookedBackAt) return { tagged, items, plan };
    const parts = splitQuestion(tagged.text, tagged.items);
    const final = parts?.at(-1);
    if (parts !== null && final !== undefined)
      return await understood(final, asker, [...earlier, ...parts.slice(0, -1)], true);
    const article = await bestArticle(graph, asker.viewer, text);
    return { tagged, items, plan, earlier: previous, ...(article === undefined ? {} : { article }) };
  }

  /** The question that was answered by asking which of several is meant, with the one that the reply to that says; null where it says none. */
  async function chosenBy(
    reply: string,
    asked: string,
    { plan, tagged }: Understood,
    asker: Asker,
  ): Promise<string | null> {
    if (plan?.kind !== 'clarify') return null;
    const candidates = await candidatesOf(plan, bareQuestion(asked, lexicons), tagged.lexicon, asker);
    const { items } = await understand(reply, asker, null);
    return chooseCandidate(items, candidates)?.question ?? null;
  }

  return (text, asker, earlier) => understood(text, asker, earlier, false);
}

/** The question as it was meant to be read, without what was said around it. */
export function bareQuestion(given: string, lexicons: readonly Lexicon[]): string {
  const text = given.toWellFormed().normalize('NFC').trim();
  if (text.length > longestQuestion) return text;
  const bare = rephrase(text, detectLexicon(text, lexicons).asides).trim();
  return bare === '' ? text : bare;
}

/** The page that an earlier question was answered from, for "this article". */
async function bestArticle(
  graph: GraphReader,
  viewer: Viewer,
  text: string,
): Promise<NameCandidate | undefined> {
  const found = await searchArticles(graph, viewer, { question: text });
  const node = found.articles[0]?.article;
  return node === undefined ? undefined : asCandidate(node);
}
