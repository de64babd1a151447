/**
 * Prints the manifest of the Slack app with the company's own values, to be pasted where the app is made, or under its App Manifest.
 *
 *     npm run -s manifest:slack -- --domains tracker.acme.com,wiki.acme.com     previews of links there; over a socket
 *     npm run -s manifest:slack -- --address https://orgwise.acme.com           over HTTP: all addresses of requests
 *
 * Further options: --install, where workspaces install the app by themselves; --org, where a whole Enterprise organisation does; --out FILE.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSlackManifest } from './build-manifest.ts';

function main(): void {
  const { values } = parseArgs({
    options: {
      domains: { type: 'string', default: '' },
      address: { type: 'string' },
      install: { type: 'boolean', default: false },
      org: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const base = JSON.parse(readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8'));
  const manifest = buildSlackManifest(base, {
    domains: values.domains.split(',').flatMap((one) => one.trim().toLowerCase() || []),
    address: values.address,
    isInstalled: values.install,
    isOfOrganisation: values.org,
  });
  const json = `${JSON.stringify(manifest, null, 2)}\n`;
  if (values.out === undefined) process.stdout.write(json);
  else writeFileSync(values.out, json);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
