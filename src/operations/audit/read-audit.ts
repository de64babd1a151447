import { listAuditFiles, readRawLines } from './audit-files.ts';
import { type AuditLine, parseAuditLine } from './audit-line.ts';

/** The lines of the trail, oldest first. What is no line is left out: `verifyAudit` names it. */
export async function* readAudit(folder: string): AsyncGenerator<AuditLine> {
  for (const file of listAuditFiles(folder)) {
    for await (const { text } of readRawLines(folder, file)) {
      const parsed = parseAuditLine(text);
      if (parsed !== null) yield parsed.line;
    }
  }
}
