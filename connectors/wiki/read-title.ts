import { basename, dirname, extname } from 'node:path/posix';
import { Lexer, type Token, type Tokens } from 'marked';

const atxMarks = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const setextUnderline = /^ {0,3}(=+|-+)[ \t]*$/;
const noParagraph = /^\s*$|^ {0,3}(?:[>|]|[-*+][ \t]|\d+[.)][ \t])| {4}/;
/** No title is longer, and the time to parse a line grows faster than its length. */
const maxHeading = 1000;
/** Headings that templates put before the real ones. */
const contents = /^(?:table of contents|contents|toc|inhalt|inhaltsverzeichnis|目录|目錄)$/i;

/**
 * The heading that names a page, as plain text: the first one, unless it is a mere section, with others of its level or
 * above after it. A heading of the top level always counts.
 *
 * @param masked the same page without code and comments, see `maskMarkdown`.
 */
export function readHeading(page: string, masked: string): string | undefined {
  const headings = [...findHeadings(page.split('\n'), masked.split('\n'))];
  const [first, ...others] = headings.filter(({ text }) => text !== '' && !contents.test(text));
  if (first === undefined) return undefined;
  const isSection = first.level > 1 && others.some(({ level }) => level <= first.level);
  return isSection ? undefined : first.text;
}

interface Heading {
  readonly level: number;
  readonly text: string;
}

function* findHeadings(lines: readonly string[], maskedLines: readonly string[]): Iterable<Heading> {
  for (const [at, maskedLine] of maskedLines.entries()) {
    const [whole = '', marks] = atxMarks.exec(maskedLine) ?? [];
    const [, underline] = setextUnderline.exec(maskedLine) ?? [];
    if (marks !== undefined) {
      yield {
        level: marks.length,
        text: plainText(withoutClosingMarks(lines[at]?.slice(whole.length) ?? '')),
      };
    } else if (underline !== undefined && !noParagraph.test(maskedLines[at - 1] ?? '')) {
      yield { level: underline.startsWith('=') ? 1 : 2, text: plainText(lines[at - 1] ?? '') };
    }
  }
}

/** `Title ##` is `Title`, but `C#` stays. */
function withoutClosingMarks(heading: string): string {
  const trimmed = heading.trim();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end) : trimmed;
}

/** `runbooks/sso-login_steps.md` as a title: `Sso login steps`; a README is called by its folder. */
export function titleOfPath(path: string): string {
  const name = basename(path, extname(path));
  const isIndex = /^(?:readme|index)$/i.test(name) && dirname(path) !== '.';
  const words = (isIndex ? basename(dirname(path)) : name).replace(/[-_]+/g, ' ').trim();
  return words === '' ? path : words.charAt(0).toUpperCase() + words.slice(1);
}

/** One line of Markdown without its marks. */
export function plainText(line: string): string {
  const withoutComments = line.slice(0, maxHeading).replace(/<!--.*?-->/g, '');
  return textOf(Lexer.lexInline(withoutComments)).replace(/\s+/g, ' ').trim();
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'html') return '';
      if (token.type === 'br') return ' ';
      if ('tokens' in token && token.tokens !== undefined && token.type !== 'image')
        return textOf(token.tokens);
      return unescapeEntities((token as Tokens.Text).text ?? '');
    })
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

function unescapeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity);
}
