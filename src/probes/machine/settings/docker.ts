/** Docker: the proxy that its client passes to containers and builds, and the one through which its daemon pulls. */
import { join } from 'node:path';
import { type FoundSettings, mergeSettings, NOTHING_FOUND, proxySetting, type Source, settingsInFiles } from './found.ts';
import { asString, objectMembers, parseJsonc } from './jsonc.ts';
import type { Folders } from './place.ts';

export async function dockerSettings({ home, machine, environment }: Folders): Promise<FoundSettings> {
  const client = join(environment['DOCKER_CONFIG'] || join(home, '.docker'), 'config.json');
  const daemon = join(machine, 'docker', 'daemon.json');
  return mergeSettings(await Promise.all([settingsInFiles([client], parseClientConfig), settingsInFiles([daemon], parseDaemonConfig)]));
}

/** Reads `proxies`: one entry per daemon address, and `default` for the others. Registry logins in the same file are not read. */
export function parseClientConfig(text: string, file: string): FoundSettings {
  const { proxies } = objectMembers(parseJsonc(text));
  return mergeSettings(
    Object.values(objectMembers(proxies))
      .slice(0, 8)
      .map((one) => proxiesOf(objectMembers(one), ['httpsProxy', 'httpProxy'], 'noProxy', { program: 'docker', file })),
  );
}

export function parseDaemonConfig(text: string, file: string): FoundSettings {
  const { proxies } = objectMembers(parseJsonc(text));
  return proxiesOf(objectMembers(proxies), ['https-proxy', 'http-proxy'], 'no-proxy', { program: 'docker', file });
}

function proxiesOf(settings: Readonly<Record<string, unknown>>, names: readonly string[], noProxy: string, source: Source): FoundSettings {
  const values = names.flatMap((name) => asString(settings[name]) ?? []).filter((value) => value !== '');
  return values.length === 0
    ? NOTHING_FOUND
    : mergeSettings(values.map((value) => proxySetting(source, value, asString(settings[noProxy]) ?? '')));
}
