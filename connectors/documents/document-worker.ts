import { parentPort } from 'node:worker_threads';
import type { DocumentAnswer, DocumentRequest } from './document-reader.ts';
import { readDocx } from './read-docx.ts';
import { readPdf } from './read-pdf.ts';

/** Reads documents in a thread of its own, which can be ended where one never comes to its end. */
parentPort?.on('message', (request: DocumentRequest) => {
  void answer(request).then((message) => parentPort?.postMessage(message));
});

async function answer({ kind, bytes, maxPages }: DocumentRequest): Promise<DocumentAnswer> {
  try {
    return kind === 'pdf' ? await readPdf(bytes, maxPages) : await readDocx(bytes);
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
