/** How Slack is reached. */
export interface SlackSettings {
  /** `xoxb-…`: what the bot speaks with. */
  readonly botToken: string;
  /** How Slack's events come in: over a socket that we open, or as signed requests to our HTTP server. */
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Another host than slack.com/api: GovSlack, a proxy, a test; ends with a slash. */
  readonly apiUrl?: string;
}
