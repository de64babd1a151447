import { once } from 'node:events';
import { createReadStream, createWriteStream, type ReadStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import type { Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import { askAudited } from './ask-audited.ts';
import type { CommonOptions } from './common-options.ts';
import { openOrgwise, operatorNotice, syncWhenEmpty } from './open-orgwise.ts';

export interface BatchOptions extends CommonOptions {
  readonly batch: string;
  readonly out?: string;
  readonly as?: string;
}

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  /** Earlier turns of the same conversation, oldest first. */
  context: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })).optional(),
  as: z.string().optional(),
});

const sourcesGiven = 5;

/** `orgwise ask --batch FILE --out FILE`: one answer a line, in order; a bad line is answered with its error. */
export async function runBatch(options: BatchOptions): Promise<number> {
  if (options.out === undefined)
    throw new AppError('invalid_input', '--batch needs --out FILE for its answers.');
  const orgwise = await openOrgwise(options);
  try {
    await syncWhenEmpty(orgwise);
    if (options.as === undefined) process.stderr.write(operatorNotice);
    const { answered, failed } = await answerLines(orgwise, options.batch, options.out, options.as);
    process.stderr.write(`${answered} answered, ${failed} failed: ${options.out}\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    await orgwise.close();
  }
}

async function answerLines(
  orgwise: Orgwise,
  batch: string,
  out: string,
  as: string | undefined,
): Promise<{ answered: number; failed: number }> {
  const input = createReadStream(batch, 'utf8');
  await opened(input, batch);
  const output = createWriteStream(out);
  await opened(output, out);
  let answered = 0;
  let failed = 0;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const { ok, result } = await answerLine(orgwise, line, number, as);
    if (ok) answered++;
    else failed++;
    if (!output.write(`${JSON.stringify(result)}\n`)) await once(output, 'drain');
  }
  output.end();
  await finished(output);
  return { answered, failed };
}

/** @throws AppError `invalid_input` where the file cannot be opened. */
async function opened(stream: ReadStream | WriteStream, file: string): Promise<void> {
  try {
    await once(stream, 'open');
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      `${file} cannot be opened (${cause instanceof Error ? cause.message : String(cause)}).`,
      { cause },
    );
  }
}

async function answerLine(
  orgwise: Orgwise,
  line: string,
  number: number,
  as: string | undefined,
): Promise<{ ok: boolean; result: object }> {
  let id: string | number | null = null;
  try {
    const value: unknown = JSON.parse(line);
    if (
      typeof value === 'object' &&
      value !== null &&
      'id' in value &&
      (typeof value.id === 'string' || typeof value.id === 'number')
    )
      id = value.id;
    const parsed = lineSchema.parse(value);
    const answer = await askAudited(
      orgwise,
      parsed.question,
      parsed.as ?? as,
      (parsed.context ?? []).map((turn) => ({ role: turn.role, text: turn.content })),
    );
    const result = {
      id: parsed.id,
      answer: answer.text,
      sources: answer.sources.slice(0, sourcesGiven).map((source) => source.key),
      ...(answer.query === undefined ? {} : { query: answer.query }),
      abstained: answer.abstained !== undefined,
    };
    return { ok: true, result };
  } catch (error) {
    return {
      ok: false,
      result: {
        id,
        error: `line ${number}: ${error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error)}`,
      },
    };
  }
}
