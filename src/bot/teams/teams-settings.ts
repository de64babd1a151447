import type { TeamsEndpoints } from './teams-endpoints.ts';

/** How confidential the company takes answers to be; Teams shows it on each. */
export interface SensitivityLabel {
  readonly name: string;
  /** Shown where the label is pointed at. */
  readonly description?: string;
}

/** How Microsoft Teams is reached. */
export interface TeamsSettings {
  readonly authentication:
    | {
        readonly kind: 'app';
        readonly appId: string;
        /** Null where the machine's managed identity stands for the app: no secret is kept then. */
        readonly appPassword: string | null;
        /** The one Entra tenant whose people are answered. */
        readonly tenantId: string;
      }
    /** Anybody who reaches the port is believed; for a local client and the sample company alone. */
    | { readonly kind: 'off' };
  readonly sensitivity?: SensitivityLabel;
  /** Name of the bot's OAuth connection, by which people sign in; nobody can where it is absent. */
  readonly oauthConnection?: string;
  /** Whether what its asker goes on with below an answer is answered without a mention; the app then hears all that is said. */
  readonly followsThreads?: true;
  /** Where services are elsewhere than in the public cloud. */
  readonly endpoints?: Partial<TeamsEndpoints>;
}
