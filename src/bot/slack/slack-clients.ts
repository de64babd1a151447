import { webApi } from '@slack/bolt';
import { waitAsAsked } from './wait-as-asked.ts';

/** Ways to call Slack with one token; they differ in what they do where Slack asks them to wait. */
export interface SlackClients {
  /** For what is looked up: waits, each call for itself. */
  readonly reader: webApi.WebClient;
  /** For what is said: fails with `WebAPIRateLimitedError`, so that one channel's limit holds no other up. */
  readonly writer: webApi.WebClient;
  /** For what may be left out: tries once. */
  readonly hurried: webApi.WebClient;
}

const hurriedTimeoutMs = 3_000;

/** Times that something is looked up where Slack asks to wait. */
const attempts = 6;

/** Slack's own client holds all its calls up where Slack asks it to wait with one; limits are of each method. */
class PatientClient extends webApi.WebClient {
  override apiCall(...given: Parameters<webApi.WebClient['apiCall']>) {
    return waitAsAsked(() => super.apiCall(...given), attempts);
  }
}

export function createSlackClients(token: string, options: webApi.WebClientOptions): SlackClients {
  return {
    reader: new PatientClient(token, { ...options, rejectRateLimitedCalls: true }),
    writer: new webApi.WebClient(token, { ...options, rejectRateLimitedCalls: true }),
    hurried: new webApi.WebClient(token, {
      ...options,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      timeout: hurriedTimeoutMs,
    }),
  };
}
