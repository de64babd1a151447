import type { QueryStatement } from '../../graph/query-statement.ts';

/** How an answer came about, within what its asker may read. */
export interface Explanation {
  /** What the words of the question were taken for, in their order. */
  readonly links: readonly Link[];
  /** Null where the answer rests on no typed query. */
  readonly query: ExplainedQuery | null;
  /** Whether the pages were searched. */
  readonly isFromPages: boolean;
  readonly passages: readonly ExplainedPassage[];
  /** What a language model had read at a sync and the answer rests on; absent where nothing was. */
  readonly topics?: readonly ExplainedTopic[];
  readonly sources: readonly SourceAge[];
  /** What a language model did for it; absent where none had a part in it. */
  readonly model?: 'planned' | 'wrote' | 'planned_and_wrote';
  /** All of it in words, ready to be shown. */
  readonly sections: readonly ExplanationSection[];
  /** What it was made from (`readingDigest`), where a model had a part in the answer, so that it is kept instead of made anew. */
  readonly madeFrom?: string;
}

export interface Link {
  /** As written; null for what an earlier question had named. */
  readonly surface: string | null;
  /** What it was taken for: a node's name and kind, a value and its property, the days of a time. */
  readonly meaning: string;
}

export interface ExplainedQuery {
  /** What it looks for, and what it gives of it. */
  readonly words: readonly string[];
  readonly statements: readonly QueryStatement[];
  /** The first rows; connections, and a yes or no, as sentences; none for a figure. */
  readonly rows: readonly string[];
  /** How many there are in truth; null for a yes or no. */
  readonly total: number | null;
}

export interface ExplainedPassage {
  readonly title: string;
  readonly heading: string | null;
  readonly quote: string;
  readonly url: string | null;
}

/** A topic that a language model found in a passage. */
export interface ExplainedTopic {
  readonly name: string;
  /** Of the page. */
  readonly title: string;
  readonly heading: string | null;
  /** The passage's words. */
  readonly quote: string;
}

export interface SourceAge {
  readonly source: string;
  readonly syncedAt: string | null;
  /** Whole days from the last sync until today; null where it never was. */
  readonly days: number | null;
}

export interface ExplanationSection {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether the lines are a statement, to be set as such. */
  readonly isCode: boolean;
  /** Title and lines as plain text with Markdown's lists and fences. */
  readonly text: string;
}
