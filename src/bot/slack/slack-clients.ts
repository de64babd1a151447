import { webApi } from '@slack/bolt';

/** Ways to call Slack with one token; they differ in what they do where Slack asks them to wait. */
export interface SlackClients {
  /** For what is looked up: waits. */
  readonly reader: webApi.WebClient;
  /** For what is said: fails with `WebAPIRateLimitedError`, so that one channel's limit holds no other up. */
  readonly writer: webApi.WebClient;
  /** For what may be left out: tries once. */
  readonly hurried: webApi.WebClient;
}

const hurriedTimeoutMs = 3_000;

export function createSlackClients(token: string, options: webApi.WebClientOptions): SlackClients {
  return {
    reader: new webApi.WebClient(token, options),
    writer: new webApi.WebClient(token, { ...options, rejectRateLimitedCalls: true }),
    hurried: new webApi.WebClient(token, {
      ...options,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      timeout: hurriedTimeoutMs,
    }),
  };
}
