/** If these fail, the matrix shows a route that a browser, VS Code or a JetBrains IDE does not take. */
import { describe, expect, test } from 'vitest';
import type { NamedScript } from '../../model/proxy-script.ts';
import { parseNoProxy, parseProxyVariable } from '../proxies/variables.ts';
import { hasProxySetting, type SettingFacts, settingRoutes } from './by-settings.ts';
import { destinationOf } from './destination.ts';

const NOTHING: SettingFacts = { platform: 'win32', proxies: [], noProxy: [] };
const proxy = { scheme: 'http' as const, host: 'proxy.corp.example', port: 3128 };
const setTo = (program: 'system' | 'vscode' | 'jetbrains' | 'git', ...noProxy: string[]) => ({
  otherProxies: [{ program, proxy, hasCredentials: false, noProxy, file: 'settings' }],
});
const setting = (program: 'system' | 'vscode' | 'jetbrains', kind: 'off' | 'socks' | 'pac') => ({
  otherSettings: [{ program, kind, file: 'settings' }],
});
const script = (source: NamedScript['namedBy'][number]['source']) => ({
  proxyScripts: [{ number: 1, url: 'http://wpad.corp.example/', namedBy: [{ source, file: '' }] }],
});
const variable = { proxies: [parseProxyVariable('HTTPS_PROXY', 'http://proxy.corp.example:3128')] };

function routes(facts: Partial<SettingFacts>, url = 'https://app.gitpod.io/'): string {
  const to = destinationOf(url);
  if (to === null) throw new Error(url);
  const { browser, 'vscode-setting': vscode, jetbrains } = settingRoutes(to, { ...NOTHING, ...facts }, () => 'script');
  return `${browser} ${vscode} ${jetbrains}`;
}

describe('the routes of the browser, VS Code and JetBrains', () => {
  test.each<[string, Partial<SettingFacts>, string, string?]>([
    ['are direct without a setting', {}, 'direct direct direct'],
    ['follow the proxy of the system in the browser and VS Code', setTo('system'), 'proxy proxy direct'],
    ['are direct for an exception in the system settings', setTo('system', '*.gitpod.io'), 'direct direct direct'],
    ['follow http.proxy in VS Code alone', setTo('vscode'), 'direct proxy direct'],
    ['are direct for an entry of http.noProxy', setTo('vscode', 'gitpod.io'), 'direct direct direct'],
    [
      'follow NO_PROXY in addition to http.proxy',
      { ...setTo('vscode'), noProxy: [parseNoProxy('NO_PROXY', 'gitpod.io')] },
      'direct direct direct',
    ],
    ['are direct in VS Code with http.proxySupport off', { ...variable, ...setting('vscode', 'off') }, 'direct direct direct'],
    ['follow a variable in VS Code, which then ignores a script', { ...variable, ...script('system') }, 'script proxy direct'],
    ['follow a variable in the browser only on Linux', { ...variable, platform: 'linux' }, 'proxy proxy direct'],
    ['follow the setting of JetBrains in JetBrains alone', setTo('jetbrains'), 'direct direct proxy'],
    ['are direct for an exception with an asterisk in the JetBrains settings', setTo('jetbrains', '*.gitpod.io'), 'direct direct direct'],
    ['go through a SOCKS proxy of JetBrains', setting('jetbrains', 'socks'), 'direct direct proxy'],
    ['ask the script of the system in the browser and VS Code', script('system'), 'script script direct'],
    ['ask the script of JetBrains in JetBrains alone', script('jetbrains'), 'direct direct script'],
    ['ask the script of the system even if its URL is unknown', setting('system', 'pac'), 'script script direct'],
    ['prefer a script to a proxy of the system', { ...script('system'), ...setTo('system') }, 'script script direct'],
    ['are direct to this machine', { ...script('given'), ...setTo('system') }, 'direct direct direct', 'http://127.0.0.1/'],
    ['are direct to a link-local address in the browser and VS Code', script('given'), 'direct direct script', 'http://169.254.169.254/'],
  ])('%s', (_, facts, expected, url) => {
    expect(routes(facts, url)).toBe(expected);
  });

  test('are shown only if one of these programs has a proxy or a script in its settings', () => {
    const has = (facts: Partial<SettingFacts>) => hasProxySetting({ ...NOTHING, ...facts });
    expect([has({}), has(variable), has(setTo('git')), has(setTo('vscode')), has(script('policy'))]).toEqual([
      ...[false, false, false],
      ...[true, true],
    ]);
  });
});
