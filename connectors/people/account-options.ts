import { z } from 'zod';

/** Options of services whose accounts carry an e-mail address, which the service may hide. */
export const accountOptions = {
  accounts: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe(
      'Whose account an identifier of the service is, by key or e-mail address, where the service shows no address of it.',
    ),
  matchNames: z
    .boolean()
    .default(false)
    .describe(
      'Whether people whose address the service hides are told by their name there, which anyone may change; never for who may read.',
    ),
};
