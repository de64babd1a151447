import { listAuditFiles, readRawLines } from './audit-files.ts';
import { type AuditLine, parseAuditLine } from './audit-line.ts';
import { hasQuestionWords, QuestionWordsStore } from './question-words.ts';

/** The lines of the trail with the words of their questions, as far as those were not erased, oldest first. What is no line is left out: `verifyAudit` names it. */
export async function* readAudit(folder: string): AsyncGenerator<AuditLine> {
  const words = hasQuestionWords(folder) ? new QuestionWordsStore(folder) : null;
  try {
    for (const file of listAuditFiles(folder)) {
      for await (const { text } of readRawLines(folder, file)) {
        const parsed = parseAuditLine(text);
        if (parsed !== null) yield withWords(parsed.line, words);
      }
    }
  } finally {
    words?.close();
  }
}

function withWords(line: AuditLine, words: QuestionWordsStore | null): AuditLine {
  const question = line.words === undefined ? null : words?.read(line.words);
  return question === null || question === undefined ? line : { ...line, question };
}
