/** macOS has settings per network service; `scutil` prints the active ones. */
import { hostPort } from '../../../model/target.ts';
import { outputOf } from './answer-of.ts';
import { type FoundSettings, mergeSettings, proxySetting, type Source, scriptSetting, settingWithoutProxy } from './found.ts';
import type { Folders } from './place.ts';

const FILE = '/Library/Preferences/SystemConfiguration/preferences.plist';

export async function macosSettings(place: Folders): Promise<FoundSettings> {
  return parseMacosProxies((await outputOf(place, ['/usr/sbin/scutil', '--proxy'])) ?? '');
}

/** Manual proxy, script and discovery may be active at once; all are reported. */
export function parseMacosProxies(output: string): FoundSettings {
  const source: Source = { program: 'system', file: FILE };
  const { values, exceptions } = topLevel(output);
  const on = (name: string) => values.get(name) === '1';
  const byHand = ['HTTPS', 'HTTP'].flatMap((name) => {
    const [host, port] = [values.get(`${name}Proxy`) ?? '', values.get(`${name}Port`) ?? ''];
    if (!on(`${name}Enable`) || host === '') return [];
    const found = proxySetting(source, hostPort(host, Number(port || '80')), exceptions);
    const login = values.has(`${name}User`);
    return [{ ...found, proxies: found.proxies.map((proxy) => ({ ...proxy, hasCredentials: proxy.hasCredentials || login })) }];
  });
  return mergeSettings([
    ...byHand,
    ...(on('ProxyAutoConfigEnable') ? [scriptSetting(source, values.get('ProxyAutoConfigURLString') ?? '')] : []),
    ...(on('ProxyAutoDiscoveryEnable') ? [settingWithoutProxy(source, 'auto-detect')] : []),
    ...(on('SOCKSEnable') && byHand.length === 0 ? [settingWithoutProxy(source, 'socks')] : []),
  ]);
}

/** Parses `Key : value` of the outermost dictionary, and its list of exceptions. Deeper levels are for single interfaces. */
function topLevel(output: string): { values: ReadonlyMap<string, string>; exceptions: string[] } {
  const values = new Map<string, string>();
  const exceptions: string[] = [];
  const within: string[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, key = '', value = ''] = /^\s*(\S{1,100}) : (.{0,4000})$/.exec(line) ?? [];
    if (/<(?:dictionary|array)> \{$/.test(line)) within.push(key);
    else if (line.trim() === '}') within.pop();
    else if (within.length === 1 && key !== '') values.set(key, value);
    else if (within.length === 2 && within[1] === 'ExceptionsList') exceptions.push(value);
  }
  return { values, exceptions };
}
