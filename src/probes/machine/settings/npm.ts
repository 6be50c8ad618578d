/** npmrc of the user and of the machine. A value may contain an environment variable. */
import { join } from 'node:path';
import { type FoundSettings, mergeSettings, NOTHING_FOUND, proxySetting, settingsInFiles, trustSetting } from './found.ts';
import { iniEntries } from './ini.ts';
import type { Folders } from './place.ts';

export function npmSettings({ home, machine, environment }: Folders): Promise<FoundSettings> {
  const user = environment['npm_config_userconfig'] || environment['NPM_CONFIG_USERCONFIG'] || join(home, '.npmrc');
  return settingsInFiles([user, join(machine, 'npmrc')], (text, file) => parseNpmConfig(text, file, environment));
}

/** `https-proxy` falls back to `proxy`; npm writes `null` and `false` for unset. */
export function parseNpmConfig(text: string, file: string, environment: Folders['environment']): FoundSettings {
  const settings = new Map(
    iniEntries(text)
      .filter(({ section }) => section === '')
      .map(({ key, value }) => [key, expanded(value, environment)]),
  );
  const setting = (...keys: string[]) => keys.map((key) => settings.get(key)).find((value) => value !== undefined && !UNSET.has(value));
  const proxies = [setting('https-proxy', 'https_proxy'), setting('proxy', 'http-proxy')].filter((value) => value !== undefined);
  const noProxy = setting('noproxy', 'no-proxy', 'no_proxy') ?? '';
  const cafile = setting('cafile');
  return mergeSettings([
    ...proxies.map((value) => proxySetting({ program: 'npm', file }, value, noProxy)),
    cafile === undefined ? NOTHING_FOUND : trustSetting('npm', 'cafile', cafile),
  ]);
}

const UNSET: ReadonlySet<string> = new Set(['', 'null', 'false', 'undefined']);

function expanded(value: string, environment: Folders['environment']): string {
  return value.replace(/\$\{([A-Za-z_]\w{0,60})\}/g, (whole, name: string) => environment[name] ?? whole);
}
