import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { isDemanded } from '../is-demanded.ts';

const root = new URL('../../', import.meta.url).pathname;
const data = process.env.KUBERNETES_DATA ?? '';
const present = existsSync(join(data, 'questions.jsonl'));

/** Of 118 questions; the table stands in bench/kubernetes/README.md. */
const leastRight = 112;
/** Questions to the wiki, of 20, whose page is among the first five sources. */
const leastPagesFound = 16;

interface Line {
  readonly id: string;
  readonly question: string;
  readonly type: string;
  readonly gold: { readonly article_paths?: readonly string[] };
  readonly context?: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
}

const title = `a real organisation${present ? '' : ' (needs its data set in the folder that KUBERNETES_DATA names)'}`;

describe.runIf(present || isDemanded('kubernetes'))(title, () => {
  let folder: string;
  let orgwise: Orgwise;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'orgwise-kubernetes-'));
    orgwise = await createOrgwise(
      loadConfig({
        configFile: join(root, 'bench/kubernetes/orgwise.yaml'),
        dataDir: folder,
        env: { KUBERNETES_DATA: data },
        cwd: folder,
      }),
    );
  });
  afterAll(async () => {
    await orgwise.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is loaded whole through its configuration', { timeout: 180_000 }, async () => {
    const report = await orgwise.sync();
    expect(report.sources.map((source) => source.outcome)).toEqual(report.sources.map(() => 'done'));
    const created = (kind: 'Employee' | 'Team' | 'Task' | 'Article'): number =>
      report.sources.reduce((sum, source) => sum + (source.counts[kind]?.created ?? 0), 0);
    expect([created('Employee'), created('Team'), created('Task'), created('Article')]).toEqual([
      609, 35, 650, 649,
    ]);
  });

  it('is answered as well as the table says', { timeout: 180_000 }, async () => {
    const questions = readFileSync(join(data, 'questions.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const lines: string[] = [];
    let pagesFound = 0;
    for (const { id, question, context, type, gold } of questions) {
      const answer = await orgwise.answerQuestion({
        question,
        asker: { viewer: operatorViewer, employeeId: null },
        context: (context ?? []).map((turn) => ({ role: turn.role, text: turn.content })),
      });
      const sources = answer.sources.slice(0, 5).map((source) => source.key);
      if (type === 'article' && sources.some((one) => gold.article_paths?.includes(one))) pagesFound++;
      lines.push(JSON.stringify({ id, answer: answer.text, sources }));
    }
    expect(pagesFound).toBeGreaterThanOrEqual(leastPagesFound);
    const answers = join(folder, 'answers.jsonl');
    writeFileSync(answers, `${lines.join('\n')}\n`);
    const table = execFileSync(
      'python3',
      [join(data, 'score.py'), answers, '--failures', join(folder, 'failures.jsonl')],
      { encoding: 'utf8' },
    );
    const right = Number(/^ALL\s+(\d+)\//m.exec(table)?.[1]);
    expect(right, table).toBeGreaterThanOrEqual(leastRight);
  });
});
