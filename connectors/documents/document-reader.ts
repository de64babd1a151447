import { Worker } from 'node:worker_threads';
import type { AttachmentLimits } from './attachment-options.ts';
import type { DocumentKind, DocumentText } from './document-text.ts';

export interface DocumentRequest {
  readonly kind: DocumentKind;
  readonly bytes: Uint8Array;
  readonly maxPages: number;
}

/** The text, or why there is none. */
export type DocumentAnswer = DocumentText | { readonly failure: string };

/** Reads documents one after the other, in a thread that is ended where one takes too long or too much memory. */
export interface DocumentReader {
  /** Never fails for what a document is. @throws the signal's reason */
  read(kind: DocumentKind, bytes: Uint8Array, signal: AbortSignal): Promise<DocumentAnswer>;
  close(): Promise<void>;
}

/** Megabytes that the thread may take for objects. */
const mostMemory = 512;

export function createDocumentReader({
  maxPages,
  maxSeconds,
}: Pick<AttachmentLimits, 'maxPages' | 'maxSeconds'>): DocumentReader {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  function open(): Worker {
    const opened = new Worker(new URL('./document-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: mostMemory },
      // What libraries print of a bad document is no log of ours.
      stdout: true,
      stderr: true,
    });
    // An idle thread keeps nobody from ending.
    opened.unref();
    return opened;
  }

  async function close(): Promise<void> {
    const open = worker;
    worker = undefined;
    await open?.terminate();
  }

  async function ask(request: DocumentRequest, signal: AbortSignal): Promise<DocumentAnswer> {
    signal.throwIfAborted();
    worker ??= open();
    const current = worker;
    const ended = new AbortController();
    const limit = AbortSignal.timeout(maxSeconds * 1000);
    try {
      return await new Promise<DocumentAnswer>((resolve, reject) => {
        const once = { signal: ended.signal };
        const fail = (failure: string): void => {
          void close();
          resolve({ failure });
        };
        current.once('message', resolve);
        current.once('error', (error: Error & { code?: string }) =>
          fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'it takes too much memory' : error.message),
        );
        limit.addEventListener(
          'abort',
          () => fail(`it takes more than ${maxSeconds} seconds (maxSeconds)`),
          once,
        );
        signal.addEventListener('abort', () => void close().then(() => reject(signal.reason)), once);
        current.ref();
        // The bytes are handed over, not copied.
        current.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
      });
    } finally {
      ended.abort();
      current.removeAllListeners('message');
      current.removeAllListeners('error');
      // An error of a thread that is being ended is nobody's.
      current.on('error', () => undefined);
      current.unref();
    }
  }

  return {
    read(kind, bytes, signal) {
      // A copy, since small buffers share their memory with others.
      const own = new Uint8Array(bytes);
      const answer = queue.then(() => ask({ kind, bytes: own, maxPages }, signal));
      queue = answer.catch(() => undefined);
      return answer;
    },
    close,
  };
}
