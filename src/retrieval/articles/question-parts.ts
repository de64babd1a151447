import {
  type AnswerKind,
  type Bound,
  boundsAsked,
  countAsked,
  kindsAsked,
  thingAsked,
} from './answer-kinds.ts';

/** One of the things that a question asks for. */
export interface QuestionPart {
  readonly text: string;
  readonly kinds: readonly AnswerKind[];
  readonly bounds: readonly Bound[];
  /** Finds a number of what is to be counted. */
  readonly counted: RegExp | null;
  /** Finds what is asked for by its name. */
  readonly thing: RegExp | null;
}

/** Where a second thing is asked for: "…, and where do they stop growing?" */
const another =
  /[,;]?\s+and\s+(?=(?:(?:with|in|by|at|on|to|for|from|about|after|until|under)\s+)?(?:how|where|when|which|what|who|whom|why)\b)|[，；、](?=.*(?:多少|多久|几|哪|什么|谁|怎))/iu;

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
    kinds: kindsAsked(text),
    bounds: boundsAsked(text),
    counted: countAsked(text),
    thing: thingAsked(text),
  };
}
