import { examineParts } from '../examine.ts';
import type { Finding } from '../operations/finding.ts';
import { createLog } from '../operations/log.ts';
import { createRedactor } from '../operations/redact-secrets.ts';
import type { CommonOptions } from './common-options.ts';
import { readConfig } from './read-config.ts';

/** `orgwise doctor`: what is configured, what can be reached, what is wrong, what to do. @returns 1 where something is wrong. */
export async function runDoctor(options: CommonOptions): Promise<number> {
  const config = readConfig(options);
  const redact = createRedactor(config.secrets);
  let code = 0;
  // What an adapter would log stands in its finding already.
  for await (const finding of examineParts(config, createLog('silent'))) {
    process.stdout.write(redact(formatFinding(finding)));
    if (!finding.ok) code = 1;
  }
  return code;
}

export function formatFinding({ part, ok, message, remedy }: Finding): string {
  return `${ok ? 'ok   ' : 'wrong'} ${part}: ${message}\n${remedy === undefined ? '' : `      ${remedy}\n`}`;
}
