import type { RequestLimits } from './source-client.ts';

/** What the connector of a service is given beside the options that stand in the configuration. */
export interface ServiceOptions {
  /** Name of the source in the configuration. */
  readonly source: string;
  /** What a run may take; see `defaultLimits`. */
  readonly limits?: Partial<RequestLimits>;
}
