import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { Tokenizer } from '@huggingface/tokenizers';
import type { EncodeReply, EncodeRequest, WorkerSetup } from './encode-messages.ts';

/** The part of onnxruntime-node that is used. It is not a dependency, so that its types are not here either. */
interface Runtime {
  readonly InferenceSession: {
    create(path: string, options: object): Promise<Session>;
  };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dimensions: readonly number[]) => object;
}
interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: object): Promise<Readonly<Record<string, { readonly data: Float32Array }>>>;
}

/**
 * The thread that encodes, beside that of the bot. Each text by itself: quantised weights round by what else is in a
 * batch, and the same text is to have the same vector always.
 */
async function run(setup: WorkerSetup): Promise<void> {
  const { runtime, weights, tokenizer: file, threads } = setup;
  // Through a folder's own resolution: the package lies outside of this project's.
  const { InferenceSession, Tensor } = createRequire(`${runtime}/`)('onnxruntime-node') as Runtime;
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(file, 'utf8')) as object, {});
  const session = await InferenceSession.create(weights, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Warnings of the library's go to standard error in a form of their own.
    logSeverityLevel: 3,
  });

  async function encode(text: string): Promise<Float32Array> {
    const all = tokenizer.encode(setup.lowerCase ? text.toLowerCase() : text).ids;
    const end = all.at(-1) ?? 0;
    const ids = all.length > setup.longest ? [...all.slice(0, setup.longest - 1), end] : all;
    const tensor = (data: BigInt64Array) => new Tensor('int64', data, [1, ids.length]);
    const inputs: Readonly<Record<string, () => object>> = {
      input_ids: () => tensor(BigInt64Array.from(ids, BigInt)),
      attention_mask: () => tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: () => tensor(new BigInt64Array(ids.length)),
    };
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]?.()]));
    const output = (await session.run(feeds))[session.outputNames[0] ?? ''];
    if (output === undefined) throw new Error('the model has no output');
    return pool(output.data, ids.length, setup);
  }

  parentPort?.on('message', async ({ id, texts }: EncodeRequest) => {
    let reply: EncodeReply;
    try {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await encode(text));
      reply = { id, vectors };
    } catch (error) {
      reply = { id, failure: error instanceof Error ? error.message : String(error) };
    }
    parentPort?.postMessage(reply);
  });
  parentPort?.postMessage({ id: 0, vectors: [] } satisfies EncodeReply);
}

/** One vector of length 1 from those of the tokens. */
function pool(data: Float32Array, tokens: number, { dimensions, pooling }: WorkerSetup): Float32Array {
  const vector = new Float32Array(dimensions);
  const counted = pooling === 'first' ? 1 : tokens;
  for (let token = 0; token < counted; token++)
    for (let at = 0; at < dimensions; at++)
      vector[at] = (vector[at] ?? 0) + (data[token * dimensions + at] ?? 0);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

run(workerData as WorkerSetup).catch((error: unknown) => {
  throw error;
});
