import type { BotAdapter } from './bot/bot-adapter.ts';
import { createHttpServer } from './bot/http/http-server.ts';
import { createInbox } from './bot/inbox.ts';
import { createPreviewLinks } from './bot/links/preview-links.ts';
import { createSearchThings } from './bot/links/search-things.ts';
import { postMovements } from './bot/reports/post-movements.ts';
import { botWordings } from './bot/wording/bot-wordings.ts';
import { createAdapters } from './create-adapters.ts';
import { createDirectoryAddresses } from './create-directory-addresses.ts';
import { createPage } from './create-page.ts';
import { createScimRoutes } from './create-scim-routes.ts';
import type { Orgwise } from './main.ts';
import { readLastAttempts } from './sync/read-last-attempts.ts';
import { scheduleSync } from './sync/schedule-sync.ts';
import type { SyncReport } from './sync/sync-report.ts';

/** What goes on while Orgwise serves. */
export interface Serving {
  /** Names of the chat platforms that are connected. */
  readonly platforms: readonly string[];
  /** Address of the page, where there is one. */
  readonly url: string | null;
  stop(): Promise<void>;
}

/**
 * Begins the scheduled syncs and the adapters.
 *
 * @throws AppError `invalid_config` where no port can be had; everything is closed then.
 */
export async function serve(
  orgwise: Orgwise,
  options: { readonly port?: number | undefined; readonly onBusyPort: (port: number) => void },
): Promise<Serving> {
  const { config, log } = orgwise;
  // A run that is due at once is told to adapters that are there.
  const running: BotAdapter[] = [];
  const stopping = new AbortController();
  /** Syncs that are on, those among them that wait for a source alone. */
  const late = new Set<Promise<void>>();
  const tellMovements = async ({ sources }: SyncReport): Promise<void> =>
    await postMovements(sources, {
      adapters: running,
      channels: definedOnly(config.sync.movementsTo),
      wording: botWordings[config.company.language ?? 'en'],
      access: orgwise.access,
      audit: orgwise.audit,
      log,
    });
  const schedule = scheduleSync({
    schedules: config.sources.map((source) => ({
      source: source.name,
      cron: source.schedule ?? config.sync.schedule,
    })),
    timeZone: config.company.timeZone,
    clock: () => new Date(),
    lastAttempts: () => readLastAttempts(orgwise.graph),
    run: (sources, note) =>
      new Promise((resolve, reject) => {
        let isLate = false;
        let told: Promise<void> = Promise.resolve();
        const onRecorded = (report: SyncReport): void => {
          isLate = true;
          for (const { source, outcome } of report.sources)
            note(source, outcome === 'failed' || outcome === 'incomplete');
          told = told.then(() => tellMovements(report));
          // What comes late keeps nothing that falls due from being synced.
          told.then(resolve, reject);
        };
        const syncing = orgwise
          .sync({ sources, passagesLater: true, signal: stopping.signal, onRecorded }, 'schedule')
          .then(() => told)
          .then(resolve, (err: unknown) => {
            if (isLate && !stopping.signal.aborted)
              log.warn({ err, sources }, 'A source that came late was not written');
            reject(err);
          })
          .finally(() => late.delete(syncing));
        late.add(syncing);
      }),
    jitterMs: config.sync.jitterSeconds * 1000,
    log,
  });
  const page = createPage(orgwise, options);
  const inbox = createInbox({ state: orgwise.state, log });
  const previewLinks = createPreviewLinks(orgwise);
  const searchThings = createSearchThings(orgwise);
  const adapters = await createAdapters(config, log, {
    inbox,
    state: orgwise.state,
    previewLinks,
    searchThings,
    directory: createDirectoryAddresses(config, orgwise),
  });
  const routes = [
    ...adapters.flatMap((adapter) => adapter.routes ?? []),
    ...(await createScimRoutes({ config, state: orgwise.state, log, audit: orgwise.audit })),
  ];
  const http = routes.length === 0 ? null : createHttpServer({ ...config.http, routes, log });
  const stop = async (): Promise<void> => {
    await page?.stop();
    await http?.stop();
    for (const adapter of adapters) await adapter.stop();
    await inbox.close();
    await schedule.stop();
    stopping.abort();
    await Promise.all(late);
    await orgwise.close();
  };
  try {
    for (const adapter of adapters) await adapter.start(orgwise.handleMessage);
    running.push(...adapters);
    schedule.start();
    // Before the page, which takes the next port where its own is in use.
    await http?.start();
    inbox.watch(adapters);
    await page?.start(orgwise.handleMessage);
  } catch (error) {
    await stop();
    throw error;
  }
  return { platforms: adapters.map((adapter) => adapter.name), url: page?.url() ?? null, stop };
}

function definedOnly(
  channels: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(channels).flatMap(([name, channel]) => (channel === undefined ? [] : [[name, channel]])),
  );
}
