import { z } from 'zod';

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({ name: z.string(), severity: z.string(), range: z.string() }),
  ),
});

/** What npm prints in place of a report, where the registry has no such endpoint or does not answer. */
const errorSchema = z.object({ message: z.string() });

/** What `npm audit --json` printed, in a few lines. */
export interface AuditJudgement {
  readonly text: string;
  /** Whether something high or critical is known. */
  readonly isBad: boolean;
}

/** @param printed empty, or something else than a report, where the registry did not answer. */
export function judgeAudit(printed: string): AuditJudgement {
  const report = reportSchema.safeParse(parse(printed));
  if (!report.success) {
    const { message } = errorSchema.safeParse(parse(printed)).data ?? {};
    const why = message === undefined ? '' : ` (${message.split('\n')[0]})`;
    return {
      text: `The registry told no vulnerabilities${why}: the dependencies were NOT audited.`,
      isBad: false,
    };
  }
  const found = Object.values(report.data.vulnerabilities);
  const lines = found.map(({ name, severity, range }) => `${severity}: ${name} ${range}`).toSorted();
  return {
    text: [`${found.length} packages with known vulnerabilities.`, ...lines].join('\n'),
    isBad: found.some(({ severity }) => severity === 'high' || severity === 'critical'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
