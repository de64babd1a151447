import type { TaskStatus } from '../../graph-schema/index.ts';
import type { Problem, ReadingRule } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { statusKey } from '../tasks/task-status-words.ts';
import type { GithubSettings, ProjectSettings } from './github-options.ts';
import { describeProject, type Project, type ProjectApi, type ProjectValue } from './project-api.ts';

/** What projects tell of an issue; where several do, what the first of them says counts. */
export interface Placement {
  /** Titles of the projects that it stands in. */
  readonly projects: readonly string[];
  /** What its status is called. */
  readonly status?: string;
  /** What the configuration says that this status means. */
  readonly meaning?: TaskStatus;
  readonly priority?: string;
  readonly dueDate?: string;
  /** The project that it is in, where that is not its repository. */
  readonly project?: string;
  readonly extra: Readonly<Record<string, string>>;
  /** Who may see all of this, beside who may see the issue; empty where everybody may. */
  readonly readers: ReadingRule;
}

/** What projects tell of issues, by their keys, `OWNER/NAME#12`. */
export type Placements = ReadonlyMap<string, Placement>;

/** Reads the projects of a source. What is missing of one is yielded, and the rest is read without it. */
export async function* readProjects(
  api: ProjectApi,
  { projects }: Pick<GithubSettings, 'projects'>,
  signal: AbortSignal,
): AsyncGenerator<{ readonly problem: Problem }, Placements> {
  const placements = new Map<string, Placement>();
  for (const settings of projects) {
    const project = await api.project(settings, signal);
    signal.throwIfAborted();
    const place = describeProject(settings);
    if (!project.isPublic && settings.readers === undefined) {
      const message = `${project.title} is private, and GitHub does not tell who may see it, so that nothing of it is read; name its readers under projects.`;
      yield { problem: { place, message } };
      continue;
    }
    const wanted = wantedFields(settings);
    for (const name of wanted)
      if (!project.fields.has(name))
        yield {
          problem: { place, message: `${project.title} has no field '${name}'; look at its settings.` },
        };
    const readers = readersOf(project, settings);
    const present = wanted.filter((name) => project.fields.has(name));
    for await (const { key, values } of api.items(settings, present, signal)) {
      signal.throwIfAborted();
      placements.set(key, addPlacement(placements.get(key), placementIn(project, settings, values, readers)));
    }
  }
  return placements;
}

/** A project that everybody may see adds nothing to who may see an issue. */
function readersOf({ isPublic }: Project, { readers }: ProjectSettings): ReadingRule {
  if (isPublic || readers === undefined) return [];
  return toReadingRule(readers).filter((clause) => !clause.includes('everyone'));
}

function wantedFields({ fields, extra }: ProjectSettings): readonly string[] {
  const named = [fields.status, fields.priority, fields.dueDate, ...Object.values(extra)];
  return [...new Set(named.filter((name) => name !== undefined))];
}

function placementIn(
  { title }: Project,
  { fields, statusMapping, extra, isTaskProject }: ProjectSettings,
  values: ReadonlyMap<string, ProjectValue>,
  readers: ReadingRule,
): Placement {
  const textIn = (name: string | undefined) => textOf(name === undefined ? undefined : values.get(name));
  const status = textIn(fields.status);
  const meant = Object.entries(statusMapping).find(
    ([name]) => status !== undefined && statusKey(name) === statusKey(status),
  );
  return {
    projects: [title],
    readers,
    extra: withoutAbsent(
      Object.fromEntries(Object.entries(extra).map(([name, field]) => [name, textIn(field)])),
    ),
    ...withoutAbsent({
      status,
      meaning: meant?.[1],
      priority: textIn(fields.priority),
      dueDate: fields.dueDate === undefined ? undefined : dayIn(values.get(fields.dueDate)),
      project: isTaskProject ? title : undefined,
    }),
  } as Placement;
}

/** A status and what it means come from one project. */
function addPlacement(first: Placement | undefined, further: Placement): Placement {
  if (first === undefined) return further;
  const { status, meaning, ...rest } = further;
  return {
    ...rest,
    ...(first.status === undefined ? withoutAbsent({ status, meaning }) : {}),
    ...first,
    projects: [...first.projects, ...further.projects],
    extra: { ...further.extra, ...first.extra },
    readers: [...first.readers, ...further.readers],
  };
}

function textOf(value: ProjectValue): string | undefined {
  const text = value?.name ?? value?.date ?? value?.title ?? value?.text ?? value?.number?.toString();
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

/** A day, or the last one of an iteration. */
function dayIn(value: ProjectValue): string | undefined {
  if (value?.date != null) return value.date;
  if (value?.startDate == null || value.duration == null) return undefined;
  const last = new Date(`${value.startDate}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() + Math.max(0, value.duration - 1));
  return last.toISOString().slice(0, 10);
}

/** Who may see an issue with what projects say of it: who may see both. */
export function narrowReaders(readers: ReadingRule, placement: Placement | undefined): ReadingRule {
  if (placement === undefined || placement.readers.length === 0) return readers;
  return [...readers.filter((clause) => !clause.includes('everyone')), ...placement.readers];
}
