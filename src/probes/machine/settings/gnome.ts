/** GNOME's settings, used by Chromium, Firefox and GLib programs: from `gsettings`, otherwise from administrators' key files. */

import { join } from 'node:path';
import { canAccess } from '../../../files/access.ts';
import { hostPort } from '../../../model/target.ts';
import { outputOf } from './answer-of.ts';
import {
  type FoundSettings,
  mergeSettings,
  NOTHING_FOUND,
  proxySetting,
  type Source,
  scriptSetting,
  settingWithoutProxy,
} from './found.ts';
import { iniEntries } from './ini.ts';
import type { Folders } from './place.ts';
import { listNewestFirst, readSettingsFile } from './read-file.ts';

const LIST = ['gsettings', 'list-recursively', 'org.gnome.system.proxy'] as const;
const PASSED = ['XDG_RUNTIME_DIR', 'XDG_DATA_DIRS', 'DCONF_PROFILE', 'GSETTINGS_BACKEND', 'GSETTINGS_SCHEMA_DIR'];
const KEY_FILE_LIMIT = 24;

/** Keys below `org.gnome.system.proxy`, children with a slash: `mode`, `https/host`. */
type Keys = ReadonlyMap<string, string>;

export async function gnomeSettings(place: Folders): Promise<FoundSettings> {
  const { applications, machine, environment } = place;
  const database = join(applications, 'dconf', 'user');
  const keyFile = join(applications, 'glib-2.0', 'settings', 'keyfile');
  const defaults = join(machine, 'dconf', 'db');
  const there = await Promise.all([database, keyFile, defaults].map((path) => canAccess(path)));
  // If none of these files exists, no setting was ever changed and nothing is run.
  if (!there.includes(true)) return NOTHING_FOUND;
  // Without XDG_RUNTIME_DIR the library would create a cache folder in the home folder, and this tool changes nothing.
  const set = environment['XDG_RUNTIME_DIR'] ? {} : { XDG_CACHE_HOME: '/dev/null' };
  const listed = await outputOf(place, LIST, { passed: PASSED, set });
  if (listed !== null) return parseGnomeKeys(gsettingsKeys(listed), there[0] || !there[1] ? database : keyFile);
  return administratorsFound(defaults);
}

/** Files like `local.d/00-proxy`. If two files set a key, the later name wins. */
async function administratorsFound(folder: string): Promise<FoundSettings> {
  const folders = (await listNewestFirst(folder, KEY_FILE_LIMIT)).filter((name) => name.endsWith('.d')).map((name) => join(folder, name));
  const found = await Promise.all(
    folders.map(async (each) => {
      const files = (await listNewestFirst(each, KEY_FILE_LIMIT)).reverse().map((name) => join(each, name));
      const texts = await Promise.all(files.map((file) => readSettingsFile(file)));
      return parseGnomeKeys(new Map(texts.flatMap((text) => [...keyFileKeys(text ?? '')])), each);
    }),
  );
  return mergeSettings(found);
}

/** Parses lines like `org.gnome.system.proxy.https host 'proxy'`. The key with the password is not read. */
export function gsettingsKeys(output: string): Keys {
  const lines = output.matchAll(/^org\.gnome\.system\.proxy(?:\.(\w{1,20}))? ([\w-]{1,60}) (.{0,8000})$/gm);
  return new Map(Array.from(lines, ([, child, key = '', value = '']) => [keyName(child, key), value]));
}

/** Parses `[system/proxy/https]`, `host='proxy'`: sections are schema paths, which lack `org/gnome`. */
export function keyFileKeys(text: string): Keys {
  const entries = iniEntries(text).flatMap(({ section, key, value }): [string, string][] => {
    const place = /^system\/proxy(?:\/(\w{1,20}))?$/.exec(section);
    return place === null ? [] : [[keyName(place[1], key), value]];
  });
  return new Map(entries);
}

function keyName(child: string | undefined, key: string): string {
  return child === undefined ? key : `${child}/${key}`;
}

/** `mode` is `none`, `manual` or `auto` (a script); `auto` without a URL means discovery. */
export function parseGnomeKeys(keys: Keys, file: string): FoundSettings {
  const source: Source = { program: 'system', file };
  const mode = textOf(keys.get('mode'));
  const script = textOf(keys.get('autoconfig-url'));
  if (mode === 'auto') return script === '' ? settingWithoutProxy(source, 'auto-detect') : scriptSetting(source, script);
  if (mode !== 'manual') return NOTHING_FOUND;
  const exceptions = listOf(keys.get('ignore-hosts'));
  const proxies = ['https', 'http'].flatMap((child) => {
    const host = textOf(keys.get(`${child}/host`));
    const port = Number(textOf(keys.get(`${child}/port`)));
    if (host === '' || !(port >= 1)) return [];
    return [proxySetting(source, host.includes('://') ? `${host}:${port}` : hostPort(host, port), exceptions)];
  });
  if (proxies.length === 0) return textOf(keys.get('socks/host')) === '' ? NOTHING_FOUND : settingWithoutProxy(source, 'socks');
  const found = mergeSettings(proxies);
  const login = keys.get('http/use-authentication') === 'true';
  return { ...found, proxies: found.proxies.map((proxy) => ({ ...proxy, hasCredentials: proxy.hasCredentials || login })) };
}

/** Parses GVariant text (`'it\'s'`, `"it's"`, `8080`); empty if missing. */
function textOf(value = ''): string {
  const [, single, double] = QUOTED.exec(value) ?? [];
  return (single ?? double ?? value).replace(/\\(.)/g, '$1');
}

/** Parses `['localhost', '::1']` and `@as []`. */
function listOf(value = ''): string[] {
  return Array.from(value.slice(0, LIST_LIMIT).matchAll(EACH_QUOTED), ([text]) => textOf(text));
}

const QUOTED = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")$/;
/** Limits the time for unclosed quotes, because each of them starts a search. */
const LIST_LIMIT = 8000;
const EACH_QUOTED = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;
