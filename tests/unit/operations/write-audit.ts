import { createFileAudit } from '../../../src/operations/audit/file-audit.ts';

// One of several processes that write a trail: node write-audit.ts FOLDER LINES
const [folder = '', lines = '0'] = process.argv.slice(2);
const audit = createFileAudit({
  folder,
  keepDays: 1,
  questions: false,
  clock: () => new Date(),
  log: { info: () => {}, error: (details, message) => console.error(message, details) },
});
for (let at = 0; at < Number(lines); at++) {
  audit.record({ who: String(process.pid), platform: 'web', place: null, what: 'question', allowed: true });
  await audit.flush();
}
await audit.close();
