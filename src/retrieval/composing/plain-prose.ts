/**
 * Markup of links and images, tags, and what calls people together in a chat. `deploy <service>` is none of them: manuals
 * write so.
 */
const acting =
  /!?\[[^\]]*\]\s*\([^)]*\)|!\[|<[!@#/]|<\w+\s[^>]*=|<(?:script|img|iframe|svg|style|at)\b|(?<![\w.])@(?:everyone|here|channel|all)\b/i;

/**
 * Whether a sentence that a model wrote is prose alone. Pages may hold links and mentions, and are quoted as they are; a
 * model has no reason to write any, since sources are linked beside its sentences.
 */
export function isPlainProse(sentence: string): boolean {
  return !acting.test(sentence);
}
