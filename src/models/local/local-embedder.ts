import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Embedder } from '../embedder.ts';
import { ModelError } from '../model-error.ts';
import { scaleOf } from '../similarity-scale.ts';
import type { EncodeReply, EncodeRequest, WorkerSetup } from './encode-messages.ts';
import { fileOf, isEmbedderInstalled, runtimeFolder } from './local-embedder-files.ts';
import { type LocalModel, type LocalModelName, localModels } from './local-models.ts';
import { scriptOfQuestion } from './script-of.ts';

/** Texts that the thread is given at once: few, since a question waits until they are done. */
const textsAtOnce = 8;
/** Cores that one text may take: more gain little on texts this short. */
const mostThreads = 2;

export interface LocalEmbedder extends Embedder {
  /** Ends the thread, once it is done with what it is at; what still waits fails. */
  close(): Promise<void>;
}

/** What waits for the thread, or is with it. */
interface Job {
  readonly texts: readonly string[];
  readonly settle: (reply: EncodeReply) => void;
}

/** One sentence for whoever configured a model whose files are not there. */
export function missingFiles(name: string): string {
  return `The files of ${name} are not here, so that words alone rank pages in its language: run npm run embedder.`;
}

/**
 * A sentence encoder within this process: no text leaves the machine. It works in a thread of its own, started by the
 * first text, so that nothing else waits for it; a thread that died is started again by the next text.
 *
 * @param options.cacheDir where `npm run embedder` put the files.
 */
export function createLocalEmbedder(options: {
  readonly model: LocalModelName;
  readonly cacheDir: string;
}): LocalEmbedder {
  const model: LocalModel = localModels[options.model];
  const { cacheDir } = options;
  const setup: WorkerSetup = {
    runtime: runtimeFolder(cacheDir),
    weights: fileOf(cacheDir, model.weights),
    tokenizer: fileOf(cacheDir, model.tokenizer),
    dimensions: model.dimensions,
    pooling: model.pooling,
    longest: model.longest,
    lowerCase: model.lowerCase,
    threads: Math.min(mostThreads, availableParallelism()),
  };
  /** Somebody waits for the first, a sync for the others. */
  const lanes: { readonly urgent: Job[]; readonly patient: Job[] } = { urgent: [], patient: [] };
  let thread: { readonly worker: Worker; readonly ready: Promise<void> } | null = null;
  let current: Job | null = null;
  let isClosed = false;
  let whenIdle = (): void => undefined;

  function start(): { readonly worker: Worker; readonly ready: Promise<void> } {
    const worker = new Worker(new URL('encode-worker.ts', import.meta.url), { workerData: setup });
    const ready = new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread has ended')));
      worker.once('message', () => resolve());
    });
    // Whoever waits for it is told; nobody may be waiting when it ends.
    ready.catch(() => undefined);
    worker.on('message', (reply: EncodeReply) => {
      if (reply.id !== 0) finish(reply);
    });
    const fail = (failure: string): void => {
      if (thread?.worker !== worker) return;
      thread = null;
      finish({ id: 1, failure });
    };
    worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on('exit', () => fail('the thread has ended'));
    return { worker, ready };
  }

  function finish(reply: EncodeReply): void {
    const job = current;
    current = null;
    job?.settle(reply);
    next();
  }

  function next(): void {
    if (current !== null) return;
    const job = lanes.urgent.shift() ?? lanes.patient.shift();
    if (job === undefined) {
      // Idle, it keeps nothing alive.
      thread?.worker.unref();
      whenIdle();
      return;
    }
    current = job;
    thread ??= start();
    const { worker, ready } = thread;
    worker.ref();
    ready.then(
      () => worker.postMessage({ id: 1, texts: job.texts } satisfies EncodeRequest),
      // Its own end has settled the job.
      () => undefined,
    );
  }

  function encode(texts: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array[]> {
    return new Promise((resolve, reject) => {
      const lane = signal === undefined ? lanes.patient : lanes.urgent;
      const job: Job = {
        texts,
        settle(reply) {
          signal?.removeEventListener('abort', giveUp);
          if ('vectors' in reply) resolve([...reply.vectors]);
          else reject(new ModelError('failed', `${model.name} could not be run: ${reply.failure}.`));
        },
      };
      const giveUp = (): void => {
        const at = lane.indexOf(job);
        if (at >= 0) lane.splice(at, 1);
        reject(new ModelError('timeout', `${model.name} was not done in time.`));
      };
      if (signal?.aborted === true) return giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      lane.push(job);
      next();
    });
  }

  async function embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    if (isClosed || !isEmbedderInstalled(cacheDir, model))
      throw new ModelError('unreachable', missingFiles(model.name));
    const parts: Promise<Float32Array[]>[] = [];
    for (let at = 0; at < texts.length; at += textsAtOnce)
      parts.push(encode(texts.slice(at, at + textsAtOnce), signal));
    return (await Promise.all(parts)).flat();
  }

  return {
    dimensions: [model.dimensions],
    understands: (question) => scriptOfQuestion(question) === model.script,
    matches: () => true,
    scaleFor: () => scaleOf(model.name),
    embed,
    async embedQuestion(question, signal) {
      const [vector] = await embed([model.questionPrefix + question], signal);
      if (vector === undefined) throw new ModelError('failed', `${model.name} gave no vector.`);
      return vector;
    },
    async close() {
      isClosed = true;
      for (const lane of [lanes.urgent, lanes.patient])
        for (const job of lane.splice(0)) job.settle({ id: 1, failure: 'it is closed' });
      // The library ends the whole process where its thread ends during a run.
      if (current !== null)
        await new Promise<void>((resolve) => {
          whenIdle = resolve;
        });
      const worker = thread?.worker;
      thread = null;
      await worker?.terminate();
    },
  };
}
