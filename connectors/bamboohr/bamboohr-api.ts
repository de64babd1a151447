import { z } from 'zod';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { isMissingRight, type SourceError } from '../http/source-error.ts';
import type { BambooHrSettings } from './bamboohr-options.ts';

const changedSchema = z.object({
  employees: z.record(
    z.string(),
    z.object({ action: z.string().nullish(), lastChanged: z.string().nullish() }),
  ),
});

/** A value of a field as text; an empty one is none, and so is a date of zeros. */
const value = z
  .unknown()
  .transform((found) =>
    (typeof found === 'string' || typeof found === 'number') && !/^(0000-00-00)?$/.test(String(found).trim())
      ? String(found).trim()
      : undefined,
  );

const employeeSchema = z.object({ id: z.union([z.string(), z.number()]) }).catchall(value);

const tableSchema = z.object({
  employees: z.record(
    z.string(),
    z.object({
      lastChanged: z.string().nullish(),
      rows: z.array(z.record(z.string(), value)).nullish(),
    }),
  ),
});

/** Fields that are asked for; the older names of two are kept, since not every company's API knows the newer ones. */
export const employeeFields = [
  ...['firstName', 'lastName', 'preferredName', 'workEmail', 'status', 'hireDate', 'terminationDate'],
  ...['jobTitleName', 'jobTitle', 'department', 'location', 'reportsToId', 'supervisorEId'],
] as const;

export type Fields = Readonly<Record<string, string | undefined>>;

export interface ChangedEmployee {
  readonly id: string;
  /** When anything of the person last changed. */
  readonly lastChanged: string | undefined;
}

/** What the table of jobs has of a person. */
export interface JobHistory {
  readonly lastChanged: string | undefined;
  readonly rows: readonly Fields[];
}

/** What is read of BambooHR's API, version 1. */
export interface BambooHrApi {
  /** Everybody who was ever entered and is not deleted, by their number. */
  employees(signal: AbortSignal): Promise<readonly ChangedEmployee[]>;
  /** What BambooHR said of somebody who was deleted meanwhile (404), or whom the key may not see (403). */
  employee(id: string, signal: AbortSignal): Promise<Fields | SourceError>;
  /** Rows of the table of jobs, by number of the person. */
  jobs(signal: AbortSignal): Promise<ReadonlyMap<string, JobHistory>>;
  /** BambooHR's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
}

/** Before anybody was entered. */
const beginning = '1970-01-01T00:00:00Z';

export function createBambooHrApi(settings: BambooHrSettings, limits?: Partial<RequestLimits>): BambooHrApi {
  const client = createSourceClient({
    service: 'BambooHR',
    baseUrl: settings.baseUrl ?? `https://${settings.company}.bamboohr.com`,
    // The key is the name of the user, and the password is not looked at.
    headers: () => ({ authorization: `Basic ${Buffer.from(`${settings.apiKey}:x`).toString('base64')}` }),
    limits,
  });
  const fields = [...employeeFields, ...Object.values(settings.extra)].join(',');

  return {
    get beganAt() {
      return client.beganAt;
    },
    async employees(signal) {
      const path = 'api/v1/employees/changed';
      const { body } = await client.request({
        path,
        query: { since: beginning },
        schema: changedSchema,
        signal,
      });
      return Object.entries(body.employees)
        .filter(([, { action }]) => action !== 'Deleted')
        .map(([id, { lastChanged }]) => ({ id, lastChanged: lastChanged ?? undefined }))
        .sort((one, other) => Number(one.id) - Number(other.id));
    },
    async employee(id, signal) {
      const path = `api/v1/employees/${encodeURIComponent(id)}`;
      try {
        const { body } = await client.request({ path, query: { fields }, schema: employeeSchema, signal });
        const { id: _id, ...rest } = body;
        return rest;
      } catch (error) {
        if (isMissingRight(error)) return error;
        throw error;
      }
    },
    async jobs(signal) {
      const path = 'api/v1/employees/changed/tables/jobInfo';
      const { body } = await client.request({
        path,
        query: { since: beginning },
        schema: tableSchema,
        signal,
      });
      return new Map(
        Object.entries(body.employees).map(([id, { lastChanged, rows }]) => [
          id,
          { lastChanged: lastChanged ?? undefined, rows: rows ?? [] },
        ]),
      );
    },
  };
}
