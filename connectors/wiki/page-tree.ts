import { dirname, join } from 'node:path/posix';

/** Where a link leads: a page, nothing that is a page of ours, or a page that is not there. */
export type LinkEnd = { readonly page: string } | 'elsewhere' | 'missing';

export interface PageTree {
  /** @param target as written in the page `from`. */
  resolveLink(from: string, target: string): LinkEnd;
  /** The path of the file of the folder that a link of the page `from` leads to, pages or others. */
  fileAt(from: string, target: string): string | undefined;
  /** The README or index page of the folder, or of the next one above that has one. */
  parentOf(page: string): string | undefined;
}

const pageExtensions = ['.md', '.mdx', '.markdown'];

/**
 * @param pages paths of the pages.
 * @param files paths of all files of the folder, pages included.
 */
export function createPageTree(pages: readonly string[], files: readonly string[]): PageTree {
  const pageSet = new Set(pages);
  const fileSet = new Set(files);
  const folders = new Set(files.flatMap(foldersAbove));
  const indexOf = indexPages(pages);

  function pageAt(path: string): string | undefined {
    if (pageSet.has(path)) return path;
    const extension = pageExtensions.find((ending) => pageSet.has(path + ending));
    return extension === undefined ? indexOf.get(path) : path + extension;
  }

  return {
    fileAt(from, target) {
      const path = pathOf(from, target);
      return path !== undefined && fileSet.has(path) ? path : undefined;
    },
    resolveLink(from, target) {
      const path = pathOf(from, target);
      if (path === undefined) return 'elsewhere';
      const page = pageAt(path);
      if (page !== undefined) return { page };
      if (fileSet.has(path) || folders.has(path)) return 'elsewhere';
      // What such an address begins from is known to the site that shows the pages, not to us.
      if (target.startsWith('/')) return 'elsewhere';
      return looksLikePage(path) ? 'missing' : 'elsewhere';
    },
    parentOf(page) {
      const own = indexOf.get(dirname(page)) === page;
      const start = own ? dirname(dirname(page)) : dirname(page);
      if (own && dirname(page) === '.') return undefined;
      for (let folder = start; ; folder = dirname(folder)) {
        const index = indexOf.get(folder);
        if (index !== undefined) return index;
        if (folder === '.') return undefined;
      }
    },
  };
}

/** Where a link leads within the folder; undefined where that is elsewhere. */
function pathOf(from: string, target: string): string | undefined {
  const [, written = ''] = /^([^?#]*)/.exec(target) ?? [];
  if (written === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return undefined;
  const joined = join(written.startsWith('/') ? '.' : dirname(from), decode(written));
  const path = joined.replace(/^\/|\/$/g, '') || '.';
  return path === '..' || path.startsWith('../') ? undefined : path;
}

/** By folder; an index page goes before a README. */
function indexPages(pages: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of ['readme', 'index']) {
    for (const page of pages) {
      if (new RegExp(`(?:^|/)${name}\\.(?:md|mdx|markdown)$`, 'i').test(page)) found.set(dirname(page), page);
    }
  }
  return found;
}

function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.push(folder);
  return ['.', ...folders];
}

/** Text that merely looks like a link, such as a pattern in an unmarked example, is no missing page. */
function looksLikePage(path: string): boolean {
  if (/[*[\]{}<>|\\$%^"]/.test(path)) return false;
  const [, extension] = /(\.[a-z0-9]{1,10})$/i.exec(path) ?? [];
  return extension === undefined || pageExtensions.includes(extension.toLowerCase());
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
