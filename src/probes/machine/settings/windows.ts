/** The Internet options of Windows, which browsers, .NET and Electron follow, read with `reg`. */
import { join } from 'node:path';
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
import type { Folders } from './place.ts';

const KEY = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`;

export async function windowsSettings(place: Folders): Promise<FoundSettings> {
  const root = place.environment['SYSTEMROOT'] || place.environment['SystemRoot'] || 'C:\\Windows';
  return parseWindowsProxies((await outputOf(place, [join(root, 'System32', 'reg.exe'), 'query', KEY])) ?? '');
}

/** `ProxyServer` keeps its value while `ProxyEnable` is off, so it counts only with `ProxyEnable`. A script has no such switch. */
export function parseWindowsProxies(output: string): FoundSettings {
  const source: Source = { program: 'system', file: KEY };
  const lines = output.matchAll(/^ {4}(\w{1,100}) {4}REG_(?:SZ|EXPAND_SZ|DWORD) {4}(.{0,4000}?)\r?$/gm);
  const values = new Map(Array.from(lines, ([, name = '', value = '']) => [name, value]));
  const script = values.get('AutoConfigURL') ?? '';
  const server = Number(values.get('ProxyEnable') ?? '0') === 1 ? (values.get('ProxyServer') ?? '') : '';
  const exceptions = (values.get('ProxyOverride') ?? '').split(';');
  return mergeSettings([
    server === '' ? NOTHING_FOUND : serverFound(server, exceptions, source),
    script === '' ? NOTHING_FOUND : scriptSetting(source, script),
    Number(values.get('AutoDetect') ?? '0') === 1 ? settingWithoutProxy(source, 'auto-detect') : NOTHING_FOUND,
  ]);
}

/** One proxy for all (`proxy:8080`), or one per protocol (`http=proxy:8080;https=proxy:8081;socks=proxy:1080`). */
function serverFound(server: string, exceptions: readonly string[], source: Source): FoundSettings {
  if (!server.includes('=')) return proxySetting(source, server, exceptions);
  const each = new Map(server.split(';').map((part) => [part.replace(/=.*/, '').trim().toLowerCase(), part.replace(/^[^=]*=/, '')]));
  const proxies = ['https', 'http'].flatMap((name) => each.get(name) ?? []);
  if (proxies.length === 0) return each.has('socks') ? settingWithoutProxy(source, 'socks') : NOTHING_FOUND;
  return mergeSettings(proxies.map((proxy) => proxySetting(source, proxy, exceptions)));
}
