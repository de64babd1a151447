import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { buildSlackManifest } from '../../../../deploy/slack/build-manifest.ts';
import manifest from '../../../../manifest.json' with { type: 'json' };

const script = fileURLToPath(new URL('../../../../deploy/slack/write-manifest.ts', import.meta.url));
const address = 'https://orgwise.acme.example';

describe('npm run manifest:slack', () => {
  it('prints the manifest with the hosts that get previews and every address of requests', async () => {
    const args = ['--domains', 'Tracker.acme.example, wiki.acme.example', '--address', address, '--install'];
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]);
    const printed: typeof manifest = JSON.parse(stdout);
    const url = `${address}/slack/events`;
    expect(printed).toMatchObject({
      features: { unfurl_domains: ['tracker.acme.example', 'wiki.acme.example'] },
      oauth_config: { redirect_urls: [`${address}/slack/oauth_redirect`] },
      settings: {
        event_subscriptions: { request_url: url },
        interactivity: { request_url: url },
        socket_mode_enabled: false,
      },
    });
    expect(printed.features.slash_commands).toEqual(
      manifest.features.slash_commands.map((one) => ({ ...one, url })),
    );
  });

  it('lets a whole organisation install the app where it is asked to', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--org']);
    expect(JSON.parse(stdout)).toEqual({
      ...manifest,
      settings: { ...manifest.settings, org_deploy_enabled: true },
    });
  });

  it('is the manifest as it is where nothing is named', () => {
    expect(buildSlackManifest(manifest, { domains: [], isInstalled: false })).toEqual(manifest);
  });

  it.each([
    ['six domains', { domains: Array.from({ length: 6 }, (_, at) => `w${at}.acme.example`) }, 'takes 5'],
    ['an address for a domain', { domains: ['https://wiki.acme.example'] }, 'is no domain'],
    ['an address without HTTPS', { address: 'http://acme.example' }, 'https://'],
    ['an installation without an address', { isInstalled: true }, '--address'],
  ])('refuses %s', (_, values, why) => {
    const all = { domains: [], isInstalled: false, ...values };
    expect(() => buildSlackManifest(manifest, all)).toThrow(why);
  });
});
