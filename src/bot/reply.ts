import type { Answer } from '../retrieval/answer.ts';

/** What the bot says; an adapter's renderer gives it the platform's form. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'text'; readonly text: string }
  /** Something failed; `id` finds the log line. */
  | { readonly kind: 'failure'; readonly text: string; readonly id: string };
