#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node must be able to read this file to say what is wrong.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Orgwise runs on Node 24 or newer, but this is Node ${process.versions.node}: start it with "npm start" or "npm run -s orgwise -- COMMAND", which bring the right Node along.\n`,
  );
  process.exit(2);
}
await import('./cli.ts');
