/**
 * A regular expression, the same to JavaScript and to Java, that finds one of some texts as they stand within JSON in small
 * letters; `e7` is not found within `e70`. Null where no text is left to look for: a single letter would be everywhere.
 */
export function mentionPattern(texts: readonly string[]): string | null {
  const forms = texts
    .map((text) => JSON.stringify(text.trim()).slice(1, -1).toLowerCase())
    .filter((form) => form.length > 1)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (forms.length === 0) return null;
  return `(?<![a-z0-9])(?:${[...new Set(forms)].join('|')})(?![a-z0-9])`;
}
