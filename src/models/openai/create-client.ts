import OpenAI, { AzureOpenAI } from 'openai';
import type { ServerSettings } from '../model-settings.ts';

const openAiAddress = 'https://api.openai.com/v1';

/**
 * The library's client for OpenAI, a compatible server or Azure. Everything that the library would read from the
 * environment is given, so that the configuration alone decides; it never retries, because a retry must fit a deadline.
 */
export function createClient(settings: ServerSettings): OpenAI {
  const common = {
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    // Where a server would send on to, nobody has configured: questions and what is known of people must not go there.
    fetchOptions: { redirect: 'error' },
    // The deadline is ours; this only keeps the library's from coming first.
    timeout: (settings.timeoutSeconds + 5) * 1000,
  } as const;
  // The library refuses to go without a key; servers that need none take no notice of it.
  const apiKey = settings.apiKey ?? 'none';
  if (settings.azure !== undefined) {
    const { endpoint, apiVersion } = settings.azure;
    const address = endpoint.replace(/\/+$/, '');
    return new AzureOpenAI({
      ...common,
      apiKey,
      apiVersion,
      // Not by `endpoint`, which gives way to OPENAI_BASE_URL.
      baseURL: address.endsWith('/openai') ? address : `${address}/openai`,
    });
  }
  return new OpenAI({
    ...common,
    apiKey,
    adminAPIKey: null,
    baseURL: settings.baseUrl ?? openAiAddress,
    // No header is better than a made-up key: some proxies check whatever comes.
    ...(settings.apiKey === null ? { defaultHeaders: { Authorization: null } } : {}),
  });
}
