import { analyzeText } from '../../src/graph/analyze-text.ts';
import { foldText as fold } from '../../src/graph/fold-text.ts';

/*
 * The interpreter reads the same few thousand texts for each question anew; what folding and analysis make of them is kept.
 */

const keptAtMost = 200_000;

function remember<Result>(make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= keptAtMost) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

export const foldText = remember(fold);

export const termsIn: (text: string) => ReadonlySet<string> = remember((text) => new Set(analyzeText(text)));
