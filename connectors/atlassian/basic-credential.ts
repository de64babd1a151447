/** Header of an account's API token ("Basic auth for REST APIs"). */
export function basicCredential(email: string, token: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` };
}
