import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { pages, people, tasks, teams } from './sync-harness.ts';

export interface CliCompany {
  readonly folder: string;
  readonly config: string;
  readonly data: string;
  /** Writes files below the folder; null removes one. */
  write(files: Readonly<Record<string, string | null>>): void;
  /** Runs one command line within this process. */
  run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }>;
}

const configuration = `company: { name: Voltmoor, timeZone: Europe/Berlin }
sources:
  - { name: directory, type: csv, people: { file: people.csv }, teams: { file: teams.csv } }
  - { name: tracker, type: csv, tasks: { file: tasks.csv, readers: [everyone] } }
  - { name: wiki, type: markdown, folder: wiki, readers: [everyone] }
`;

/** A company of real files with a configuration of its own, for the terminal; gone after the test. */
export function openCliCompany(more = ''): CliCompany {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, 'orgwise.yaml');
  const data = join(folder, 'data');
  const company: CliCompany = {
    folder,
    config,
    data,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, path);
        if (text === null) rmSync(file);
        else {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
    },
    async run(...args) {
      const streams = [process.stdout, process.stderr].map((stream) =>
        vi.spyOn(stream, 'write').mockReturnValue(true),
      );
      try {
        const code = await runCli([...args, '--config', config, '--data', data]);
        const [out = '', err = ''] = streams.map((spy) =>
          spy.mock.calls.map(([text]) => String(text)).join(''),
        );
        return { code, out, err };
      } finally {
        for (const spy of streams) spy.mockRestore();
      }
    },
  };
  company.write({
    'orgwise.yaml': configuration + more,
    'people.csv': people,
    'teams.csv': teams,
    'tasks.csv': tasks,
    ...pages,
  });
  return company;
}
