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
        readonly appPassword: string;
        /** The one Entra tenant whose people are answered. */
        readonly tenantId: string;
      }
    /** Anybody who reaches the port is believed; for a local client and the sample company alone. */
    | { readonly kind: 'off' };
  readonly sensitivity?: SensitivityLabel;
}
