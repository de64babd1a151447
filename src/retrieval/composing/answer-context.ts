import type { CypherReader } from '../../graph/cypher-reader.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { Answer, AnswerProgress } from '../answer.ts';
import type { ReadMeaning } from '../articles/meaning.ts';
import type { AnswerLanguage } from '../language.ts';
import type { NameDirectory } from '../linking/name-directory.ts';
import type { KeptOfPerson } from './compose-about-me.ts';
import type { Wording } from './wording.ts';

/** What every composer needs to know of the request. */
export interface AnswerContext {
  readonly graph: GraphReader;
  /** Names that the viewer may know, for those that are nearly what was written. */
  readonly directory: NameDirectory;
  readonly viewer: Viewer;
  /** Node id of whoever asks; null where they are nobody in the graph. */
  readonly askerId: string | null;
  readonly today: string;
  readonly language: AnswerLanguage;
  readonly wording: Wording;
  readonly listLimit: number;
  readonly maxCharacters: number;
  readonly question: string;
  /** Whether others read the answer as well. */
  readonly isShared?: boolean;
  /** IANA zone of whoever reads it; UTC where absent. */
  readonly timeZone?: string;
  /** What is kept of somebody beside the graph; absent where nothing is. */
  readonly keptOf?: (employeeId: string) => Promise<KeptOfPerson>;
  /** Rows of a list that earlier pages showed. */
  readonly offset?: number;
  /** Absent where articles are ranked by words alone. */
  readonly readMeaning?: ReadMeaning;
  /** Absent where no statement of a model's own may be run. */
  readonly cypher?: CypherReader;
  readonly onProgress?: (progress: AnswerProgress) => void;
  /** Is told the text as far as it is verified; absent where what is made here is not the whole answer. */
  readonly onText?: (text: string) => void;
}

/** An answer that says nothing yet. */
export function emptyAnswer(context: AnswerContext): Answer {
  return { language: context.language, text: '', claims: [], asOf: [], followUps: [], sources: [] };
}

/** How fresh each source is, for every answer. */
export async function freshness(context: AnswerContext): Promise<Answer['asOf']> {
  const sources = await context.graph.sources();
  return sources.map(({ name, syncedAt, updatingSince }) => ({
    source: name,
    syncedAt,
    ...(updatingSince !== null && { updatingSince }),
  }));
}

/** The same request with room left for a note. */
export function withRoomFor(note: string, context: AnswerContext): AnswerContext {
  return { ...context, maxCharacters: context.maxCharacters - note.length - 2 };
}

/** Says of an answer from sources that are just being written that a part of it may be from before. */
export function withUpdatingNote(answer: Answer, { wording }: Pick<AnswerContext, 'wording'>): Answer {
  const names = answer.asOf.flatMap(({ source, updatingSince }) =>
    updatingSince === undefined ? [] : [source],
  );
  return names.length === 0 ? answer : withNote(answer, wording.updating(names));
}

/** Says at its end how an answer was made. */
export function withNote(answer: Answer, note: string): Answer {
  return { ...answer, text: `${answer.text}\n\n${note}`, notes: [...(answer.notes ?? []), note] };
}
