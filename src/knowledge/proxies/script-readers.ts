/**
 * Which programs take their route from a proxy script (PAC), and what each does with it. Programs written in Go, curl, git and the AWS SDKs
 * read the proxy variables only and run no script (their files in `knowledge/no-proxy/`).
 *
 * Other readers of the system's script are not modelled. WinHTTP (.NET and Windows services) uses only the first proxy of a list, takes no
 * script over 1 MB, and ends one after 60 seconds (learn.microsoft.com, “AutoProxy Issues in WinHTTP”). For CFNetwork (Safari, curl of
 * macOS with its own option) no source was found that says what it does when a script cannot be used.
 */
import type { Consumer } from '../../model/consumer.ts';
import type { HostFacts, OtherSetting } from '../../model/host-facts.ts';
import type { Profile } from '../../model/profile.ts';
import type { NamedScript, ScriptEntry, ScriptSource } from '../../model/proxy-script.ts';
import type { Requirement } from '../../model/requirement.ts';
import { DIRECT, type Route } from '../../model/target.ts';
import { proxyOfVariable } from './variables.ts';

export type ScriptReader = Extract<Consumer, 'browser' | 'vscode' | 'jvm'>;

/**
 * - Browsers: Chromium, net/proxy_resolution/configured_proxy_resolution_service.cc. They follow the system's setting, a policy or their own.
 * - VS Code: @vscode/proxy-agent 0.45, src/index.ts (useProxySettings): the script of the system, unless `http.proxy` or a proxy variable
 *   is set. It remembers the answer for scheme, host and port until the network changes.
 * - JetBrains: intellij-community, IoServiceImpl.java: its own setting, evaluated by proxy-vole, remembered per host for ten minutes.
 */
const READERS: Readonly<Record<ScriptSource, readonly ScriptReader[]>> = {
  given: ['browser', 'vscode', 'jvm'],
  system: ['browser', 'vscode'],
  vscode: ['vscode'],
  jetbrains: ['jvm'],
  chrome: ['browser'],
  chromium: ['browser'],
  edge: ['browser'],
  firefox: ['browser'],
  policy: ['browser'],
  'wpad-dns': ['browser', 'vscode'],
  'wpad-dhcp': ['browser', 'vscode'],
};

type Settings = Pick<HostFacts, 'proxies' | 'otherProxies' | 'otherSettings'>;

/** The programs on this machine that take their route from this script. */
export function scriptReaders({ namedBy }: NamedScript, settings: Settings): ScriptReader[] {
  const readers = new Set(namedBy.flatMap(({ source }) => READERS[source]));
  const isOfSystem = namedBy.some(({ source }) => source === 'system' || source.startsWith('wpad'));
  if (isOfSystem && isSet('jetbrains', ['auto-detect', 'system'], settings)) readers.add('jvm');
  // VS Code uses its own setting first, then the variables, and only then the script.
  const hasVariable = settings.proxies.some((variable) => proxyOfVariable(variable) !== null);
  const isOwn = namedBy.some(({ source }) => source === 'vscode');
  const hasProxy = settings.otherProxies?.some(({ program }) => program === 'vscode') || isSet('vscode', ['off', 'socks'], settings);
  if (!isOwn && (hasVariable || hasProxy)) readers.delete('vscode');
  return [...readers];
}

function isSet(owner: OtherSetting['program'], kinds: readonly OtherSetting['kind'][], { otherSettings = [] }: Settings): boolean {
  return otherSettings.some(({ program, kind }) => program === owner && kinds.includes(kind));
}

/** The program that makes a row depend on scripts; null if it reads none. On a laptop, a browser also opens the management plane. */
export function readerOf({ consumer, area }: Requirement, { from }: Profile): ScriptReader | null {
  if (consumer === 'browser' || consumer === 'vscode' || consumer === 'jvm') return consumer;
  return area === 'management' && (from === null || from === 'laptop') ? 'browser' : null;
}

/**
 * The route of one entry. Browsers leave lookups to a SOCKS 5 proxy, but look up names for SOCKS 4 themselves (Chromium,
 * net/docs/proxy.md).
 */
export function routeOfEntry(entry: ScriptEntry): Route {
  if (entry.kind === 'direct') return DIRECT;
  const { kind, host, port } = entry;
  return { via: 'proxy', proxy: { scheme: SCHEMES[kind], host, port } };
}

const SCHEMES = { proxy: 'http', https: 'https', socks4: 'socks4', socks5: 'socks5h' } as const;

/**
 * Whether a program goes on to the next entry after a proxy that does not answer. VS Code takes the first entry only (@vscode/proxy-agent,
 * src/agent.ts, getProxyURLFromResolverResult). The others go on, but never after a proxy's refusal (Chromium, net/http/proxy_fallback.cc).
 */
export function triesNextEntry(reader: ScriptReader): boolean {
  return reader !== 'vscode';
}
