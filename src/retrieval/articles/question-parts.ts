import {
  type AnswerKind,
  type Bound,
  boundsAsked,
  countAsked,
  kindsAsked,
  thingAsked,
} from './answer-kinds.ts';
import { anyPattern, ofLanguages } from './reading-patterns.ts';

/** One of the things that a question asks for. */
export interface QuestionPart {
  readonly text: string;
  /** What it asks about; all of the text where it does not say where to look ("what does … say about trains?"). */
  readonly subject: string;
  readonly kinds: readonly AnswerKind[];
  readonly bounds: readonly Bound[];
  /** Finds a number of what is to be counted. */
  readonly counted: RegExp | null;
  /** Finds what is asked for by its name. */
  readonly thing: RegExp | null;
}

/** Where a second thing is asked for: "…, and where do they stop growing?" */
const another = new RegExp(anyPattern(ofLanguages((one) => one.another)), 'iu');

/** Where what is asked about is told apart from where it stands. */
const subject = new RegExp(anyPattern(ofLanguages((one) => one.subject)), 'iu');

const sentence = /(?<=[.?!])\s+|(?<=[。？！])/u;

/**
 * Cuts a question into what it asks for. What only sets the scene ("A container keeps dying.") asks for nothing of its
 * own and belongs to all parts.
 */
export function questionParts(question: string): QuestionPart[] {
  const pieces = question
    .split(sentence)
    .flatMap((one) => one.split(another))
    .filter((piece) => piece.trim() !== '');
  const asking = pieces.map(readPart).filter(({ kinds, text }) => kinds.length > 0 || /[?？]\s*$/.test(text));
  return asking.length > 0 ? asking : [readPart(question)];
}

function readPart(text: string): QuestionPart {
  return {
    text,
    subject:
      subject
        .exec(text)
        ?.slice(1)
        .find((one) => one !== undefined) ?? text,
    kinds: kindsAsked(text),
    bounds: boundsAsked(text),
    counted: countAsked(text),
    thing: thingAsked(text),
  };
}
