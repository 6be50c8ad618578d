/** JetBrains IDEs have one folder per product and version, each with its own proxy settings. */
import { join } from 'node:path';
import { type FoundSettings, NOTHING_FOUND, proxySetting, scriptSetting, settingsInFiles, settingWithoutProxy } from './found.ts';
import type { Folders } from './place.ts';
import { listNewestFirst } from './read-file.ts';

/** The maximum number of folders to read, because the folders of old versions remain for years. */
const FOLDER_LIMIT = 24;

export async function jetbrainsSettings({ applications }: Folders): Promise<FoundSettings> {
  const folder = join(applications, 'JetBrains');
  const files = (await listNewestFirst(folder, FOLDER_LIMIT)).map((name) => join(folder, name, 'options', 'proxy.settings.xml'));
  return settingsInFiles(files, parseJetbrainsSettings);
}

/** Parses `<option name="PROXY_HOST" value="…"/>` and similar, flat below one component. */
export function parseJetbrainsSettings(text: string, file: string): FoundSettings {
  const source = { program: 'jetbrains', file } as const;
  const options = new Map(
    Array.from(text.matchAll(/<option\s+name="(\w{1,60})"\s+value="([^"]{0,4000})"/g), ({ 1: name = '', 2: value = '' }) => [
      name,
      unescaped(value),
    ]),
  );
  const on = (name: string) => options.get(name) === 'true';
  if (on('USE_PROXY_PAC'))
    return on('USE_PAC_URL') ? scriptSetting(source, options.get('PAC_URL') ?? '') : settingWithoutProxy(source, 'auto-detect');
  const host = options.get('PROXY_HOST') ?? '';
  if (!on('USE_HTTP_PROXY') || host === '') return NOTHING_FOUND;
  if (on('PROXY_TYPE_IS_SOCKS')) return settingWithoutProxy(source, 'socks');
  const found = proxySetting(source, `${host}:${options.get('PROXY_PORT') ?? '80'}`, options.get('PROXY_EXCEPTIONS') ?? '');
  return {
    ...found,
    proxies: found.proxies.map((proxy) => ({ ...proxy, hasCredentials: proxy.hasCredentials || on('PROXY_AUTHENTICATION') })),
  };
}

function unescaped(value: string): string {
  return value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: keyof typeof ENTITIES) => ENTITIES[name]);
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" } as const;
