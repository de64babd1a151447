import type { CustomFetch } from 'openid-client';

/** Bytes of an answer: metadata, keys and tokens have a few thousand. */
const longest = 1_000_000;

/** `fetch` of a provider's answers, of which no more is read than they have; redirects are followed nowhere. */
export const fetchWithin: CustomFetch = async (url, options) => {
  const { body, ...rest } = options;
  const response = await fetch(url, {
    ...rest,
    redirect: 'manual',
    ...(body === undefined || body === null ? {} : { body: body as NonNullable<RequestInit['body']> }),
  });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > longest) throw new TypeError(`${new URL(url).host} answered with more than a megabyte`);
    chunks.push(chunk);
  }
  return new Response(length === 0 ? null : Buffer.concat(chunks), {
    status: response.status,
    headers: response.headers,
  });
};
