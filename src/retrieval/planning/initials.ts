import { foldText } from '../../graph/fold-text.ts';
import type { Token } from '../linking/tokenize.ts';
import type { QuestionItem } from './question-item.ts';
import { wordsItem } from './words-item.ts';

/** What stands right before a name: letters with a stop behind each. */
const initialsPattern = /(?<![\p{L}\p{N}.])((?:\p{Lu}\.[\s-]?){1,3})$/u;

/**
 * "A.M. Silva": letters before a family name tell which of that name is meant; of a middle name there is often no record. Where nobody's first
 * name begins so, the whole is a name that nobody has.
 */
export function nameByInitials(
  items: readonly QuestionItem[],
  tokens: readonly Token[],
  text: string,
): QuestionItem[] {
  const named: QuestionItem[] = [];
  for (const item of items) {
    const start = tokens[item.from]?.start ?? 0;
    const initials = isPartOfName(item) ? initialsPattern.exec(text.slice(0, start))?.[1] : undefined;
    const from =
      initials === undefined ? -1 : tokens.findIndex((one) => one.start >= start - initials.length);
    const before = named.findIndex((one) => one.from >= from);
    // Letters that belong to something else, such as another name, stay with that.
    if (initials === undefined || item.kind !== 'entity' || named[before]?.from !== from) {
      named.push(item);
      continue;
    }
    const raw = text.slice(start - initials.length, tokens[item.to - 1]?.end);
    const afterStop = tokens[from]?.afterStop ?? false;
    const candidates = item.candidates.filter(({ name }) =>
      foldText(name).startsWith(foldText(raw).charAt(0)),
    );
    named.splice(before);
    named.push(
      candidates.length > 0
        ? { ...item, from, raw, afterStop, candidates }
        : { ...wordsItem(tokens, from, item.to, text), raw, nameLike: true, isStranger: true },
    );
  }
  return named;
}

/** A family name alone, which several may have. */
const isPartOfName = (item: QuestionItem): boolean =>
  item.kind === 'entity' && item.label === 'Employee' && item.candidates.every((one) => one.strength === 1);
