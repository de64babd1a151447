/** A term as a phrase of Lucene's query language, in which quotes and backslashes mean something. */
export function lucenePhrase(term: string): string {
  return `"${term.replaceAll(/["\\]/g, '\\$&')}"`;
}
