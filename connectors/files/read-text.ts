import { createReadStream } from 'node:fs';

export interface ReadTextOptions {
  readonly signal?: AbortSignal | undefined;
}

/** The bytes of a file, piece by piece. */
export function readBytes(file: string, options: ReadTextOptions = {}): AsyncIterable<Uint8Array> {
  const { signal } = options;
  return createReadStream(file, { highWaterMark: 256 * 1024, ...(signal === undefined ? {} : { signal }) });
}

/**
 * The text of a file, piece by piece, without its byte order mark and with `\n` for every kind of line end. Bytes
 * that are not valid in the encoding read as U+FFFD.
 */
export async function* readText(
  file: string,
  encoding: string,
  options: ReadTextOptions = {},
): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding);
  let carry = '';
  for await (const bytes of readBytes(file, options)) {
    const piece = carry + decoder.decode(bytes, { stream: true });
    // A carriage return at the very end may be the first half of a line end.
    carry = piece.endsWith('\r') ? '\r' : '';
    yield withPlainLineEnds(carry === '' ? piece : piece.slice(0, -1));
  }
  yield withPlainLineEnds(carry + decoder.decode());
}

/** The text with `\n` for every kind of line end. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
