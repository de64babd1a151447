import { foldText } from '../../graph/fold-text.ts';
import type { StoredNode } from '../../graph/graph-store.ts';
import { splitSentences } from '../articles/split-sentences.ts';

/** Characters of a sentence that is quoted whole. */
const longest = 300;

/**
 * The sentence in which a text speaks of a node: the first one with its name, else with another name, its id or a part of a
 * person's name.
 *
 * @returns null where no sentence has one of these.
 */
export function mentionSentence(text: string, node: StoredNode): string | null {
  const sentences = splitSentences(text, longest);
  for (const form of formsOf(node)) {
    const found = sentences.find((sentence) => hasForm(foldText(sentence), form));
    if (found !== undefined) return plain(found);
  }
  return null;
}

/** Names of a node as texts have them, the whole ones first. */
function formsOf({ label, key, properties }: StoredNode): string[] {
  const { name, title, aliases, email } = properties;
  const whole = [
    name,
    label === 'Employee' ? null : title,
    ...(Array.isArray(aliases) ? aliases : []),
    email,
    key,
  ];
  const parts = label === 'Employee' && typeof name === 'string' ? name.split(/\s+/).reverse() : [];
  return [...whole, ...parts]
    .filter((form): form is string => typeof form === 'string')
    .map(foldText)
    .filter((form) => form.length > 1);
}

/** Whether a form stands there as words of its own; Chinese has none. */
function hasForm(text: string, form: string): boolean {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const around = `${text.charAt(at - 1)}${text.charAt(at + form.length)}`;
    if (!/[\p{L}\p{N}]/u.test(around.replace(/\p{Script=Han}/gu, ''))) return true;
  }
  return false;
}

/** Without the marks that only Markdown shows. */
function plain(sentence: string): string {
  return sentence
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*+>]|\d+[.)]|#+)\s+/, '')
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
