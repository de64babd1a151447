import { z } from 'zod';

/** Addresses of this machine, to which TLS adds nothing. */
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Issuers that stand for the accounts of every company, as Microsoft Entra ID has them. */
const ofAnyTenant = /^\/(common|organizations|consumers)(\/|$)/i;

const addressHint = 'an address with https';

/** Section `web.signIn`. */
export const signInSchema = z.strictObject({
  issuer: z
    .string()
    .refine(isGuarded, { error: `${addressHint}, such as https://login.microsoftonline.com/TENANT/v2.0` })
    .refine((text) => !URL.canParse(text) || !ofAnyTenant.test(new URL(text).pathname), {
      error: 'the issuer of one tenant: common, organizations and consumers let in anybody',
    })
    .describe('Issuer of the OpenID Connect provider where people sign in, as its own metadata has it.'),
  clientId: z.string().min(1).describe('Client id of the page at the provider.'),
  redirectUrl: z
    .string()
    .refine((text) => isGuarded(text) && isCallback(new URL(text)), {
      error: `${addressHint} that ends in /sign-in/callback, such as https://orgwise.example.com/sign-in/callback`,
    })
    .describe(
      'Where the provider sends people back to: the public address of the page, and /sign-in/callback.',
    ),
  sessionHours: z
    .number()
    .positive()
    .max(24 * 30)
    .default(12)
    .describe('Hours after which whoever signed in must do so again.'),
  attemptsPerMinute: z
    .int()
    .min(1)
    .default(240)
    .describe(
      'Requests to sign in that one network address may send in a minute; behind a proxy, all come from its address.',
    ),
  links: z
    .boolean()
    .default(false)
    .describe('Whether people also sign in by a link that the bot gives them in private: /orgwise page.'),
  hostedDomains: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, { error: 'a domain, such as acme.example' })
        .transform((domain) => domain.toLowerCase()),
    )
    .min(1, { error: 'at least one domain' })
    .optional()
    .describe(
      'Domains of the Google Workspace whose accounts count (claim hd); demanded with the issuer https://accounts.google.com.',
    ),
  entraSource: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Name of a source of type entra: people are known by their object id there, in place of a confirmed address.',
    ),
});

/** Over TLS, or on this machine alone; nothing in it but the address. */
function isGuarded(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
  return isSafe && [username, password, search, hash].every((part) => part === '');
}

const isCallback = ({ pathname }: URL): boolean => pathname === '/sign-in/callback';
