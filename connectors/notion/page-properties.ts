import type { NotionPage } from './notion-schemas.ts';
import { plainTextOf } from './rich-text-phrasing.ts';

type Property = NotionPage['properties'][string];

/** The title of a page, '' where it has none. */
export function titleOf({ properties }: NotionPage): string {
  const title = Object.values(properties).find(({ type }) => type === 'title');
  return plainTextOf(title?.title).trim();
}

/** Words that a row of a database is filed under. */
export function tagsOf({ properties }: NotionPage): readonly string[] {
  const names = Object.values(properties).flatMap((property) =>
    property.type === 'multi_select' && Array.isArray(property.multi_select)
      ? property.multi_select.flatMap((choice: unknown) => nameOf(choice) ?? [])
      : [],
  );
  return [...new Set(names)];
}

/** The other properties of a row that have a plain value, by their names. */
export function extraOf({ properties }: NotionPage): Readonly<Record<string, string>> | undefined {
  const extra = Object.entries(properties).flatMap(([name, property]) => {
    const value = textOf(property);
    return value === undefined || value.trim() === '' ? [] : [[name, value.trim()] as const];
  });
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

function textOf(property: Property): string | undefined {
  const value = property[property.type];
  switch (property.type) {
    case 'select':
    case 'status':
      return nameOf(value);
    case 'rich_text':
      return plainTextOf(value);
    case 'number':
    case 'checkbox':
    case 'url':
    case 'email':
    case 'phone_number':
      return value === null || value === undefined ? undefined : String(value);
    case 'date':
      return typeof value === 'object' && value !== null && 'start' in value
        ? String(value.start)
        : undefined;
    default:
      return undefined;
  }
}

function nameOf(choice: unknown): string | undefined {
  return typeof choice === 'object' && choice !== null && 'name' in choice ? String(choice.name) : undefined;
}
