import type { AccountBook } from '../people/account-book.ts';
import type { JiraApi } from './jira-api.ts';
import type { Holder, JiraProject, JiraUser } from './jira-schemas.ts';

/** Who is granted something, as far as readers can say it. */
export interface Grant {
  /** `user:…` or `everyone`, in one order. */
  readonly readers: readonly string[];
  /** Grants that differ by issue. */
  readonly reporter: boolean;
  readonly assignee: boolean;
  /** Types of holders that are not understood: who is granted by them alone sees nothing. */
  readonly unknown: readonly string[];
}

/** Resolves holders of permissions and members of security levels to people; groups and roles are asked for once a run. */
export interface HolderResolver {
  resolve(holders: Iterable<Holder>, project: JiraProject, signal: AbortSignal): Promise<Grant>;
}

export function createHolderResolver(api: JiraApi, book: AccountBook): HolderResolver {
  const asked = new Map<string, Promise<readonly string[]>>();

  function once(key: string, ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
    const known = asked.get(key) ?? ask();
    asked.set(key, known);
    return known;
  }

  /** Apps read through the API, and customers of a service desk see their portal alone. */
  const readerOf = (user: JiraUser): string[] =>
    user.accountType === 'app' || user.accountType === 'customer' ? [] : [book.reader(accountOf(user))];

  const userReader = (account: string, signal: AbortSignal) =>
    once(`user ${account}`, async () => readerOf(await api.user(account, signal)));

  const groupReaders = (id: string | undefined, name: string | undefined, signal: AbortSignal) =>
    once(`group ${id ?? name}`, async () => {
      const readers: string[] = [];
      const group = { ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
      for await (const member of api.members(group, signal)) readers.push(...readerOf(member));
      return readers;
    });

  const roleReaders = (project: string, role: string, signal: AbortSignal) =>
    once(`role ${role} of ${project}`, async () => {
      const readers: string[] = [];
      for (const { actorGroup, actorUser } of (await api.role(project, role, signal)).actors) {
        if (actorGroup != null)
          readers.push(
            ...(await groupReaders(actorGroup.groupId ?? undefined, actorGroup.name ?? undefined, signal)),
          );
        if (actorUser != null) readers.push(...(await userReader(actorUser.accountId, signal)));
      }
      return readers;
    });

  return {
    async resolve(holders, project, signal) {
      const readers = new Set<string>();
      const unknown = new Set<string>();
      let [reporter, assignee] = [false, false];
      for (const { type, parameter, value } of holders) {
        const named = value ?? parameter ?? undefined;
        let found: readonly string[] = [];
        if (type === 'anyone' || (type === 'applicationRole' && isNothing(named))) found = ['everyone'];
        else if (type === 'reporter') reporter = true;
        else if (type === 'assignee') assignee = true;
        else if (type === 'projectLead') found = project.lead == null ? [] : readerOf(project.lead);
        else if (type === 'group')
          found = await groupReaders(value ?? undefined, parameter ?? undefined, signal);
        else if (type === 'projectRole' && named !== undefined)
          found = await roleReaders(project.key, named, signal);
        else if (type === 'user' && named !== undefined) found = await userReader(named, signal);
        else if (type !== 'sd.customer.portal.only') unknown.add(type);
        for (const reader of found) readers.add(reader);
      }
      const isOpen = readers.has('everyone');
      return {
        readers: isOpen ? ['everyone'] : [...readers].sort(),
        reporter,
        assignee,
        unknown: isOpen ? [] : [...unknown].sort(),
      };
    },
  };
}

export function accountOf({ accountId, displayName, emailAddress, active }: JiraUser) {
  return {
    id: accountId,
    email: emailAddress,
    name: displayName ?? undefined,
    active: active ?? undefined,
  };
}

function isNothing(named: string | undefined): boolean {
  return named === undefined || named === '';
}
