/**
 * Which programs take their route from a proxy script (PAC), and what each does with it. Programs written in Go, curl, git and the AWS SDKs
 * read the proxy variables only and run no script (their files in `knowledge/no-proxy/`).
 *
 * Without a usable script, each of them connects directly. Chromium: net/proxy_resolution/configured_proxy_resolution_service.cc
 * (FinishResolutionResult, unless `pac_mandatory`), and Electron for VS Code. JetBrains: proxy-vole, PacProxySelector.java (findProxy) and
 * UrlPacScriptSource.java (isScriptValid), which has no limit of size and assumes UTF-8.
 *
 * Other programs of the system that read its script have no requirements, so their routes are not modelled; `SYSTEM_READERS` says what is
 * documented.
 */
import type { Consumer } from '../../model/consumer.ts';
import { type Failure, failureLayer } from '../../model/failure.ts';
import type { HostFacts, OtherSetting } from '../../model/host-facts.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import type { Profile } from '../../model/profile.ts';
import type { NamedScript, ScriptEntry, ScriptSource } from '../../model/proxy-script.ts';
import type { Requirement } from '../../model/requirement.ts';
import { DIRECT, type Route } from '../../model/target.ts';
import { proxyOfVariable } from './variables.ts';

export type ScriptReader = Extract<Consumer, 'browser' | 'vscode' | 'jvm'>;

/**
 * - Browsers: Chromium, net/proxy_resolution/configured_proxy_resolution_service.cc. They follow the system's setting, a policy or their
 *   own.
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

/** Programs that refuse a script over 1 MB, as Chromium does (pac_file_fetcher_impl.cc, kDefaultMaxResponseBytes). */
export const LIMITED_READERS: ReadonlySet<ScriptReader> = new Set<ScriptReader>(['browser', 'vscode']);

/**
 * By platform. None of it was tried. learn.microsoft.com: “AutoProxy Issues in WinHTTP” (first proxy, 1 MB), “WinHttpGetProxyForUrl”
 * (errors 12166 and 12167), KB 4025058 (no `file:`, media type or name). developer.apple.com: CFProxyAutoConfigurationResultCallback (the
 * error goes to the caller, and the list is NULL).
 */
export const SYSTEM_READERS: Readonly<Record<string, readonly string[]>> = {
  win32: [
    'According to Microsoft, .NET and Windows services (WinHTTP) use only the first proxy. They get an error if a script fails, is over 1 MB or is a file.',
    'They also need the right media type (application/x-ns-proxy-autoconfig) or a name that ends in .dat, .js, .jvs or .pac.',
  ],
  darwin: ['According to Apple, programs that use CFNetwork get an error if a script fails, and each program chooses what to do.'],
};

/** The programs on this machine that take their route from this script. */
export function scriptReaders({ namedBy, url }: NamedScript, settings: Settings): ScriptReader[] {
  const readers = new Set(namedBy.filter((naming) => url !== 'file:' || readsFiles(naming)).flatMap(({ source }) => READERS[source]));
  const isOfSystem = namedBy.some(({ source }) => source === 'system' || source.startsWith('wpad'));
  if (isOfSystem && isSet('jetbrains', ['auto-detect', 'system'], settings)) readers.add('jvm');
  // VS Code uses its own setting first, then the variables, and only then the script.
  const hasVariable = settings.proxies.some((variable) => proxyOfVariable(variable) !== null);
  const isOwn = namedBy.some(({ source }) => source === 'vscode');
  const hasProxy = settings.otherProxies?.some(({ program }) => program === 'vscode') || isSet('vscode', ['off', 'socks'], settings);
  if (!isOwn && (hasVariable || hasProxy)) readers.delete('vscode');
  return [...readers];
}

/** The setting that names an observed script; null if no setting of this machine does. */
export function namedScriptOf({ target }: ProxyScriptObservation, { proxyScripts }: Pick<HostFacts, 'proxyScripts'>): NamedScript | null {
  return (target.kind === 'script' ? proxyScripts?.find(({ number }) => number === target.number) : undefined) ?? null;
}

/** Discovery is on and no DNS name leads to a script, as in most networks: programs then connect directly, which is not a fault. */
export function foundNoScript({ namedBy }: NamedScript, failure: Failure | null): boolean {
  return failure !== null && failureLayer(failure.kind) === 'dns' && namedBy.every(({ source }) => source === 'wpad-dns');
}

/** Chromium reads a script only over HTTP (pac_file_fetcher_impl.cc, IsUrlSchemeAllowed). */
function readsFiles({ source, file }: NamedScript['namedBy'][number]): boolean {
  return source === 'given' || source === 'jetbrains' || source === 'firefox' || (source === 'policy' && /firefox/i.test(file));
}

/** Programs whose setting names a script in a file, which they do not read. */
export function ignoresFile({ namedBy, url }: NamedScript): boolean {
  return url === 'file:' && !namedBy.every(readsFiles);
}

function isSet(owner: OtherSetting['program'], kinds: readonly OtherSetting['kind'][], { otherSettings = [] }: Settings): boolean {
  return otherSettings.some(({ program, kind }) => program === owner && kinds.includes(kind));
}

/**
 * The program that makes a requirement depend on scripts; null if it reads none. On a laptop, a browser also opens the management plane.
 */
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
