/** How Slack is reached, and with which tokens. */
export type SlackSettings = SlackReach & (SlackToken | SlackOAuth);

export interface SlackReach {
  /** How Slack's events come in: over a socket that we open, or as signed requests to our HTTP server. */
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Another host than slack.com/api: GovSlack, a proxy, a test; ends with a slash. */
  readonly apiUrl?: string;
}

/** One workspace, whose token is configured. */
export interface SlackToken {
  /** `xoxb-…`: what the bot speaks with. */
  readonly botToken: string;
}

/** Several workspaces, which install the app by themselves. */
export interface SlackOAuth {
  readonly oauth: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Keys of 32 bytes in base64: tokens are encrypted with the first, and read with any. */
    readonly tokenKeys: readonly string[];
    /** Ids of the workspaces (`T…`) or organisations (`E…`) that may install it: their administrators say who is who. */
    readonly workspaces: readonly string[];
  };
}
