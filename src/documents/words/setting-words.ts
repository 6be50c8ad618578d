/** Settings of programs and the system that override or replace the proxy variables. */
import type { HostFacts, OtherProxy, OtherSetting, ScriptPlace, SettingProgram } from '../../model/host-facts.ts';
import { hostPort } from '../../model/target.ts';
import { count } from './quantity.ts';
import { joined, type Say } from './say.ts';

export const SETTING_PROGRAM_WORDS = {
  git: 'git',
  npm: 'npm',
  pip: 'pip',
  aws: 'AWS',
  docker: 'Docker',
  vscode: 'VS Code',
  jetbrains: 'JetBrains',
  system: 'the system',
} as const satisfies Record<SettingProgram, string>;

/** One sentence per setting, proxies first. */
export function settingLines({ otherProxies = [], otherSettings = [] }: HostFacts, say: Say): string[] {
  return [...otherProxies.map((set) => proxyText(set, say)), ...otherSettings.map((set) => settingText(set, say))];
}

function proxyText({ program, proxy, hasCredentials, noProxy, file }: OtherProxy, say: Say): string {
  return joined(', ', [
    say`${SETTING_PROGRAM_WORDS[program]} is set to ${proxy.scheme} ${hostPort(proxy.host, proxy.port)}`,
    hasCredentials && 'with a login',
    noProxy.length > 0 && `${count(noProxy.length, 'exception')}`,
    say`in ${file}`,
  ]);
}

function settingText({ program, kind, file, script }: OtherSetting, say: Say): string {
  const what = script === undefined ? SETTING_WORDS[kind] : `a proxy script (PAC) ${placeText(script, say)}`;
  return say`${SETTING_PROGRAM_WORDS[program]} is set to ` + what + say`, in ${file}`;
}

function placeText({ scheme, host, port }: ScriptPlace, say: Say): string {
  if (host === null) return 'in a file of this machine';
  return `at ${scheme}://${port === null ? say`${host}` : say`${hostPort(host, port)}`}`;
}

const SETTING_WORDS = {
  pac: 'a proxy script (PAC)',
  'auto-detect': 'proxy discovery (WPAD)',
  system: 'the proxy of the system',
  socks: 'a SOCKS proxy',
  off: 'no proxy, by choice',
  unreadable: 'a proxy that cannot be read',
} as const satisfies Record<OtherSetting['kind'], string>;
