import { type BotLanguage, botWordings } from './wording/bot-wordings.ts';

/** Messages that a text goes on in; what is longer is no answer any more. */
const mostPieces = 5;

export interface ToldPiece<Piece> {
  readonly piece: Piece;
  /** Stands below it: that it goes on, or that the rest was left out. */
  readonly note: string | null;
}

/** The pieces of a long text that are told, one a message, each with the word of what follows it. Pure. */
export function tellPieces<Piece>(
  pieces: readonly Piece[],
  language: BotLanguage,
): readonly ToldPiece<Piece>[] {
  const { goesOn, cut } = botWordings[language].longText;
  const told = pieces.slice(0, mostPieces);
  const last = told.length < pieces.length ? cut : null;
  return told.map((piece, at) => ({ piece, note: at < told.length - 1 ? goesOn : last }));
}
