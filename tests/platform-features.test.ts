import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** `| what | `path`: title |`, the title being a part of a test's own. */
const line = /^\| (.+) \| `(tests\/[^`]+)`: (.+) \|$/;

test('docs/platform-features.md names tests that there are', () => {
  const rows = read('docs/platform-features.md')
    .split('\n')
    .filter((one) => one.startsWith('| ') && !/^\| (?:what|---) /.test(one));
  expect(rows.length).toBeGreaterThan(80);
  const wrong = rows.filter((row) => {
    const [, , path = '', title = ''] = line.exec(row) ?? [];
    return title === '' || !read(path).includes(title);
  });
  expect(wrong).toEqual([]);
});
