import type { Reply } from '../reply.ts';
import type { Accounts } from './render-profiles.ts';
import type { SlackPeople } from './slack-people.ts';

/** The accounts of the people whom a reply shows as cards. */
export async function findAccounts(reply: Reply, people: SlackPeople): Promise<Accounts> {
  const profiles = reply.kind === 'answer' ? (reply.profiles ?? []) : [];
  const emails = profiles.flatMap((one) => one.email ?? []);
  const found = await Promise.all(emails.map(async (email) => [email, await people.find(email)] as const));
  return new Map(found.flatMap(([email, account]) => (account === null ? [] : [[email, account]])));
}
