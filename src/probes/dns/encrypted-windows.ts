/**
 * Encrypted lookups on Windows, from the registry: the policy “Configure encrypted name resolution”, and the settings of each interface's
 * resolvers (netioapi.h, DNS_DOH_SERVER_SETTINGS). Based on their documentation; never run on Windows.
 */
import { join } from 'node:path';
import type { EncryptedDns } from '../../model/host-facts.ts';
import { outputOf } from '../machine/settings/answer-of.ts';
import type { Folders } from '../machine/settings/place.ts';
import { hostsOfTemplates } from './doh-template.ts';

const POLICY = String.raw`HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient`;
const INTERFACES = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\Dnscache\InterfaceSpecificParameters`;
const BROWSERS = [
  ['chrome', String.raw`HKLM\SOFTWARE\Policies\Google\Chrome`],
  ['chromium', String.raw`HKLM\SOFTWARE\Policies\Chromium`],
  ['edge', String.raw`HKLM\SOFTWARE\Policies\Microsoft\Edge`],
  ['firefox', String.raw`HKLM\SOFTWARE\Policies\Mozilla\Firefox\DNSOverHTTPS`],
] as const satisfies readonly (readonly [EncryptedDns['by'], string])[];

/** Flags of a resolver: the source of its template (the system's list, or this setting), and whether it may be used without TLS. */
const AUTOMATIC = 1;
const BY_TEMPLATE = 2;
const FALLS_BACK = 4;

export async function windowsEncryptedDns(place: Folders): Promise<EncryptedDns[]> {
  const root = place.environment['SYSTEMROOT'] || place.environment['SystemRoot'] || 'C:\\Windows';
  const query = async (...words: string[]) => (await outputOf(place, [join(root, 'System32', 'reg.exe'), 'query', ...words])) ?? '';
  const [policy, interfaces, ...browsers] = await Promise.all([
    query(POLICY),
    query(INTERFACES, '/s'),
    ...BROWSERS.map(([, key]) => query(key)),
  ]);
  return parseWindowsDns({ policy, interfaces, browsers: Object.fromEntries(BROWSERS.map(([by], index) => [by, browsers[index] ?? ''])) });
}

export interface WindowsDnsOutput {
  policy: string;
  interfaces: string;
  browsers: Partial<Record<EncryptedDns['by'], string>>;
}

/** A policy that prohibits or requires encryption overrides every interface. */
export function parseWindowsDns({ policy, interfaces, browsers }: WindowsDnsOutput): EncryptedDns[] {
  const said = keysIn(policy).flatMap(({ values }) => Number(values.get('DoHPolicy') ?? Number.NaN));
  const own = resolversIn(interfaces);
  const ofPolicy = (mode: EncryptedDns['mode'], servers: string[]): EncryptedDns => ({
    ...{ by: 'windows', over: 'https', mode, servers, file: POLICY },
  });
  const system = said.includes(3)
    ? [
        ofPolicy(
          'strict',
          own.flatMap(({ servers }) => servers),
        ),
      ]
    : said.includes(1)
      ? [ofPolicy('off', [])]
      : own;
  return [...system, ...BROWSERS.flatMap(([by, key]) => browserFound(by, key, browsers[by] ?? ''))];
}

function resolversIn(printed: string): EncryptedDns[] {
  return keysIn(printed).flatMap(({ key, values }): EncryptedDns[] => {
    const flags = Number(values.get('DohFlags') ?? '0');
    if (!/\\DohInterfaceSettings\\Doh6?\\/i.test(key) || (flags & (AUTOMATIC | BY_TEMPLATE)) === 0) return [];
    const mode = (flags & FALLS_BACK) === 0 ? 'strict' : 'opportunistic';
    // The interface's number is left out, because it is meaningless to users.
    return [{ by: 'windows', over: 'https', mode, servers: hostsOfTemplates(values.get('DohTemplate')), file: INTERFACES }];
  });
}

function browserFound(by: EncryptedDns['by'], file: string, printed: string): EncryptedDns[] {
  const [values = new Map<string, string>()] = keysIn(printed).map((each) => each.values);
  if (by === 'firefox') {
    if (!values.has('Enabled')) return [];
    const isOn = Number(values.get('Enabled')) === 1;
    const mode = !isOn ? 'off' : Number(values.get('Fallback') ?? '1') === 0 ? 'strict' : 'opportunistic';
    return [{ by, over: 'https', mode, servers: hostsOfTemplates(values.get('ProviderURL')), file }];
  }
  const modes = { secure: 'strict', automatic: 'opportunistic', off: 'off' } as const;
  const mode = modes[(values.get('DnsOverHttpsMode') ?? '') as keyof typeof modes] as EncryptedDns['mode'] | undefined;
  return mode === undefined ? [] : [{ by, over: 'https', mode, servers: hostsOfTemplates(values.get('DnsOverHttpsTemplates')), file }];
}

/** Parses the output of `reg query`: a key on its own line, then name, type and value, four spaces apart. */
function keysIn(printed: string): { key: string; values: Map<string, string> }[] {
  const keys: { key: string; values: Map<string, string> }[] = [];
  for (const line of printed.split(/\r?\n/)) {
    if (/^HKEY_\w{1,40}\\/.test(line)) keys.push({ key: line.trim(), values: new Map() });
    const [, name, value] = /^ {4}(.{1,255}?) {4}REG_\w{1,20} {4}(.{0,4000})$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) keys.at(-1)?.values.set(name, value);
  }
  return keys;
}
