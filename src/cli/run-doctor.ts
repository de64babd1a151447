import type { Connector } from '../../connectors/connector.ts';
import type { CommonOptions } from './common-options.ts';
import { openOrgwise } from './open-orgwise.ts';

/** `orgwise doctor`: what is configured, what can be reached, what is wrong. */
export async function runDoctor(options: CommonOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    const { config, graph, connectors } = orgwise;
    const lines = [
      `ok    configuration: ${config.configFile}`,
      `ok    store: ${graph.engine} in ${config.storage.dataDir}`,
    ];
    const fresh = new Map((await graph.sources()).map((source) => [source.name, source]));
    let failed = 0;
    for (const connector of connectors) {
      const { line, ok } = await examine(connector);
      if (!ok) failed++;
      const status = fresh.get(connector.source);
      const synced =
        status?.syncedAt === null || status === undefined
          ? 'never synced'
          : `synced ${status.syncedAt.slice(0, 16).replace('T', ' ')} UTC`;
      lines.push(
        `${line}, ${synced}${status?.failure === null || status === undefined ? '' : `; last attempt: ${status.failure}`}`,
      );
    }
    process.stdout.write(`${lines.join('\n')}\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    await orgwise.close();
  }
}

async function examine(connector: Connector): Promise<{ line: string; ok: boolean }> {
  let records = 0;
  let problems = 0;
  try {
    for await (const one of connector.fetch({ signal: AbortSignal.timeout(60_000) })) {
      if ('record' in one) records++;
      else problems++;
    }
    return {
      line: `ok    ${connector.source} (${connector.driver}): ${records} records, ${problems} problems`,
      ok: true,
    };
  } catch (error) {
    return {
      line: `wrong ${connector.source} (${connector.driver}): ${error instanceof Error ? error.message : String(error)}`,
      ok: false,
    };
  }
}
