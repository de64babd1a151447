import type { Answer } from '../../retrieval/answer.ts';
import type { RatedPage } from '../rated-questions.ts';
import type { FeedbackCounts } from '../summarize-feedback.ts';

/** The bot's start page, for one person. */
export interface HomeView {
  readonly language: Answer['language'];
  /** What it can do: each command as it is written, with what it does. */
  readonly commands: readonly { readonly usage: string; readonly description: string }[];
  /** Null for whoever is nobody in the graph. */
  readonly myTasks: Answer | null;
  readonly myTeam: Answer | null;
  readonly sources: readonly { readonly name: string; readonly syncedAt: string | null }[];
  /** For administrators alone. */
  readonly admin?: AdminView;
}

export interface AdminView {
  /** Each source with why its last sync failed; null where it did not. */
  readonly sync: readonly {
    readonly source: string;
    readonly syncedAt: string | null;
    readonly failure: string | null;
  }[];
  /** How much was said in the last days. */
  readonly counts: FeedbackCounts;
  /** The latest questions that had no answer. */
  readonly unanswered: readonly NotedQuestion[];
  /** The latest opinions on answers. */
  readonly feedback: readonly NotedFeedback[];
  /** Pages whose answers were not found helpful, of those that the administrator may read. */
  readonly pages: readonly RatedPage[];
}

/** A question that was declined. */
export interface NotedQuestion {
  /** Null where the audit leaves the words of questions out. */
  readonly question: string | null;
  readonly reason: string;
  /** Employee id. */
  readonly asker: string | null;
  /** Instant. */
  readonly at: string;
}

export interface NotedFeedback {
  readonly opinion: 'up' | 'down';
  /** The presser's own words. */
  readonly reason: string | null;
  /** Null where the audit leaves the words of questions out. */
  readonly question: string | null;
  /** SHA-256 of the answer's text, so that equal answers are told without keeping what they say. */
  readonly answerDigest: string;
  /** Employee id of whoever pressed. */
  readonly by: string | null;
  /** Instant. */
  readonly at: string;
}
