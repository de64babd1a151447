import { has } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "The page about firing the kilns", where a page is called so: it is that page that is meant, and none that mentions it. Of several
 * pages, "pages about …", those that mention it are.
 */
export function readPageAbout(items: readonly QuestionItem[]): QuestionItem[] {
  // Elsewhere the noun may say more: "how is the page about X related to Y?"
  if (!items.some((item) => has(item, 'rel.authored', 'role.author', 'prop.writtenOn'))) return [...items];
  const said = [...items];
  for (let at = said.length - 1; at >= 2; at--) {
    const page = said[at];
    if (page?.kind !== 'entity' || page.label !== 'Article') continue;
    let from = at - 1;
    while (from > 0 && (has(said[from], 'rel.mentions') || says(said[from], 'about', 'article', 'of')))
      from--;
    const noun = said[from];
    if (from < at - 1 && has(noun, 'noun.article', 'pron.article') && !/s$/i.test(noun?.raw ?? ''))
      said.splice(from, at - from);
  }
  return said;
}
