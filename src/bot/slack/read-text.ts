/** `<@U1>`, `<@U1|ana>`, `<#C1|general>`, `<https://…|label>`, `<mailto:…|…>`, `<!here>` ("Formatting message text"). */
const markup = /<([^<>]+)>/g;
const account = /^@([UW][A-Z0-9]+)(?:\|.*)?$/;

/** Accounts of one message that are looked up: each costs a call, and a question is about a few. */
const mostAccounts = 10;

/**
 * What somebody wrote, without Slack's markup: the mention of the bot is gone, other mentions are the words that `wordOf`
 * gives for the account, links are what they show, entities are characters.
 *
 * @param wordOf an address, by which the graph knows a person best, or a name.
 */
export async function readText(
  text: string,
  botUser: string,
  wordOf: (accountId: string) => Promise<string>,
): Promise<string> {
  const accounts = [...text.matchAll(markup)].flatMap(([, inner = '']) => account.exec(inner)?.[1] ?? []);
  const others = [...new Set(accounts)].filter((one) => one !== botUser).slice(0, mostAccounts);
  const words = new Map(
    await Promise.all(others.map(async (one): Promise<[string, string]> => [one, await wordOf(one)])),
  );
  return text
    .replace(markup, (_, inner: string) => shown(inner, botUser, words))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim();
}

function shown(inner: string, botUser: string, words: ReadonlyMap<string, string>): string {
  const accountId = account.exec(inner)?.[1];
  if (accountId !== undefined) return accountId === botUser ? ' ' : (words.get(accountId) ?? '');
  const [target = '', label] = inner.split('|');
  if (inner.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (inner.startsWith('!')) return label ?? `@${target.slice(1)}`;
  return label ?? target.replace(/^mailto:/, '');
}
