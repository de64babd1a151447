import { z } from 'zod';

/** Options of the `bamboohr` driver, as they stand in the configuration. */
export const bambooHrOptionsSchema = z.strictObject({
  company: z
    .string()
    .regex(/^[a-z0-9-]+$/i, { error: "the company's name in the address: 'acme' of acme.bamboohr.com" })
    .describe("The company's name in its address: acme of acme.bamboohr.com."),
  apiKey: z
    .string()
    .min(1)
    .describe('Key of an account that may see the fields; write the name of a variable of the environment.'),
  baseUrl: z.url().optional().describe('Address of the API, where it is another than the company has.'),
  departments: z
    .boolean()
    .default(true)
    .describe("Whether each department that a person's entry names is a team."),
  former: z
    .boolean()
    .default(true)
    .describe('Whether people who have left are read too, with their last day.'),
  history: z
    .boolean()
    .default(true)
    .describe('Whether earlier titles, departments and managers are read from the table of jobs.'),
  extra: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe('Further fields to keep, by the name that they get: { Division: division }.'),
});

export type BambooHrOptions = z.input<typeof bambooHrOptionsSchema>;
export type BambooHrSettings = z.output<typeof bambooHrOptionsSchema>;
