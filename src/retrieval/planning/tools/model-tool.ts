import type { ToolDefinition } from '../../../models/chat-model.ts';
import type { AnswerContext } from '../../composing/answer-context.ts';
import type { WrittenSentence } from '../../composing/verify-sentences.ts';
import type { ClarifyPlan } from '../planner.ts';
import type { Evidence } from './evidence.ts';

/** Something that a model may call. Whatever it is given, it reads on behalf of the viewer of the context alone. */
export interface ModelTool {
  readonly definition: ToolDefinition;
  /** Whether its call ends the question. */
  readonly ends: boolean;
  /** @param given what the model wrote, of any shape. */
  run(given: unknown, context: AnswerContext, evidence: Evidence): Promise<ToolOutcome>;
}

export type ToolOutcome =
  /** What is told to the model, and whether it is material of others, which is fenced. */
  | { readonly kind: 'told'; readonly text: string; readonly data?: string }
  /** What was wrong with the call; it may be mended. */
  | { readonly kind: 'mistake'; readonly text: string }
  /** A result, by its number, that is the answer or a part of it; the model need not see it. */
  | { readonly kind: 'final'; readonly result: number }
  | { readonly kind: 'done'; readonly decision: ModelDecision };

export type ModelDecision =
  | ToolAnswer
  | ClarifyPlan
  /** For the wiki. */
  | { readonly kind: 'article' }
  /** Neither a query nor a page would answer it. */
  | { readonly kind: 'none' };

/** What is told: results by our own words, then sentences that are yet to be verified. */
export interface ToolAnswer {
  readonly kind: 'answer';
  /** Numbers of `evidence.results`. */
  readonly results: readonly number[];
  readonly sentences: readonly WrittenSentence[];
  readonly evidence: Evidence;
}
