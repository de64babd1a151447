import type { Viewer } from '../../graph/viewer.ts';

/** What no model outside this process is told, whoever asks. */
export interface Withheld {
  /** Names of sources whose people, teams, tasks and pages stay here. */
  readonly sources: ReadonlySet<string>;
  /** Properties that stay here, by label. */
  readonly fields: NonNullable<Viewer['hidden']>;
}

export const isNothing = ({ sources, fields }: Withheld): boolean =>
  sources.size === 0 && Object.values(fields).every((names) => names.size === 0);
