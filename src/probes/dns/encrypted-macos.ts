/**
 * Encrypted lookups on macOS, set by configuration profiles (payload `com.apple.dnsSettings.managed`) and not shown by `scutil --dns`.
 * Based on Apple's description of the payload and its programs' list format; not tested on a Mac.
 */
import type { EncryptedDns } from '../../model/host-facts.ts';
import { outputOf } from '../machine/settings/answer-of.ts';
import type { Folders } from '../machine/settings/place.ts';
import { hostsOfTemplates } from './doh-template.ts';

/** Users find it in System Settings › General › Device Management. */
const FILE = 'com.apple.dnsSettings.managed';

export async function macosEncryptedDns(place: Folders): Promise<EncryptedDns[]> {
  return parseMacosDns((await outputOf(place, ['/usr/sbin/system_profiler', 'SPConfigurationProfileDataType'])) ?? '');
}

/** Parses `DNSSettings = { DNSProtocol = HTTPS; ServerURL = "https://…"; };` of each payload, over several lines. */
export function parseMacosDns(printed: string): EncryptedDns[] {
  return Array.from(printed.matchAll(/\bDNSSettings"?\s{0,20}=\s{0,20}\{([^{}]{0,4000})\}/g), ([, settings = '']): EncryptedDns[] => {
    const value = (name: string) => new RegExp(`\\b${name}"?\\s{0,20}=\\s{0,20}"?([^";]{1,1000})"?;`).exec(settings)?.[1]?.trim();
    const over = { HTTPS: 'https', TLS: 'tls' }[value('DNSProtocol') ?? ''] as EncryptedDns['over'] | undefined;
    if (over === undefined) return [];
    const servers = over === 'https' ? hostsOfTemplates(value('ServerURL')) : [value('ServerName') ?? []].flat();
    // Without this setting there is no fallback to the network's resolver.
    const mode = value('AllowFailover') === '1' ? 'opportunistic' : 'strict';
    return [{ by: 'macos', over, mode, servers, file: FILE }];
  }).flat();
}
