/** Docker: the proxy that its client passes to containers and builds, and the one through which its daemon pulls. */
import { join } from 'node:path';
import { type Found, merged, NOTHING_FOUND, proxySetting, type Source } from './found.ts';
import { membersOf, parseJsonc, textOf } from './jsonc.ts';
import type { Place } from './place.ts';
import { readSettings } from './read-file.ts';

export async function dockerSettings({ home, machine, environment }: Place): Promise<Found> {
  const client = join(environment['DOCKER_CONFIG'] || join(home, '.docker'), 'config.json');
  const daemon = join(machine, 'docker', 'daemon.json');
  const [ofClient, ofDaemon] = await Promise.all([readSettings(client), readSettings(daemon)]);
  return merged([clientFound(ofClient ?? '', client), daemonFound(ofDaemon ?? '', daemon)]);
}

/** `proxies` by daemon address, `default` for the others. Registry logins in the same file are not read. */
export function clientFound(text: string, file: string): Found {
  const { proxies } = membersOf(parseJsonc(text));
  return merged(
    Object.values(membersOf(proxies))
      .slice(0, 8)
      .map((one) => proxiesOf(membersOf(one), ['httpsProxy', 'httpProxy'], 'noProxy', { program: 'docker', file })),
  );
}

export function daemonFound(text: string, file: string): Found {
  const { proxies } = membersOf(parseJsonc(text));
  return proxiesOf(membersOf(proxies), ['https-proxy', 'http-proxy'], 'no-proxy', { program: 'docker', file });
}

function proxiesOf(settings: Readonly<Record<string, unknown>>, names: readonly string[], noProxy: string, source: Source): Found {
  const values = names.flatMap((name) => textOf(settings[name]) ?? []).filter((value) => value !== '');
  return values.length === 0 ? NOTHING_FOUND : merged(values.map((value) => proxySetting(source, value, textOf(settings[noProxy]) ?? '')));
}
