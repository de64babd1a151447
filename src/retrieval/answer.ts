import type { NodeLabel } from '../../graph-schema/index.ts';
import type { GraphQuery, NodeRef } from '../graph/graph-query.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { Explanation } from './explaining/explanation.ts';
import type { AnswerLanguage } from './language.ts';

/** The one way into retrieval: a plain question, or a ready query (commands send those). */
export type AnswerQuestion = (request: AnswerRequest) => Promise<Answer>;

export interface AnswerRequest {
  /** The words that were asked; for a ready query, a title such as "Tasks of John Doe". */
  readonly question: string;
  /** Runs this instead of planning. */
  readonly query?: GraphQuery;
  /** Whether a model had planned that, which the answer says. */
  readonly isPlannedByModel?: boolean;
  /** Rows of a list to pass over: the page after those that were shown. */
  readonly offset?: number;
  /** A command's own wording: look a person up whatever else the words could mean. */
  readonly intent?: 'whois' | 'tasks';
  readonly asker: Asker;
  /** Whether others read the answer as well: what is for one person alone is then not told. */
  readonly isShared?: boolean;
  /** IANA zone of whoever reads it, in which times of the day are told; UTC where absent. */
  readonly timeZone?: string;
  /** Earlier turns of the same conversation, oldest first. */
  readonly context?: readonly Turn[];
  /** Is told what is being done while the answer is made; the last word of it comes before the answer. */
  readonly onProgress?: (progress: AnswerProgress) => void;
  /**
   * Is told the beginning of the answer's text while a model writes it, as far as that is verified; each time all of it so far. The
   * answer seldom begins otherwise, as where the model fails at the rest: then what was told counts no more.
   */
  readonly onText?: (text: string) => void;
}

/** What is being done: counts are of what the asker may see. */
export type AnswerProgress =
  | { readonly stage: 'understanding' }
  /** Before a query, and after it with how many it found. */
  | { readonly stage: 'querying'; readonly label?: NodeLabel; readonly total?: number }
  | { readonly stage: 'reading'; readonly passages?: number }
  | { readonly stage: 'writing' };

export interface Asker {
  readonly viewer: Viewer;
  /** Node id of the asking employee; null for the local operator, who is nobody in the graph ("my tasks" is unknown). */
  readonly employeeId: string | null;
}

export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** The command that the user gave, whose words are in `text`. */
  readonly intent?: NonNullable<AnswerRequest['intent']>;
  /** How an assistant's answer came about, in words, where a model had a part in it and might do otherwise if asked again. */
  readonly how?: KeptHow;
}

/** The words of an explanation, which may be told only where the answer would be made from the same. */
export interface KeptHow {
  readonly text: string;
  /** `Explanation.madeFrom`. */
  readonly madeFrom: string;
}

export interface Answer {
  /** Language it is worded in. */
  readonly language: AnswerLanguage;
  /** Plain text, ready to be shown; renderers may prefer the parts below. */
  readonly text: string;
  /** One claim a sentence, each with what it rests on; empty where nothing is claimed. */
  readonly claims: readonly Claim[];
  readonly rows?: AnswerTable;
  /** How many rows there are in truth, where a list was cut or a count asked. */
  readonly total?: number;
  readonly query?: GraphQuery;
  /** All queries that it rests on, where there are several; the first is `query`. */
  readonly queries?: readonly GraphQuery[];
  /** The statement in the engine's own language that a model wrote, where the answer rests on one. */
  readonly statement?: string;
  /**
   * What a language model did for it: `planned` the queries, whose rows and figures come from the graph, `wrote` the
   * sentences, each verified against what it cites, or both. Absent where no model had a part in it.
   */
  readonly model?: 'planned' | 'wrote' | 'planned_and_wrote';
  /** How it was made, where that needs saying; each stands at the end of `text` as well. */
  readonly notes?: readonly string[];
  readonly asOf: readonly SourceFreshness[];
  /** How it came about; absent where nothing was looked up. */
  readonly explanation?: Explanation;
  /** Why there is no answer; absent where there is one. */
  readonly abstained?: Abstention;
  /** The entities a name could mean, when the asker must choose. */
  readonly candidates?: readonly Candidate[];
  /** Questions that make sense next. */
  readonly followUps: readonly string[];
  /** What the answer rests on, best first, each once. */
  readonly sources: readonly Citation[];
  /**
   * Where a question asked several things: each with its own answer, of which this one is made; `query` is that of the
   * rows shown, else the first's.
   */
  readonly parts?: readonly AnswerPart[];
}

export interface SourceFreshness {
  readonly source: string;
  readonly syncedAt: string | null;
  /** When the run began that is writing it just now, or broke off while it did; absent where none does. */
  readonly updatingSince?: string;
}

/** One of the things that a question asked. */
export interface AnswerPart {
  readonly question: string;
  readonly answer: Answer;
}

export interface Claim {
  readonly text: string;
  readonly citations: readonly Citation[];
}

export interface Citation {
  readonly kind: 'article' | 'task' | 'employee' | 'team' | 'result';
  /** Node id; for `result`, empty. */
  readonly id: string;
  /** Key in its source: a page's path, an issue key. */
  readonly key: string;
  readonly title: string;
  readonly url: string | null;
  /** The words in the source that bear it out, for article passages. */
  readonly quote?: string;
  /** Section within an article. */
  readonly heading?: string;
  /** Address of the document attached to the article that it stands in. */
  readonly document?: string;
}

export interface AnswerTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly ref?: NodeRef; readonly cells: readonly string[] }[];
  /** Where these rows stand among those that were found, where a reply shows a part of them: how many come before, and all. */
  readonly part?: { readonly before: number; readonly all: number };
}

export interface Abstention {
  readonly reason:
    | 'not_understood'
    | 'unknown_entity'
    | 'no_data'
    | 'no_article'
    | 'no_evidence'
    | 'not_possible'
    | 'withheld'
    | 'too_long';
  /** What was looked at, for the reader. */
  readonly lookedAt: readonly string[];
  /** What the graph has that comes nearest: the page, person or task that was asked about. */
  readonly closest?: Citation;
  /** Who would know more about it, by the graph. */
  readonly wouldKnow?: readonly Knower[];
}

/** Somebody who would know, and why. */
export interface Knower {
  readonly id: string;
  readonly name: string;
  readonly role: 'author' | 'assignee' | 'reporter' | 'lead' | 'manager';
}

export interface Candidate {
  readonly id: string;
  readonly label: NodeLabel;
  readonly name: string;
  /** Title and team, status and id: what tells it from the others. */
  readonly detail: string;
  /** The question asked anew with this one meant. */
  readonly question: string;
}
