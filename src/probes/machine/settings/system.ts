/** The system's own settings, by platform. A script is named and not evaluated, because many programs ignore it. */

import { join } from 'node:path';
import { type Found, merge, proxySetting } from './found.ts';
import { gnomeSettings } from './gnome.ts';
import { iniEntries } from './ini.ts';
import { kdeSettings } from './kde.ts';
import { macosSettings } from './macos.ts';
import type { Folders } from './place.ts';
import { readSettingsFile } from './read-file.ts';
import { windowsSettings } from './windows.ts';

export async function systemSettings(place: Folders): Promise<Found> {
  if (place.platform === 'win32') return windowsSettings(place);
  if (place.platform === 'darwin') return macosSettings(place);
  return merge(await Promise.all([loginVariables, gnomeSettings, kdeSettings].map((read) => read(place))));
}

/** Variables of new logins, which this process may lack. */
async function loginVariables({ machine }: Folders): Promise<Found> {
  const file = join(machine, 'environment');
  return parseLoginEnvironment((await readSettingsFile(file)) ?? '', file);
}

/** Parses `/etc/environment` (pam_env): assignments, with or without `export`. */
export function parseLoginEnvironment(text: string, file: string): Found {
  const entries = new Map(iniEntries(text).map(({ key, value }) => [key.replace(/^export\s+/, '').toLowerCase(), value]));
  const values = ['https_proxy', 'http_proxy'].flatMap((name) => entries.get(name) ?? []).filter((value) => value !== '');
  return merge(values.map((value) => proxySetting({ program: 'system', file }, value, entries.get('no_proxy') ?? '')));
}
