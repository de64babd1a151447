import { readFile } from 'node:fs/promises';
import type { PageResponse } from './page-response.ts';

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';

const files: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'page.html', type: html },
  '/page.css': { name: 'page.css', type: css },
  '/conversation.css': { name: 'conversation.css', type: css },
  '/answer.css': { name: 'answer.css', type: css },
  '/sign-in.css': { name: 'sign-in.css', type: css },
  '/page.js': { name: 'page.js', type: javascript },
  '/person-picker.js': { name: 'person-picker.js', type: javascript },
  '/signed-in.js': { name: 'signed-in.js', type: javascript },
  '/sign-in.js': { name: 'sign-in.js', type: javascript },
};

/** A file that the page is made of; null where there is none at this path. */
export async function readPageFile(path: string): Promise<PageResponse | null> {
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file === undefined) return null;
  return { status: 200, type: file.type, body: await readFile(new URL(file.name, import.meta.url)) };
}
