import { join } from 'node:path';
import { type Found, kindOf, NOTHING_FOUND, proxySetting, scriptSetting } from './found.ts';
import { iniEntries } from './ini.ts';
import type { Folders } from './place.ts';
import { readSettingsFile } from './read-file.ts';

export async function kdeSettings({ applications }: Folders): Promise<Found> {
  const file = join(applications, 'kioslaverc');
  return parseKdeSettings((await readSettingsFile(file)) ?? '', file);
}

/** `ProxyType`: 0 none, 1 manual, 2 a script, 3 discovery, 4 the variables. Manual ones are `host port`, with a blank. */
export function parseKdeSettings(text: string, file: string): Found {
  const source = { program: 'system', file } as const;
  const entries = new Map(
    iniEntries(text)
      .filter(({ section }) => section === 'Proxy Settings')
      .map(({ key, value }) => [key, value]),
  );
  const type = entries.get('ProxyType');
  if (type === '2') return scriptSetting(source, entries.get('Proxy Config Script') ?? '');
  if (type === '3') return kindOf(source, 'auto-detect');
  const proxy = entries.get('httpsProxy') || entries.get('httpProxy') || '';
  if (type !== '1' || proxy === '') return NOTHING_FOUND;
  // A reversed list names the only hosts for the proxy.
  const exceptions = entries.get('ReversedException') === 'true' ? '' : (entries.get('NoProxyFor') ?? '');
  return proxySetting(source, proxy.trim().replace(/ (\d{1,5})$/, ':$1'), exceptions);
}
