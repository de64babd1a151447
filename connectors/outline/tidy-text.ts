const mention = /@\[([^\]\n]*)\]\(mention:\/\/[^\s)]*\)/g;
const relative = /(\]\()(\/(?!\/)[^\s)]*)/g;
const documentLink = /\]\((?:https?:\/\/[^\s/)]+)?\/doc\/(?:[^\s)/?#]*-)?([A-Za-z0-9]{10,15})(?=[\s)/?#])/g;
/** An empty paragraph is written as a backslash alone. */
const emptyParagraph = /^\\$/gm;

/** Outline's Markdown with people by name, links as whole addresses and without its marks for empty lines. */
export function tidyText(text: string, site: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(mention, '@$1')
    .replace(relative, (_, start: string, path: string) => `${start}${new URL(path, site).href}`)
    .replace(emptyParagraph, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Short identifiers of the documents that a text links to, each once. */
export function linkedDocuments(text: string): readonly string[] {
  return [...new Set([...text.matchAll(documentLink)].map(([, id = '']) => id))];
}
