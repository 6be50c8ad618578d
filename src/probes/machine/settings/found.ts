import { parseNoProxy, parseProxyVariable, proxyOfVariable } from '../../../knowledge/proxies/variables.ts';
import type { OtherProxy, OtherSetting, ScriptPlace, SettingProgram } from '../../../model/host-facts.ts';
import { isHost } from '../../../model/host-syntax.ts';
import { bareHost, isSocks } from '../../../model/target.ts';
import { readSettingsFile } from './read-file.ts';

export interface FoundSettings {
  proxies: OtherProxy[];
  settings: OtherSetting[];
  /** Whole URLs or paths of proxy scripts. */
  scripts: { program: SettingProgram; url: WithheldUrl; file: string }[];
  /** Certificate files named in settings; their contents are checked later. */
  trustFiles: { program: SettingProgram; setting: string; path: string }[];
}

/** A whole URL, whose path and query may contain a token. No serialisation shows it. */
export class WithheldUrl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  reveal(): string {
    return this.#url;
  }
}

export interface Source {
  program: SettingProgram;
  file: string;
}

/** A limit above any handwritten list. */
const ENTRY_LIMIT = 64;

export const NOTHING_FOUND: FoundSettings = { proxies: [], settings: [], scripts: [], trustFiles: [] };

/** A proxy as a URL, or as `host:port`, which all of these programs read as `http`. */
export function proxySetting({ program, file }: Source, value: string, noProxy: string | readonly string[] = ''): FoundSettings {
  const variable = parseProxyVariable('HTTPS_PROXY', value.trim());
  const proxy = proxyOfVariable(variable);
  if (variable.problems.includes('empty')) return settingWithoutProxy({ program, file }, 'off');
  if (proxy === null || isSocks(proxy)) return settingWithoutProxy({ program, file }, proxy === null ? 'unreadable' : 'socks');
  const list = typeof noProxy === 'string' ? noProxy : noProxy.join(',');
  const { entries } = parseNoProxy('NO_PROXY', list);
  return {
    ...NOTHING_FOUND,
    proxies: [{ program, proxy, hasCredentials: variable.hasCredentials, noProxy: entries.slice(0, ENTRY_LIMIT), file }],
  };
}

export function settingWithoutProxy({ program, file }: Source, kind: OtherSetting['kind']): FoundSettings {
  return { ...NOTHING_FOUND, settings: [{ program, kind, file }] };
}

/** A proxy script, by its URL. */
export function scriptSetting({ program, file }: Source, url: string): FoundSettings {
  const script = scriptPlace(url.trim());
  const scripts = script === null ? [] : [{ program, url: new WithheldUrl(url.trim()), file }];
  return { ...NOTHING_FOUND, scripts, settings: [{ program, kind: 'pac', file, ...(script === null ? {} : { script }) }] };
}

/** The script of a URL. Null for any other value, which may also be the script itself (`data:`). */
export function scriptPlace(url: string): ScriptPlace | null {
  if (/^(file:|\/|[a-z]:\\)/i.test(url)) return { scheme: 'file', host: null, port: null };
  const parsed = /^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) return null;
  const host = bareHost(parsed.hostname);
  // An `@` after the authority means an unescaped password, so the apparent host is part of it.
  const isSound = isHost(host) && !/@|%40/i.test(parsed.pathname + parsed.search + parsed.hash);
  if (!isSound) return null;
  return { scheme: parsed.protocol === 'https:' ? 'https' : 'http', host, port: parsed.port === '' ? null : Number(parsed.port) };
}

export function mergeSettings(parts: readonly FoundSettings[]): FoundSettings {
  return {
    proxies: eachOnce(parts.flatMap(({ proxies }) => proxies)),
    settings: eachOnce(parts.flatMap(({ settings }) => settings)),
    scripts: eachOnce(parts.flatMap(({ scripts }) => scripts)),
    trustFiles: eachOnce(parts.flatMap(({ trustFiles }) => trustFiles)),
  };
}

/** Drops duplicates, because `proxy` and `https-proxy` are usually equal. */
function eachOnce<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

export function trustSetting(program: SettingProgram, setting: string, path: string): FoundSettings {
  return { ...NOTHING_FOUND, trustFiles: [{ program, setting, path }] };
}

/** Merges the settings in these files; unreadable files are skipped. */
export async function settingsInFiles(
  files: readonly string[],
  parse: (text: string, file: string) => FoundSettings,
): Promise<FoundSettings> {
  return mergeSettings(await Promise.all(files.map(async (file) => parse((await readSettingsFile(file)) ?? '', file))));
}
