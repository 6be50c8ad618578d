/** The system's own settings, by platform. A script is evaluated by `pac/script-probe.ts`. */

import { join } from 'node:path';
import {
  type FoundSettings,
  mergeSettings,
  NOTHING_FOUND,
  proxySetting,
  scriptSetting,
  settingsInFiles,
  settingWithoutProxy,
} from './found.ts';
import { gnomeSettings } from './gnome.ts';
import { iniEntries } from './ini.ts';
import { macosSettings } from './macos.ts';
import type { Folders } from './place.ts';
import { windowsSettings } from './windows.ts';

export async function systemSettings(place: Folders): Promise<FoundSettings> {
  if (place.platform === 'win32') return windowsSettings(place);
  if (place.platform === 'darwin') return macosSettings(place);
  return mergeSettings(await Promise.all([loginVariables, gnomeSettings, kdeSettings].map((read) => read(place))));
}

/** Variables of new logins, which this process may lack. */
function loginVariables({ machine }: Folders): Promise<FoundSettings> {
  return settingsInFiles([join(machine, 'environment')], parseLoginEnvironment);
}

/** Parses `/etc/environment` (pam_env): assignments, with or without `export`. */
export function parseLoginEnvironment(text: string, file: string): FoundSettings {
  const entries = new Map(iniEntries(text).map(({ key, value }) => [key.replace(/^export\s+/, '').toLowerCase(), value]));
  const values = ['https_proxy', 'http_proxy'].flatMap((name) => entries.get(name) ?? []).filter((value) => value !== '');
  return mergeSettings(values.map((value) => proxySetting({ program: 'system', file }, value, entries.get('no_proxy') ?? '')));
}

function kdeSettings({ applications }: Folders): Promise<FoundSettings> {
  return settingsInFiles([join(applications, 'kioslaverc')], parseKdeSettings);
}

/** `ProxyType`: 0 none, 1 manual, 2 a script, 3 discovery, 4 the variables. Manual ones are `host port`, with a space. */
export function parseKdeSettings(text: string, file: string): FoundSettings {
  const source = { program: 'system', file } as const;
  const entries = new Map(
    iniEntries(text)
      .filter(({ section }) => section === 'Proxy Settings')
      .map(({ key, value }) => [key, value]),
  );
  const type = entries.get('ProxyType');
  if (type === '2') return scriptSetting(source, entries.get('Proxy Config Script') ?? '');
  if (type === '3') return settingWithoutProxy(source, 'auto-detect');
  const proxy = entries.get('httpsProxy') || entries.get('httpProxy') || '';
  if (type !== '1' || proxy === '') return NOTHING_FOUND;
  // A reversed list contains the only hosts that use the proxy.
  const exceptions = entries.get('ReversedException') === 'true' ? '' : (entries.get('NoProxyFor') ?? '');
  return proxySetting(source, proxy.trim().replace(/ (\d{1,5})$/, ':$1'), exceptions);
}
