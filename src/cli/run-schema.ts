import { describeSchema } from './describe-schema.ts';

/** `orgwise schema`: the graph's vocabulary as Markdown. */
export function runSchema(): number {
  process.stdout.write(describeSchema());
  return 0;
}
