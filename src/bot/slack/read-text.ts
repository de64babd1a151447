/** `<@U1>`, `<@U1|ana>`, `<#C1|general>`, `<https://…|label>`, `<mailto:…|…>`, `<!here>` ("Formatting message text"). */
const markup = /<([^<>]+)>/g;
const account = /^@([UW][A-Z0-9]+)(?:\|.*)?$/;

/** Accounts of one message that are looked up: each costs a call, and a question is about a few. */
const mostAccounts = 10;

/**
 * What somebody wrote, without Slack's markup: the mention of the bot is gone, other mentions are the words that `wordOf`
 * gives for the account, links are what they show, entities are characters.
 *
 * @param wordOf the name that the account shows; which colleague that is, `mentionedIn` keeps.
 */
export async function readText(
  text: string,
  botUser: string,
  wordOf: (accountId: string) => Promise<string>,
): Promise<string> {
  const others = new Set(mentionedIn(text, botUser));
  const words = new Map(
    await Promise.all([...others].map(async (one): Promise<[string, string]> => [one, await wordOf(one)])),
  );
  return text
    .replace(markup, (_, inner: string) => shown(inner, botUser, words))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim();
}

/** Accounts that a text mentions beside the bot's, in their order; those that are looked up. */
export function mentionedIn(text: string, botUser: string): readonly string[] {
  const all = [...text.matchAll(markup)].flatMap(([, inner = '']) => account.exec(inner)?.[1] ?? []);
  const others = all.filter((one) => one !== botUser);
  const known = new Set([...new Set(others)].slice(0, mostAccounts));
  return others.filter((one) => known.has(one));
}

function shown(inner: string, botUser: string, words: ReadonlyMap<string, string>): string {
  const accountId = account.exec(inner)?.[1];
  if (accountId !== undefined) return accountId === botUser ? ' ' : (words.get(accountId) ?? '');
  const [target = '', label] = inner.split('|');
  if (inner.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (inner.startsWith('!')) return label ?? `@${target.slice(1)}`;
  return label ?? target.replace(/^mailto:/, '');
}
