import { AppError } from '../../src/operations/app-error.ts';
import { digestOf } from '../changes/digest-of.ts';
import type { Problem, ReadingRule } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import type { AccountBook } from '../people/account-book.ts';
import type { JiraApi } from './jira-api.ts';
import type { JiraSettings } from './jira-options.ts';
import type { Holder, JiraProject, RuledIssue } from './jira-schemas.ts';
import { accountOf, createHolderResolver, type Grant } from './resolve-holders.ts';

export interface SecurityLevel {
  readonly id: string;
  readonly name: string;
}

/** Who may see the issues of one project. */
export interface ProjectReaders {
  /** The rule of one issue; undefined where nobody is known who may see it, so that it must be left out. */
  ruleOf(issue: RuledIssue): Promise<ReadingRule | undefined>;
  /** Security levels that were asked for so far. */
  levels(): readonly SecurityLevel[];
  /** Tells apart who may see what in the project, issues of these levels among it. */
  digest(levels: readonly SecurityLevel[]): Promise<string>;
  /** What could not be told, once each. */
  problems(): readonly Problem[];
}

/**
 * Reads who may browse a project, and who is on the security levels of its issues.
 *
 * @throws AppError `source_unreadable` where the account may not read that, and the configuration does not say it either.
 */
export async function readProjectReaders(
  api: JiraApi,
  project: JiraProject,
  { readers: configured }: JiraSettings,
  book: AccountBook,
  signal: AbortSignal,
): Promise<ProjectReaders> {
  const holders = createHolderResolver(api, book);
  const levels = new Map<string, Promise<Grant | undefined>>();
  const names = new Map<string, string>();
  const problems: Problem[] = [];
  const rule = configured === undefined ? undefined : toReadingRule(configured);
  const browse = rule === undefined ? await readBrowsers() : undefined;

  async function readBrowsers(): Promise<Grant> {
    const grant = await withRight(
      async () => await holders.resolve(await api.browsers(project.key, signal), project, signal),
      `Who may see the project ${project.key} may not be read by this account; give it the permissions 'Administer projects' there and 'Browse users and groups', or name readers in the configuration.`,
    );
    if (grant.readers.length === 0 && !grant.reporter && !grant.assignee)
      throw new AppError(
        'source_unreadable',
        `Nobody is known who may browse the project ${project.key}; name readers in the configuration.`,
      );
    if (grant.unknown.length > 0)
      problems.push({
        place: project.key,
        message: `The permission to browse is also granted to holders of the type ${grant.unknown.join(', ')}, which is not read; who has it by that alone sees nothing here.`,
      });
    return grant;
  }

  /** @returns undefined where nobody is known who is on it. */
  async function readLevel({ id, name }: SecurityLevel) {
    const left = `Issues of ${project.key} with the security level '${name}' are left out`;
    try {
      const members: Holder[] = [];
      for await (const member of api.levelMembers(id, signal)) members.push(member);
      const grant = await holders.resolve(members, project, signal);
      if (grant.readers.length > 0 || grant.reporter || grant.assignee) return grant;
      problems.push({ place: project.key, message: `${left}: nobody is known who is on it.` });
    } catch (error) {
      if (!isMissingRight(error)) throw error;
      const message = `${left}: who is on it may not be read by this account; give it the permission 'Administer Jira'.`;
      problems.push({ place: project.key, message, lacksRight: true });
    }
    return undefined;
  }

  const clauseOf = (grant: Grant, { fields }: RuledIssue): readonly string[] => {
    if (grant.readers.includes('everyone')) return grant.readers;
    const own = [
      ...(grant.reporter && fields.reporter != null ? [book.reader(accountOf(fields.reporter))] : []),
      ...(grant.assignee && fields.assignee != null ? [book.reader(accountOf(fields.assignee))] : []),
    ];
    return own.length === 0 ? grant.readers : [...new Set([...grant.readers, ...own])].sort();
  };

  function levelOf(security: SecurityLevel): Promise<Grant | undefined> {
    names.set(security.id, security.name);
    const known = levels.get(security.id) ?? readLevel(security);
    levels.set(security.id, known);
    return known;
  }

  return {
    async ruleOf(issue) {
      const { security } = issue.fields;
      const level = security == null ? null : await levelOf(security);
      if (level === undefined) return undefined;
      const whole = [
        ...(rule ?? []),
        ...(browse === undefined ? [] : [clauseOf(browse, issue)]),
        ...(level === null ? [] : [clauseOf(level, issue)]),
      ];
      if (whole.every((clause) => clause.length > 0)) return whole;
      problems.push({ place: issue.key, message: 'Nobody is known who may see the issue; left out.' });
      return undefined;
    },
    levels: () => [...names].map(([id, name]) => ({ id, name })),
    async digest(known) {
      const grants: unknown[] = [];
      for (const level of [...known].sort((one, other) => (one.id < other.id ? -1 : 1)))
        grants.push([level.id, (await levelOf(level)) ?? null]);
      return digestOf([project.name, rule ?? browse, grants]);
    },
    problems: () => problems.splice(0),
  };
}

async function withRight<T>(read: () => Promise<T>, sentence: string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isMissingRight(error) ? missingRight(sentence, error) : error;
  }
}
