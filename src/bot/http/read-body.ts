import type { IncomingMessage as HttpRequest } from 'node:http';

/**
 * The body of a request as text, or null where it is longer than `limit` bytes; of a longer one no more is kept.
 *
 * @throws Error where the connection breaks off.
 */
export async function readBody(request: HttpRequest, limit: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    // A little of the rest is still read, so that the sender sees the answer rather than a broken connection.
    else if (length > limit * 16) return null;
  }
  return length > limit ? null : Buffer.concat(chunks).toString('utf8');
}
