import { overlap } from '../changes/asked-since.ts';
import type { Fetched } from '../connector.ts';
import type { JiraApi } from './jira-api.ts';

export interface ChangedIssues {
  readonly project: string;
  /** Up to where the former fetch came, by Jira's clock. */
  readonly at: string;
  /** Issues that others blocked then. */
  readonly blocked: ReadonlySet<string>;
  readonly isKnown: (key: string) => boolean;
}

/**
 * Issues of a project that changed, each still unchecked, and the names of all others that it has. Issues that others block are read
 * again every time, since closing those changes nothing of them, and so is what is listed and not known.
 */
export async function* readChanged(
  api: JiraApi,
  { project, at, blocked, isKnown }: ChangedIssues,
  signal: AbortSignal,
): AsyncGenerator<{ readonly value: unknown } | Extract<Fetched, { readonly same: unknown }>, void> {
  const read = new Set<unknown>();
  const from = new Date(Date.parse(at) - overlap).toISOString();
  for await (const value of api.issues(project, signal, from)) {
    read.add(keyOfIssue(value));
    yield { value };
  }
  const again: string[] = [];
  for await (const key of api.keys(project, signal)) {
    if (read.has(key)) continue;
    if (blocked.has(key) || !isKnown(key)) again.push(key);
    else yield { same: { kind: 'task', key } };
  }
  for await (const value of api.issuesOf(again, signal)) yield { value };
}

export function keyOfIssue(value: unknown): string | undefined {
  const key = typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined;
  return typeof key === 'string' ? key : undefined;
}
