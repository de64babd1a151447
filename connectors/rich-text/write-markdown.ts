import type { Root, RootContent } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Options, toMarkdown } from 'mdast-util-to-markdown';
import { flattenCells } from './flatten-cells.ts';
import { tidyPhrasing } from './tidy-phrasing.ts';
import { tightenLists } from './tighten-lists.ts';

/** An underscore within a word opens nothing in Markdown; names of files and columns stay as people write and search them. */
const escapedWithinWord = /(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu;

const options: Options = {
  bullet: '-',
  emphasis: '_',
  rule: '-',
  fences: true,
  listItemIndent: 'one',
  extensions: [
    gfmStrikethroughToMarkdown(),
    gfmTaskListItemToMarkdown(),
    // Columns that are padded to one width are only longer.
    gfmTableToMarkdown({ tablePipeAlign: false, tableCellPadding: true }),
  ],
  handlers: {
    // A backslash at a line's end would be read as one by whoever sees the text as it is.
    break: (...parameters) => defaultHandlers.break(...parameters).replace('\\\n', '  \n'),
    text: (...parameters) => defaultHandlers.text(...parameters).replace(escapedWithinWord, '_'),
  },
};

/** The Markdown of a tree, GitHub's tables, check boxes and strikethrough included; '' for one without text. */
export function writeMarkdown(content: readonly RootContent[]): string {
  const root: Root = { type: 'root', children: [...content] };
  return toMarkdown(tidyPhrasing(tightenLists(flattenCells(root))), options).trim();
}
