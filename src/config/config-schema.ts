import { z } from 'zod';
import { embeddingsSchema } from './embeddings-schema.ts';
import { fieldsSchema, policyLabels } from './field-schema.ts';
import { modelSchema } from './model-schema.ts';
import { signInSchema } from './sign-in-schema.ts';
import { scheduleSchema, sourceSchema } from './source-schema.ts';

const names = z.record(z.string(), z.array(z.string().min(1)));

const companySchema = z.strictObject({
  name: z.string().min(1).describe('What the company is called.'),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'an IANA time zone such as Europe/Berlin' })
    .describe("IANA time zone in which days begin and end, e.g. 'Europe/Berlin'."),
  today: z
    .string()
    .refine(isDay, { error: 'a day as YYYY-MM-DD' })
    .optional()
    .describe('Pretends that it is this day; for samples and tests.'),
  language: z.enum(['en', 'zh']).optional().describe('Language of what the bot says unasked.'),
});

const syncSchema = z.strictObject({
  schedule: scheduleSchema
    .default('0 2 * * *')
    .describe("Cron expression in the company's time zone; nightly at two when left away."),
  keepDeletedDays: z
    .int()
    .min(0)
    .max(3650)
    .default(30)
    .describe(
      'Days for which the history of what a source no longer has is kept, for when it comes back; 0 keeps none.',
    ),
  fullEveryHours: z
    .number()
    .min(0)
    .default(20)
    .describe(
      'After how many hours a source that tells what changed is read whole again, which alone shows what was deleted; in between only changes are read.',
    ),
  jitterSeconds: z
    .int()
    .min(0)
    .max(3600)
    .default(60)
    .describe(
      'Longest random wait after a source falls due, so that not all ask a service in the same second.',
    ),
  maxDeletedShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe(
      'A sync that would delete a larger share of a source, leave so many people or tasks without manager, title, team or assignee or pages without text, or open so many records to everyone, stops and asks; 0.2 is a fifth.',
    ),
  maxErrorShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe(
      'A source stops and asks where the share of its records that are set aside (malformed, or not to be seen) has grown by more since the best of its last good runs; 0.1 is a tenth.',
    ),
  movementsTo: z
    .strictObject({
      slack: z
        .string()
        .min(1)
        .optional()
        .describe(
          'Id of a channel of Slack, behind the id of its workspace and a slash where several have the app.',
        ),
      teams: z.string().min(1).optional().describe('Id of a channel of Teams, 19:…@thread.tacv2.'),
    })
    .default({})
    .describe(
      'Channels that are told who joined, moved and left in a scheduled sync; all of their members read it.',
    ),
  maxFetchMinutes: z
    .number()
    .positive()
    .default(180)
    .describe('Longest time that one source may take to be read; the others go on without its rest.'),
});

const identitySchema = z.strictObject({
  accounts: z
    .string()
    .min(1)
    .optional()
    .describe('CSV file that says whose an account is, with the columns source, account and person.'),
});

const accessSchema = z.strictObject({
  lost: z
    .enum(['ask', 'refuse'])
    .default('refuse')
    .describe(
      'Whether somebody may ask whom the first source lost without telling of a last day, while another still has them.',
    ),
});

const storageSchema = z.strictObject({
  dataDir: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the graph and the state; .orgwise in the working directory when left away.'),
});

const neo4jSchema = z.strictObject({
  modelStatements: z
    .boolean()
    .default(false)
    .describe(
      'Whether a model may write guarded, read-only Cypher for those who may read everything; with Neo4j alone.',
    ),
});

const webSchema = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether the web page to talk to is served.'),
  port: z.int().min(0).max(65_535).default(3978).describe('Port; 0 takes a free one.'),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address it listens on: this machine alone, unless people sign in.'),
  signIn: signInSchema
    .optional()
    .describe(
      "How people sign in with OpenID Connect; the page is there for a real company's people with it alone.",
    ),
});

const httpSchema = z.strictObject({
  port: z
    .int()
    .min(0)
    .max(65_535)
    .default(3978)
    .describe('Port of requests from Slack and Teams; 0 takes a free one.'),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address it listens on; 0.0.0.0 where a proxy on another machine or container leads to it.'),
});

const linkingSchema = z.strictObject({
  nicknames: names.default({}).describe('Short forms of first names, e.g. Elizabeth: [Liz, Beth].'),
  aliases: names
    .default({})
    .describe('Other names of a person, team, project or company, by its name or key.'),
});

const answersSchema = z.strictObject({
  maxCharacters: z.int().min(200).default(1200).describe('Length at which the text of an answer is cut.'),
  listLimit: z
    .int()
    .min(1)
    .default(20)
    .describe('Rows of a list that are shown; the true total is always said.'),
  perPersonPerMinute: z
    .int()
    .min(0)
    .default(120)
    .describe('Messages, buttons among them, that one account may send in a minute; 0 for any number.'),
});

const withholdSchema = z.strictObject({
  sources: z
    .array(z.string().min(1))
    .default([])
    .describe('Names of sources of which nothing goes to a model.'),
  fields: z
    .partialRecord(z.enum(policyLabels), z.array(z.string().min(1)))
    .default({})
    .describe('Fields that go to no model, by the kind of node, e.g. Employee: [email, location].'),
});

const auditSchema = z.strictObject({
  enabled: z.boolean().default(true).describe('Whether questions, commands, syncs and refusals are noted.'),
  questions: z
    .boolean()
    .default(false)
    .describe('Whether the words of questions are kept; else only their length.'),
  keepDays: z.int().min(1).default(365).describe('Days for which the audit trail is kept at least.'),
});

/** The configuration file. */
export const configFileSchema = z.strictObject({
  company: companySchema,
  sources: z.array(sourceSchema).min(1).describe('Where people, teams, tasks and articles come from.'),
  sync: syncSchema.prefault({}),
  identity: identitySchema.prefault({}).describe('Who is who across sources.'),
  access: accessSchema.prefault({}).describe('Who may ask.'),
  storage: storageSchema.prefault({}),
  neo4j: neo4jSchema.prefault({}).describe('What is allowed on Neo4j; its address stands in .env.'),
  web: webSchema.prefault({}),
  http: httpSchema.prefault({}),
  embeddings: embeddingsSchema
    .optional()
    .describe(
      'Finds pages and sentences by what they mean, beside their words; every passage is embedded at sync.',
    ),
  model: modelSchema.optional().describe('A language model, which widens what is understood.'),
  withholdFromModels: withholdSchema
    .prefault({})
    .describe('What no language model and no server of embeddings is told, whoever asks.'),
  linking: linkingSchema.prefault({}),
  answers: answersSchema.prefault({}),
  audit: auditSchema.prefault({}),
  admins: z
    .array(z.string().min(3))
    .default([])
    .describe('Addresses of those who see how syncs went, feedback and questions without an answer.'),
  fields: fieldsSchema.prefault({}).describe('Who may read which field; everyone where it is not named.'),
});

export type ConfigFile = z.output<typeof configFileSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
