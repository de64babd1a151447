import type { NameIndex } from '../linking/name-index.ts';
import { tokenTexts } from '../linking/tokenize.ts';
import type { Lexicon } from './lexicon.ts';
import { rephrase } from './rephrase.ts';

/**
 * "Who left the district?", of Juniper Basin Water District: the organisation itself, where its name ends in the word and nothing else is
 * called so.
 *
 * @param company what our own company is called.
 */
export function nameOwnKind(
  question: string,
  company: string | undefined,
  { byKind }: Lexicon,
  { names, values }: NameIndex,
): string {
  const kind = tokenTexts(company ?? '').at(-1);
  if (byKind === undefined || kind === undefined || !/^\p{Ll}{4,}$/u.test(kind) || kind.endsWith('s'))
    return question;
  const isOther = names.get([kind]).some(({ label }) => label !== 'Company' && label !== 'Topic');
  return isOther || values.get([kind]).length > 0 ? question : rephrase(question, [byKind(kind)]);
}
