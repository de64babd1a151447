/** `maxSearchPaths` gives its words as well: people ask in words, pages on software write names. */
export function separateNames(text: string): string {
  const names = text.match(/\b[a-zA-Z]+[a-z][A-Z]\w*/g);
  return names === null ? text : `${text} ${names.join(' ').replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')}`;
}
