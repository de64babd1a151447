import { type QueryStatement, readingRules } from '../../graph/query-statement.ts';
import { tellTime } from '../../graph/tell-time.ts';
import type { ExplainWording } from './explain-wording.ts';
import type { ExplainedQuery, Explanation, ExplanationSection } from './explanation.ts';

/**
 * An explanation in words, part by part; a part that has nothing to say is left out. Pure.
 *
 * @param timeZone IANA, that of its reader; UTC where absent.
 */
export function buildSections(
  { links, query, isFromPages, passages, topics = [], sources, model }: Omit<Explanation, 'sections'>,
  words: ExplainWording,
  timeZone?: string,
): ExplanationSection[] {
  const sections = [
    list(
      words.links,
      links.map(({ surface, meaning }) =>
        surface === null ? words.linkBefore(meaning) : words.link(surface, meaning),
      ),
    ),
    list(words.query, query?.words ?? (isFromPages ? [words.lookedInPages()] : [])),
    ...(query?.statements ?? []).map((one, at, all) =>
      code(words.statement(one.language, all.length > 1 ? at + 1 : null), one, words),
    ),
    list(words.rows, query === null ? [] : rowsOf(query, words)),
    list(
      words.passages,
      passages.map(({ title, heading, quote, url }) => {
        const place = heading === null ? title : `${title} › ${heading}`;
        return `${place}${url === null ? '' : ` (${url})`}: ${quote}`;
      }),
    ),
    list(
      words.topics,
      topics.map(({ name, title, heading, quote }) =>
        words.topic(name, heading === null ? title : `${title} › ${heading}`, quote),
      ),
    ),
    list(
      words.sources,
      sources.map(({ source, syncedAt, days }) =>
        syncedAt === null || days === null
          ? words.never(source)
          : words.age(source, tellTime(syncedAt, timeZone), days),
      ),
    ),
  ];
  const by = words.model[model ?? (topics.length > 0 ? 'read' : 'none')];
  return [
    ...sections.filter((section) => section.lines.length > 0),
    { title: by, lines: [], isCode: false, text: by },
  ];
}

function rowsOf({ rows, total }: ExplainedQuery, words: ExplainWording): string[] {
  return total === null ? [...rows] : [words.total(total, rows.length), ...rows];
}

function list(title: string, lines: readonly string[]): ExplanationSection {
  const flat = lines.map((line) => line.replace(/\s+/g, ' ').trim());
  return {
    title,
    lines: flat,
    isCode: false,
    text: `${title}\n${flat.map((line) => `- ${line}`).join('\n')}`,
  };
}

function code(
  title: string,
  { text, parameters }: QueryStatement,
  words: ExplainWording,
): ExplanationSection {
  const lines = [
    ...text
      .trim()
      .split('\n')
      .map((line) => line.trim()),
    ...(parameters.length === 0 ? [] : ['', words.parameters]),
    // A value cannot end the fence it stands in; JSON takes the escape for the same sign.
    ...parameters.map(
      ({ name, value }) =>
        `${name} = ${value === JSON.stringify(readingRules) ? words.rules : value.replaceAll('`', '\\u0060')}`,
    ),
  ];
  return { title, lines, isCode: true, text: `${title}\n\`\`\`\n${lines.join('\n')}\n\`\`\`` };
}
