import { z } from 'zod';
import { nextWhere, readPages } from '../http/read-pages.ts';
import type { SourceClient } from '../http/source-client.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import { askGraphql, type GraphqlProblem } from './github-graphql.ts';

/** A project by whom it belongs to and its number, as they stand in its address. */
export interface ProjectName {
  readonly owner: string;
  readonly number: number;
}

/** What a project is called, and which fields it has. */
export interface Project {
  readonly title: string;
  readonly isPublic: boolean;
  /** The kind of each field, by its name: `SINGLE_SELECT`, `DATE`, `ITERATION`, … */
  readonly fields: ReadonlyMap<string, string>;
}

const valueSchema = z
  .object({
    __typename: z.string(),
    name: z.string().nullish(),
    date: z.string().nullish(),
    title: z.string().nullish(),
    startDate: z.string().nullish(),
    duration: z.int().nullish(),
    number: z.number().nullish(),
    text: z.string().nullish(),
  })
  .nullish();

/** What an item holds in a field; null where nothing is set. */
export type ProjectValue = z.output<typeof valueSchema>;

/** An issue or a pull request that stands in a project. */
export interface ProjectItem {
  /** `OWNER/NAME#12` */
  readonly key: string;
  /** By the names of the fields that were asked for. */
  readonly values: ReadonlyMap<string, ProjectValue>;
}

const ownedSchema = <Project extends z.ZodType>(project: Project) =>
  z.object({ repositoryOwner: z.object({ projectV2: project.nullish() }).nullish() });

const projectSchema = z.object({
  title: z.string(),
  public: z.boolean(),
  fields: z.object({
    nodes: z.array(z.object({ name: z.string(), dataType: z.string() }).nullable()),
  }),
});

// A project may have fifty fields ("Understanding fields").
const projectQuery = `query Project($owner: String!, $number: Int!) {
  repositoryOwner(login: $owner) {
    ... on ProjectV2Owner {
      projectV2(number: $number) {
        title
        public
        fields(first: 100) { nodes { ... on ProjectV2FieldCommon { name dataType } } }
      }
    }
  }
}`;

const contentSchema = z
  .object({ number: z.int().optional(), repository: z.object({ nameWithOwner: z.string() }).optional() })
  .nullish();

/** Fields are asked for by name, each under a name of its own, so that there is no list of values that ends within an item. */
function buildItemsQuery(fields: number): string {
  const each = (write: (at: number) => string) =>
    Array.from({ length: fields }, (_, at) => write(at)).join('');
  return `query Items($owner: String!, $number: Int!, $after: String${each((at) => `, $f${at}: String!`)}) {
  repositoryOwner(login: $owner) {
    ... on ProjectV2Owner {
      projectV2(number: $number) {
        items(first: 100, after: $after) {
          nodes {
            content {
              ... on Issue { number repository { nameWithOwner } }
              ... on PullRequest { number repository { nameWithOwner } }
            }${each((at) => `\n            f${at}: fieldValueByName(name: $f${at}) { ...Value }`)}
          }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
}${fields === 0 ? '' : `\n${valueFragment}`}`;
}

const valueFragment = `fragment Value on ProjectV2ItemFieldValue {
  __typename
  ... on ProjectV2ItemFieldSingleSelectValue { name }
  ... on ProjectV2ItemFieldDateValue { date }
  ... on ProjectV2ItemFieldIterationValue { title startDate duration }
  ... on ProjectV2ItemFieldNumberValue { number }
  ... on ProjectV2ItemFieldTextValue { text }
}`;

function itemsSchema(fields: number) {
  const values = Object.fromEntries(Array.from({ length: fields }, (_, at) => [`f${at}`, valueSchema]));
  return ownedSchema(
    z.object({
      items: z.object({
        nodes: z.array(z.looseObject({ content: contentSchema, ...values }).nullable()),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      }),
    }),
  );
}

/** What is read of Projects, which GitHub's REST API has for organisations alone. */
export interface ProjectApi {
  /** @throws SourceError that names the right which is missing. */
  project(name: ProjectName, signal: AbortSignal): Promise<Project>;
  /** Issues and pull requests of a project, archived ones among them; drafts, and what the token may not see, are left out. */
  items(name: ProjectName, fields: readonly string[], signal: AbortSignal): AsyncIterable<ProjectItem>;
}

export function createProjectApi(client: SourceClient, baseUrl: string): ProjectApi {
  return {
    async project(name, signal) {
      const schema = ownedSchema(projectSchema);
      const question = { query: projectQuery, variables: { ...name }, schema, signal };
      const data = await namingRight(name, askGraphql(client, baseUrl, question));
      const project = data.repositoryOwner?.projectV2;
      if (project == null) throw lacking(name);
      const fields = project.fields.nodes.flatMap((field) =>
        field === null ? [] : [[field.name, field.dataType] as const],
      );
      return { title: project.title, isPublic: project.public, fields: new Map(fields) };
    },
    items(name, fields, signal) {
      const query = buildItemsQuery(fields.length);
      const schema = itemsSchema(fields.length);
      const wanted = Object.fromEntries(fields.map((field, at) => [`f${at}`, field]));
      const listing = `the items of ${describeProject(name)}`;
      return readPages<ProjectItem, string>(listing, async (after) => {
        const variables = { ...name, ...wanted, after };
        const question = { query, variables, schema, mayLack: isOfContent, signal };
        const data = await namingRight(name, askGraphql(client, baseUrl, question));
        const items = data.repositoryOwner?.projectV2?.items;
        if (items === undefined) throw lacking(name);
        const { hasNextPage, endCursor } = items.pageInfo;
        const read = items.nodes.flatMap((node): ProjectItem[] => {
          const { number, repository } = node?.content ?? {};
          if (node === null || number === undefined || repository === undefined) return [];
          const values = fields.map((field, at) => [field, node[`f${at}`] as ProjectValue] as const);
          return [{ key: `${repository.nameWithOwner}#${number}`, values: new Map(values) }];
        });
        return { items: read, next: nextWhere(hasNextPage, endCursor, listing) };
      });
    },
  };
}

/** As people know it: by its address. */
export function describeProject({ owner, number }: ProjectName): string {
  return `the project ${owner}/${number}`;
}

/** An issue of a repository that the token may not see is no task, and ends nothing. */
function isOfContent({ type, path }: GraphqlProblem): boolean {
  return (type === 'FORBIDDEN' || type === 'NOT_FOUND') && path?.at(-1) === 'content';
}

async function namingRight<T>(name: ProjectName, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw isMissingRight(error) ? lacking(name, error) : error;
  }
}

/** GitHub says of a project that the token may not see that there is none. */
function lacking(name: ProjectName, cause?: unknown): Error {
  return missingRight(
    `GitHub does not show ${describeProject(name)} to the token: give it the scope read:project (a classic token), or read access to the organisation's Projects (a fine-grained token or a GitHub App), and look at the number in the project's address.`,
    cause,
  );
}
