import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files, by relative path, which is gone when the test is over. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/**
 * Puts a page below a folder so deep that its path is longer than the operating system reads (ENAMETOOLONG): what cannot be
 * read by whoever runs the tests, root too.
 */
export function buryPage(folder: string, name: string): void {
  const down =
    'for _ in $(seq 25); do mkdir -p "$1" && cd -P "$1" || exit 1; done; echo "# Buried" > page.md';
  const run = (script: string, word: string): void =>
    void execFileSync('sh', ['-c', script, 'sh', word], { cwd: folder });
  onTestFinished(() => run('rm -rf "./$1"', name));
  mkdirSync(join(folder, name));
  execFileSync('sh', ['-c', down, 'sh', 'd'.repeat(200)], { cwd: join(folder, name) });
}
