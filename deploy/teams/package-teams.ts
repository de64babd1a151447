/**
 * Makes the app package that is uploaded to Teams: the manifest with the company's own values, and its icons.
 *
 *     npm run package:teams                                 by .env and orgwise.yaml
 *     npm run package:teams -- --website https://acme.com   with the company's address in the app's details
 *
 * Further options: --app-id ID, --domains HOST,HOST, --privacy URL, --terms URL, --resource URI, --config FILE, --out FILE.
 * With TEAMS_OAUTH_CONNECTION, people may sign in; --resource names the app's id as a resource, where it is not api://botid-ID.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { heardPermissions } from '../../src/bot/teams/followed-threads.ts';
import { publicEndpoints } from '../../src/bot/teams/teams-endpoints.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { pageHosts } from '../../src/config/page-hosts.ts';
import { buildManifest } from './build-manifest.ts';
import { manifestMistakes } from './manifest-mistakes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const icons = ['color.png', 'outline.png'] as const;

function main(): void {
  const { values } = parseArgs({
    options: {
      'app-id': { type: 'string' },
      domains: { type: 'string' },
      website: { type: 'string' },
      privacy: { type: 'string' },
      terms: { type: 'string' },
      resource: { type: 'string' },
      config: { type: 'string' },
      out: { type: 'string', default: 'orgwise-teams.zip' },
    },
  });
  const config = loadConfig({ configFile: values.config, env: process.env, cwd: process.cwd() });
  const authentication = config.teams?.authentication;
  const appId = values['app-id'] ?? (authentication?.kind === 'app' ? authentication.appId : undefined);
  if (appId === undefined)
    throw new Error(
      'TEAMS_APP_ID is not set: set it in .env, or name the id of the bot’s app with --app-id.',
    );
  const isSignIn = config.teams?.oauthConnection !== undefined;
  const isHearing = config.teams?.followsThreads === true;
  const { userTokenUrl } = { ...publicEndpoints, ...config.teams?.endpoints };
  const domains = values.domains?.split(',').filter((one) => one !== '') ?? pageHosts(config.sources);
  const read = (path: string): Buffer => readFileSync(join(root, path));
  const manifest = buildManifest(JSON.parse(read('teams-app/manifest.json').toString('utf8')), {
    appId,
    domains,
    developer: config.company.name,
    version: JSON.parse(read('package.json').toString('utf8')).version,
    ...(isSignIn || isHearing ? { resource: values.resource ?? `api://botid-${appId}` } : {}),
    ...(isSignIn ? { signInHost: new URL(userTokenUrl).host } : {}),
    permissions: isHearing ? heardPermissions : [],
    website: values.website,
    privacy: values.privacy,
    terms: values.terms,
  });
  const mistakes = manifestMistakes(manifest);
  if (mistakes.length > 0) throw new Error(`Teams would not take the manifest: ${mistakes.join('; ')}.`);
  const out = resolve(values.out);
  writeFileSync(
    out,
    zipSync({
      'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
      ...Object.fromEntries(icons.map((name) => [name, new Uint8Array(read(`teams-app/${name}`))])),
    }),
  );
  console.log(`${out}: the app of ${config.company.name} for the bot ${appId}.`);
  console.log(
    domains.length === 0
      ? 'No source tells where its tasks and articles are on the web: links get no previews (--domains names hosts).'
      : `Links to ${domains.join(', ')} get previews.`,
  );
  if (isSignIn) console.log('People may sign in with Entra ID.');
  if (isHearing) console.log(`It asks owners for ${heardPermissions.join(' and ')}.`);
  if (values.website === undefined)
    console.log('The app’s details still name www.example.com: name your own address with --website.');
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
