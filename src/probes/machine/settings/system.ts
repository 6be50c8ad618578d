/**
 * What the system itself says, as far as a file tells: variables for new logins, which this process may have been
 * started without, and KDE's choice. Scripts are named and not evaluated. GNOME, macOS and Windows keep theirs in
 * databases that only their own programs read.
 */
import { join } from 'node:path';
import { type Found, kindOf, merged, nothing, proxySetting } from './found.ts';
import { iniEntries } from './ini.ts';
import type { Place } from './place.ts';
import { readSettings } from './read-file.ts';

export async function systemSettings({ applications, machine, platform }: Place): Promise<Found> {
  if (platform === 'win32' || platform === 'darwin') return nothing();
  const login = join(machine, 'environment');
  const kde = join(applications, 'kioslaverc');
  const [variables, choice] = await Promise.all([readSettings(login), readSettings(kde)]);
  return merged([loginFound(variables ?? '', login), kdeFound(choice ?? '', kde)]);
}

/** `/etc/environment`: assignments, with or without `export`. */
export function loginFound(text: string, file: string): Found {
  const entries = new Map(iniEntries(text).map(({ key, value }) => [key.replace(/^export\s+/, '').toLowerCase(), value]));
  const values = ['https_proxy', 'http_proxy'].flatMap((name) => entries.get(name) ?? []).filter((value) => value !== '');
  return merged(values.map((value) => proxySetting({ program: 'system', file }, value, entries.get('no_proxy') ?? '')));
}

/** `ProxyType`: 0 none, 1 by hand, 2 a script, 3 discovery, 4 the variables. `host port` by hand, with a blank. */
export function kdeFound(text: string, file: string): Found {
  const source = { program: 'system', file } as const;
  const entries = new Map(
    iniEntries(text)
      .filter(({ section }) => section === 'Proxy Settings')
      .map(({ key, value }) => [key, value]),
  );
  const type = entries.get('ProxyType');
  if (type === '2') return kindOf(source, 'pac');
  if (type === '3') return kindOf(source, 'auto-detect');
  const proxy = entries.get('httpsProxy') || entries.get('httpProxy') || '';
  return type === '1' && proxy !== ''
    ? proxySetting(source, proxy.trim().replace(/ (\d{1,5})$/, ':$1'), entries.get('NoProxyFor') ?? '')
    : nothing();
}
