import OpenAI from 'openai';
import { ModelError } from '../model-error.ts';

/**
 * What the library, `fetch` or a server reported, as one of ours. Status codes as in OpenAI's "Error codes" guide and
 * Azure's "Azure OpenAI REST API reference".
 */
export function mapModelError(error: unknown, server: string): ModelError {
  if (error instanceof ModelError) return error;
  const options = { cause: error };
  if (error instanceof OpenAI.APIUserAbortError || error instanceof OpenAI.APIConnectionTimeoutError)
    return new ModelError('timeout', `The language model at ${server} did not answer in time.`, options);
  if (error instanceof OpenAI.APIConnectionError)
    return new ModelError('unreachable', `The language model at ${server} cannot be reached.`, options);
  if (!(error instanceof OpenAI.APIError))
    return new ModelError('failed', `The language model at ${server} broke its answer off.`, options);
  if (error.status === 401 || error.status === 403)
    return new ModelError(
      'unauthorized',
      `The language model at ${server} does not accept the key.`,
      options,
    );
  if (error.status === 429)
    return new ModelError('rate_limited', `The language model at ${server} takes no more requests for now.`, {
      ...options,
      retryAfter: retryAfter(error.headers),
    });
  if (isFiltered(error))
    return new ModelError('refused', `The language model at ${server} refused to answer.`, options);
  const details = [error.status, error.code, error.param].filter((one) => one !== undefined && one !== null);
  return new ModelError('failed', `The language model at ${server} failed (${details.join(', ')}).`, options);
}

/** Azure's content filter rejects a prompt with a 400 of this code. */
function isFiltered(error: InstanceType<typeof OpenAI.APIError>): boolean {
  return error.code === 'content_filter';
}

/** Milliseconds: `retry-after-ms` where given, else `Retry-After` as seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfter(headers: Headers | undefined): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return milliseconds;
  const value = headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
