/** Variables for new logins, which this process may have been started without. */
import { join } from 'node:path';
import { type Found, merged, proxySetting } from './found.ts';
import { iniEntries } from './ini.ts';
import type { Place } from './place.ts';
import { readSettings } from './read-file.ts';

export async function loginVariables({ machine }: Place): Promise<Found> {
  const file = join(machine, 'environment');
  return loginFound((await readSettings(file)) ?? '', file);
}

/** `/etc/environment` (pam_env): assignments, with or without `export`. */
export function loginFound(text: string, file: string): Found {
  const entries = new Map(iniEntries(text).map(({ key, value }) => [key.replace(/^export\s+/, '').toLowerCase(), value]));
  const values = ['https_proxy', 'http_proxy'].flatMap((name) => entries.get(name) ?? []).filter((value) => value !== '');
  return merged(values.map((value) => proxySetting({ program: 'system', file }, value, entries.get('no_proxy') ?? '')));
}
