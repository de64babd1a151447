import type { z } from 'zod';

/** Where a thing of a service differs from what it should be, to go on a sentence with: ` at title: expected string`. */
export function describeShape(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? '' : ` at ${issue.path.join('.')}: ${issue.message}`;
}
