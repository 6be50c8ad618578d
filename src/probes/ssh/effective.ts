/** The client's answer in the model's terms, each value with its source. */
import type { AliasBranch, EffectiveSettings, HostNameFault, SettingSource, ShadowedSetting } from '../../model/ssh/index.ts';
import { type ConfigPlace, DestinationKeyword, destinationOf, generationOf, invalidHostName, nameOf } from '../../model/ssh/index.ts';
import { type ConfigDump, firstValue } from './dump.ts';
import { hasPathTokens } from './expand.ts';
import { expandHome, type SshHome } from './home.ts';
import { proxyCommandParts } from './proxy-command.ts';
import type { ActiveLine, ConfigReplay } from './replay.ts';

export interface ClientOutput {
  dump: ConfigDump;
  /** Null if log and files do not agree, so that every source is unknown. */
  replay: ConfigReplay | null;
  /** Paths with their tokens expanded. */
  expanded: ReadonlyMap<string, string>;
}

export function effectiveSettings({ dump, replay, expanded }: ClientOutput, alias: string, home: SshHome): EffectiveSettings {
  const source = (keyword: string) => settingSourceOf(replay, keyword);
  const { hasUser, hasPort } = destinationOf(alias);
  const text = (keyword: string) => noneToNull(firstValue(dump, keyword));
  const proxyCommand = text('proxycommand');
  const proxyJump = text('proxyjump');
  const controlPath = text('controlpath');
  const hostKeyAlias = text('hostkeyalias');
  const hostname = text('hostname') ?? '';
  const user = text('user') ?? '';
  return {
    // The source of a name from DNS is the line that caused its lookup.
    hostname: {
      value: hostname,
      ...formOf(hostname),
      source: source(replay?.isCanonicalized === true ? 'canonicalizehostname' : 'hostname'),
    },
    user: { value: user, source: hasUser ? { by: 'command-line' } : source('user') },
    port: { value: portOrDefault(text('port')), source: hasPort ? { by: 'command-line' } : source('port') },
    proxyCommand: proxyCommand === null ? null : { ...proxyCommandParts(proxyCommand, home.home), source: source('proxycommand') },
    proxyJump: proxyJump === null ? null : { hops: jumpHosts(proxyJump), source: source('proxyjump') },
    identityFiles: identityFiles({ dump, replay, expanded }, home),
    identitiesOnly: { value: text('identitiesonly') === 'yes', source: source('identitiesonly') },
    controlMaster: { value: wordOf(text('controlmaster')), source: source('controlmaster') },
    controlPath: controlPath === null ? null : { path: expandHome(controlPath, home.home), source: source('controlpath') },
    strictHostKeyChecking: { value: strictOf(text('stricthostkeychecking')), source: source('stricthostkeychecking') },
    hostKeyAlias: hostKeyAlias === null ? null : { value: hostKeyAlias, source: source('hostkeyalias') },
    userKnownHostsFiles: filesIn(text('userknownhostsfile'), home),
    globalKnownHostsFiles: filesIn(text('globalknownhostsfile'), home),
    // The client may have run with canonicalisation turned off here, but in a terminal the value of the files applies.
    canonicalizeHostname: {
      value: wordOf(replay?.first.get('canonicalizehostname')?.value ?? 'no'),
      source: source('canonicalizehostname'),
    },
    hasRemoteCommand: text('remotecommand') !== null,
    hasKnownHostsCommand: text('knownhostscommand') !== null,
    connectTimeoutSeconds: numberOf(text('connecttimeout')),
  };
}

function formOf(hostname: string): { fault?: HostNameFault } {
  const odd = invalidHostName(hostname);
  return odd === null ? {} : { fault: odd.fault };
}

/**
 * `none` if the name is the typed one. Also `none` if DNS changed a product's alias into another name, because then only DNS could resolve
 * it.
 */
export function branchOf(
  { hostname, proxyCommand, proxyJump }: EffectiveSettings,
  { dump, replay }: ClientOutput,
  alias: string,
): AliasBranch {
  if (proxyCommand !== null) return 'proxy-command';
  if (proxyJump !== null) return 'jump';
  const typed = firstValue(dump, 'host') ?? nameOf(alias);
  const isVirtual = replay?.isCanonicalized === true && !replay.first.has('hostname') && generationOf(typed) !== null;
  return isVirtual || hostname.value.toLowerCase() === typed.toLowerCase() ? 'none' : 'address';
}

/** Lines in the product's sections that apply, but are overridden by an earlier line. */
export function shadowedSettings(replay: ConfigReplay, isOurs: (line: ActiveLine) => boolean): ShadowedSetting[] {
  return replay.late.flatMap(({ line, winner }) => {
    const keyword = DestinationKeyword.safeParse(line.keyword).data;
    const winnerKeyword = DestinationKeyword.safeParse(winner.keyword).data;
    if (keyword === undefined || winnerKeyword === undefined || !isOurs(line)) return [];
    // A line that repeats the value is harmless.
    if (keyword === winnerKeyword && line.value === winner.value) return [];
    return [{ keyword, winnerKeyword, winner: placed(winner), loser: { file: line.file, line: line.line }, winnerIsOurs: isOurs(winner) }];
  });
}

/** Whether a line is below a Host or Match line with one of the product's domains. */
export function createFamilyFilter(textAt: (place: ConfigPlace) => string | null): (line: ActiveLine) => boolean {
  return ({ section }) => section !== null && (textAt(section) ?? '').split(/[\s"',=]+/).some((word) => generationOf(word) !== null);
}

export function settingSourceOf(replay: ConfigReplay | null, keyword: string): SettingSource {
  if (replay === null) return { by: 'unknown' };
  const line = replay.first.get(keyword);
  return line === undefined ? { by: 'default' } : placed(line);
}

function placed({ file, line }: ConfigPlace): SettingSource {
  return { by: 'file', file, line };
}

function identityFiles({ dump, replay, expanded }: ClientOutput, home: SshHome): EffectiveSettings['identityFiles'] {
  // A path with an unknown token is an unknown file, not a missing one.
  const known = writtenIdentityFiles(dump).filter((path) => expanded.has(path) || !hasPathTokens(path));
  return known.map((path) => {
    const line = replay?.identityFiles.find(({ value }) => value === path);
    const source: SettingSource = replay === null ? { by: 'unknown' } : line === undefined ? { by: 'default' } : placed(line);
    return { path: expanded.get(path) ?? expandHome(path, home.home), source };
  });
}

/** The paths as the lines spell them, and as the client prints them. */
export function writtenIdentityFiles(dump: ConfigDump): string[] {
  return (dump.get('identityfile') ?? []).filter((path) => noneToNull(path) !== null).slice(0, 32);
}

/** The hops; null for `none`. */
export function noneToNull(value: string | null): string | null {
  return value === null || value === '' || value.toLowerCase() === 'none' ? null : value;
}

function wordOf(value: string | null): string {
  return value !== null && /^[a-z0-9-]{1,30}$/i.test(value) ? value.toLowerCase() : 'no';
}

/** Parses `user@host:port` and `ssh://…`, separated by commas; brackets around an IPv6 address. */
export function jumpHosts(jump: string): string[] {
  return jump
    .split(',')
    .slice(0, 16)
    .map((hop) => {
      const bare = hop.replace(/^ssh:\/\//i, '').replace(/^.*@/, '');
      return bare.startsWith('[') ? bare.slice(1).replace(/\].*$/, '') : bare.replace(/:\d+\/?$/, '');
    });
}

function strictOf(value: string | null): EffectiveSettings['strictHostKeyChecking']['value'] {
  if (value === 'true' || value === 'yes') return 'yes';
  if (value === 'false' || value === 'no' || value === 'off') return 'no';
  return value === 'accept-new' ? value : 'ask';
}

function filesIn(value: string | null, home: SshHome): string[] {
  return (value ?? '')
    .split(/\s+/)
    .filter((path) => path !== '')
    .map((path) => expandHome(path, home.home));
}

export function portOrDefault(value: string | null): number {
  return numberOf(value) ?? 22;
}

function numberOf(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
