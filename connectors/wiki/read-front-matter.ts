import type { ArticleRecord, ReadingRule } from '../connector.ts';
import { type ParsedDate, parseDate } from '../files/parse-date.ts';
import { parseReaders } from '../files/parse-readers.ts';
import type { SourceClock } from '../files/source-clock.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import type { FrontMatter } from './front-matter.ts';

/** What a page says of itself. */
export type DeclaredFields = Partial<
  Pick<
    ArticleRecord,
    'title' | 'author' | 'writtenOn' | 'updatedAt' | 'tags' | 'readers' | 'language' | 'extra'
  >
>;

type Report = (line: number, message: string) => void;

/** The first of these that a page has counts. */
const dateKeys = ['updated', 'last_updated', 'lastUpdated', 'modified', 'date', 'created'];
const knownKeys: ReadonlySet<string> = new Set([
  ...['title', 'author', 'authors', 'tags', 'readers', 'language', 'lang'],
]);

/**
 * Reads the fields that a page may declare; other keys with a plain value, or a list of them, are kept as extra.
 *
 * @returns undefined where the page restricts its readers in a way that names nobody: it must be set aside, not shown.
 */
export function readFrontMatter(
  front: FrontMatter,
  clock: SourceClock,
  report: Report,
): DeclaredFields | undefined {
  const { values } = front;
  const readers = readReaders(front, report);
  if (readers === 'unreadable') return undefined;
  const dateKey = dateKeys.find((key) => textOf(values[key]) !== undefined);
  const date = dateKey === undefined ? undefined : readDate(front, dateKey, report);
  const extra = Object.entries(values).flatMap(([key, value]) => {
    const text = knownKeys.has(key) || key === dateKey ? undefined : listOf(value)?.join('; ');
    return text === undefined ? [] : [[key, text] as const];
  });
  return withoutAbsent({
    title: textOf(values.title),
    author: listOf(values.author ?? values.authors)?.[0],
    writtenOn: date === undefined ? undefined : clock.toDay(date),
    updatedAt: date?.timeOfDay === undefined ? undefined : clock.toInstant(date),
    tags: readTags(values.tags),
    readers,
    language: textOf(values.language ?? values.lang)
      ?.split(/[-_]/)[0]
      ?.toLowerCase(),
    extra: extra.length > 0 ? Object.fromEntries(extra) : undefined,
  });
}

/** A list is one OR; a list of lists an AND of ORs; one word a list of its own. */
function readReaders(front: FrontMatter, report: Report): ReadingRule | 'unreadable' | undefined {
  if (front.mistake !== undefined) {
    if (!/^\s*["']?readers\b/m.test(front.mistake.text)) return undefined;
    report(
      front.mistake.line,
      'The page names its readers there, so it is set aside until that can be read.',
    );
    return 'unreadable';
  }
  if (!Object.hasOwn(front.values, 'readers')) return undefined;
  const line = front.lineOf('readers');
  const declared = [front.values.readers].flat(1);
  const clauses = declared.some(Array.isArray) ? declared : [declared];
  const parsed = parseReaders(clauses.map((clause) => listOf(clause) ?? []));
  if (parsed === undefined) {
    report(
      line,
      'The readers name nobody, so the page is set aside; write everyone, user:…, group:… or team:….',
    );
    return 'unreadable';
  }
  for (const word of parsed.unknown)
    report(line, `'${word}' names no reader; write user:…, group:… or team:….`);
  return parsed.rule;
}

function readDate(front: FrontMatter, key: string, report: Report): ParsedDate | undefined {
  const text = textOf(front.values[key]) ?? '';
  const date = parseDate(text);
  if (date !== undefined && date !== 'ambiguous') return date;
  const reason = date === undefined ? 'is no date' : 'may be day/month or month/day';
  report(front.lineOf(key), `'${text}' of ${key} ${reason}; left empty, write YYYY-MM-DD.`);
  return undefined;
}

function readTags(value: unknown): readonly string[] | undefined {
  const tags = listOf(value)?.flatMap((tag) => (typeof value === 'string' ? tag.split(',') : tag));
  const trimmed = tags?.map((tag) => tag.trim()).filter((tag) => tag !== '');
  return trimmed === undefined || trimmed.length === 0 ? undefined : [...new Set(trimmed)];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() || undefined;
}

/** @returns undefined for what is neither a plain value nor a list of them. */
function listOf(value: unknown): readonly string[] | undefined {
  const texts = [value].flat(1).map(textOf);
  const present = texts.filter((text) => text !== undefined);
  return present.length > 0 ? present : undefined;
}
