/**
 * Whether this machine or its browsers use lookups over TLS (RFC 7858) or HTTPS (RFC 8484), by settings that every account may read. Only
 * administrators may read NetworkManager's connections, so those stay unknown.
 */

import { join } from 'node:path';
import type { EncryptedDns } from '../../model/host-facts.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { iniEntries } from '../machine/settings/ini.ts';
import type { Folders } from '../machine/settings/place.ts';
import { listNewestFirst, readSettingsFile } from '../machine/settings/read-file.ts';
import { hostsOfTemplates } from './doh-template.ts';
import { macosEncryptedDns } from './encrypted-macos.ts';
import { windowsEncryptedDns } from './encrypted-windows.ts';

const FILE_LIMIT = 24;

/** Paths of the browsers below the folder of machine-wide settings. */
const BROWSERS = [
  ['chrome', 'opt/chrome/policies/managed'],
  ['chromium', 'chromium/policies/managed'],
  ['edge', 'opt/edge/policies/managed'],
] as const satisfies readonly (readonly [EncryptedDns['by'], string])[];

export async function readEncryptedDns(place: Folders): Promise<EncryptedDns[]> {
  const { platform, machine } = place;
  if (platform === 'darwin') return macosEncryptedDns(place);
  if (platform === 'win32') return windowsEncryptedDns(place);
  if (platform !== 'linux') return [];
  const found = await Promise.all([
    resolved(machine),
    networkManager(machine),
    ...BROWSERS.map(([by, folder]) => chromium(by, join(machine, folder))),
    firefox(join(machine, 'firefox', 'policies', 'policies.json')),
  ]);
  return found.flat();
}

/** resolved.conf(5): the last of several assignments counts, and drop-ins come after the main file. */
async function resolved(machine: string): Promise<EncryptedDns[]> {
  const entries = await iniBelow(join(machine, 'systemd', 'resolved.conf'), join(machine, 'systemd', 'resolved.conf.d'));
  const own = entries.filter(({ section }) => section === 'Resolve');
  const set = own.findLast(({ key }) => key === 'DNSOverTLS');
  const mode = set === undefined ? null : modeOf(set.value);
  if (set === undefined || mode === null) return [];
  const servers = own
    .filter(({ key }) => key === 'DNS')
    .flatMap(({ value }) => Array.from(value.matchAll(/#([\w.-]+)/g), ([, name = '']) => name));
  return [{ by: 'systemd-resolved', over: 'tls', mode, servers, file: set.file }];
}

/** NetworkManager.conf(5): the default for connections without their own setting. */
async function networkManager(machine: string): Promise<EncryptedDns[]> {
  const folder = join(machine, 'NetworkManager');
  const entries = await iniBelow(join(folder, 'NetworkManager.conf'), join(folder, 'conf.d'));
  const set = entries.findLast(({ section, key }) => section.startsWith('connection') && key === 'connection.dns-over-tls');
  const mode = set === undefined ? null : modeOf(set.value);
  return set === undefined || mode === null ? [] : [{ by: 'network-manager', over: 'tls', mode, servers: [], file: set.file }];
}

/** The mode in the words of systemd-resolved and NetworkManager. The latter also uses numbers: 0, 1, 2. */
function modeOf(value: string): EncryptedDns['mode'] | null {
  const word = value.toLowerCase();
  if (['yes', 'true', 'on', '2'].includes(word)) return 'strict';
  if (['opportunistic', '1'].includes(word)) return 'opportunistic';
  return ['no', 'false', 'off', '0'].includes(word) ? 'off' : null;
}

/** Policies DnsOverHttpsMode and DnsOverHttpsTemplates. */
async function chromium(by: EncryptedDns['by'], folder: string): Promise<EncryptedDns[]> {
  const files = (await listNewestFirst(folder, FILE_LIMIT)).filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  const policies = await Promise.all(
    files.map(async (file) => ({ file, policy: recordOf(parsedJson((await readSettingsFile(file)) ?? '')) })),
  );
  const modes = { secure: 'strict', automatic: 'opportunistic', off: 'off' } as const;
  return policies.flatMap(({ file, policy }) => {
    const mode = modes[String(policy['DnsOverHttpsMode']) as keyof typeof modes] as EncryptedDns['mode'] | undefined;
    return mode === undefined ? [] : { by, over: 'https' as const, mode, servers: hostsOfTemplates(policy['DnsOverHttpsTemplates']), file };
  });
}

/** Policy DNSOverHTTPS; without `Fallback: false` the system's resolver is used when the provider fails. */
async function firefox(file: string): Promise<EncryptedDns[]> {
  const policies = recordOf(recordOf(parsedJson((await readSettingsFile(file)) ?? ''))['policies']);
  const set = policies['DNSOverHTTPS'];
  if (set === undefined) return [];
  const { Enabled: enabled, ProviderURL: provider, Fallback: fallback } = recordOf(set);
  const mode = enabled !== true ? 'off' : fallback === false ? 'strict' : 'opportunistic';
  return [{ by: 'firefox', over: 'https', mode, servers: hostsOfTemplates(provider), file }];
}

async function iniBelow(file: string, folder: string) {
  const names = (await listNewestFirst(folder, FILE_LIMIT)).filter((name) => name.endsWith('.conf')).reverse();
  const files = [file, ...names.map((name) => join(folder, name))];
  const texts = await Promise.all(files.map(async (each) => ({ file: each, text: (await readSettingsFile(each)) ?? '' })));
  return texts.flatMap(({ file: from, text }) => iniEntries(text).map((entry) => ({ ...entry, file: from })));
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
