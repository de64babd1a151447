import { z } from 'zod';

/** Options of every service of an Atlassian site: where it is, and as whom it is read. */
export function siteOptions(service: 'confluence' | 'jira') {
  return {
    url: z.url().describe('Address of the site, e.g. https://example.atlassian.net.'),
    email: z.string().min(3).describe('Address of the account that the token belongs to.'),
    token: z
      .string()
      .min(1)
      .describe('API token of that account; write the name of a variable of the environment.'),
    apiUrl: z
      .url()
      .optional()
      .describe(
        `Address of the API, where it is another one: https://api.atlassian.com/ex/${service}/CLOUD-ID for tokens with scopes.`,
      ),
  };
}
