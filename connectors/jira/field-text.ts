import { adfToMarkdown } from '../atlassian/adf-to-markdown.ts';

/** Properties that hold what people see of a value, by the kinds of fields that have them. */
const labels = ['displayName', 'name', 'title', 'value'];

/** A field's value as text: choices, people and versions by their name, several with commas; undefined for nothing. */
export function fieldText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return present(value.flatMap((one) => fieldText(one) ?? []).join(', '));
  if (typeof value !== 'object') return present(String(value));
  const document = adfToMarkdown(value);
  if (document !== undefined) return present(document);
  const entries = Object.fromEntries(Object.entries(value));
  const label = labels.map((name) => entries[name]).find((one) => typeof one === 'string');
  return typeof label === 'string' ? present(label) : undefined;
}

function present(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
