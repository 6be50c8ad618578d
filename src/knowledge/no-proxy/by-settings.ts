/**
 * The routes of programs that follow settings: the browser, VS Code with its setting, and JetBrains IDEs. What each does with a proxy script
 * has its sources in `knowledge/proxies/script-readers.ts`.
 */
import { addressClass } from '../../model/address.ts';
import type { HostFacts, SettingProgram as Owner } from '../../model/host-facts.ts';
import { SETTINGS_DRIVEN_PROGRAMS, type SettingRoute, type SettingsDrivenProgram } from '../../model/no-proxy/programs.ts';
import type { NamedScript } from '../../model/proxy-script.ts';
import { type ScriptReader, scriptReaders } from '../proxies/script-readers.ts';
import { proxyOfVariable } from '../proxies/variables.ts';
import { curlBypasses, curlRoute } from './curl.ts';
import type { Destination } from './destination.ts';
import { environmentOfFacts, nonEmptyList } from './environment.ts';
import { javaBypasses } from './java.ts';
import { vscodeBypasses, vscodeRoute } from './vscode.ts';

export type SettingFacts = Pick<HostFacts, 'platform' | 'proxies' | 'noProxy' | 'otherProxies' | 'otherSettings' | 'proxyScripts'>;

/** The route that a script gives for a destination, for a program that reads it. */
export type AskScript = (script: NamedScript, to: Destination) => SettingRoute;

/** Whether one of these programs has a proxy or a script in its settings. */
export function hasProxySetting({ otherProxies = [], otherSettings = [], proxyScripts = [] }: SettingFacts): boolean {
  const isTheirs = ({ program }: { program: Owner }) => OWNERS.has(program);
  return proxyScripts.length > 0 || otherProxies.some(isTheirs) || otherSettings.some((set) => isTheirs(set) && set.kind !== 'unreadable');
}

export function settingRoutes(to: Destination, facts: SettingFacts, ask: AskScript): Record<SettingsDrivenProgram, SettingRoute> {
  return Object.fromEntries(SETTINGS_DRIVEN_PROGRAMS.map((program) => [program, ROUTES[program](to, facts, ask)])) as Record<
    SettingsDrivenProgram,
    SettingRoute
  >;
}

const OWNERS: ReadonlySet<Owner> = new Set<Owner>(['system', 'vscode', 'jetbrains']);
const ROUTES = { browser: browserRoute, 'vscode-setting': vscodeSettingRoute, jetbrains: jetbrainsRoute } as const;

/**
 * Chromium, net/docs/proxy.md: loopback and link-local hosts never use a proxy. A policy, its own setting or the system's decides; on Linux
 * without a desktop the variables do (net/proxy_resolution/proxy_config_service_linux.cc).
 */
function browserRoute(to: Destination, facts: SettingFacts, ask: AskScript): SettingRoute {
  if (isLocal(to) || addressClass(to.host) === 'link-local') return 'direct';
  const set = askedScript('browser', to, facts, ask) ?? systemRoute(to, facts);
  if (set !== null || facts.platform !== 'linux') return set ?? 'direct';
  return curlRoute(to, environmentOfFacts(facts.proxies, facts.noProxy));
}

/**
 * @vscode/proxy-agent 0.45, src/index.ts (createProxyResolver): `http.proxySupport` off, then `http.proxy` with `http.noProxy`, the
 * variables, and at last the system with its script. If several editors are installed, the first one with a setting decides.
 */
function vscodeSettingRoute(to: Destination, facts: SettingFacts, ask: AskScript): SettingRoute {
  const [own] = ownProxies('vscode', facts);
  const kinds = ownKinds('vscode', facts);
  if (isLocal(to) || (own === undefined && kinds.includes('off'))) return 'direct';
  const environment = environmentOfFacts(facts.proxies, facts.noProxy);
  if (own !== undefined || kinds.includes('socks')) {
    const list = own?.noProxy.join(',') || nonEmptyList(environment, 'no_proxy', 'NO_PROXY');
    return vscodeBypasses(to, list) ? 'direct' : 'proxy';
  }
  if (facts.proxies.some((variable) => proxyOfVariable(variable) !== null)) return vscodeRoute(to, environment);
  // Chromium, which VS Code asks for the system's route.
  if (addressClass(to.host) === 'link-local') return 'direct';
  return askedScript('vscode', to, facts, ask) ?? systemRoute(to, facts) ?? 'direct';
}

/** intellij-community, IdeProxySelector.kt: its own setting alone; `*` in an exception is any text, as in Java. */
function jetbrainsRoute(to: Destination, facts: SettingFacts, ask: AskScript): SettingRoute {
  const [own] = ownProxies('jetbrains', facts);
  if (isLocal(to)) return 'direct';
  if (own !== undefined) return javaBypasses(to.host, own.noProxy.join('|')) ? 'direct' : 'proxy';
  if (ownKinds('jetbrains', facts).includes('socks')) return 'proxy';
  return askedScript('jvm', to, facts, ask) ?? 'direct';
}

/** Null if the program reads no script on this machine. */
function askedScript(reader: ScriptReader, to: Destination, facts: SettingFacts, ask: AskScript): SettingRoute | null {
  const script = facts.proxyScripts?.find((named) => scriptReaders(named, facts).includes(reader));
  if (script !== undefined) return ask(script, to);
  // The URL of the script is unusable, or an older session does not have it.
  return ownKinds(reader === 'jvm' ? 'jetbrains' : 'system', facts).includes('pac') ? 'script' : null;
}

/** Null if the system's settings have no proxy. */
function systemRoute(to: Destination, facts: SettingFacts): SettingRoute | null {
  const [own] = ownProxies('system', facts);
  if (own === undefined) return ownKinds('system', facts).includes('socks') ? 'proxy' : null;
  return own.noProxy.some((entry) => curlBypasses(to.host, entry.replace(/^\*\.?/, '.'))) ? 'direct' : 'proxy';
}

function isLocal({ host }: Destination): boolean {
  return host === 'localhost' || addressClass(host) === 'loopback';
}

const ownProxies = (owner: Owner, { otherProxies = [] }: SettingFacts) => otherProxies.filter(({ program }) => program === owner);
const ownKinds = (owner: Owner, { otherSettings = [] }: SettingFacts) =>
  otherSettings.flatMap(({ program, kind }) => (program === owner ? kind : []));
