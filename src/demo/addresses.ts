/**
 * Assigns addresses to the hosts of the simulated internet. They look like public addresses of the host's owner, because a documentation
 * address would itself be a finding; nothing is ever sent to them. A host has the same address in every run.
 */
import { hostMatches } from '../model/wildcard.ts';

/** The first two bytes of an address, by owner. */
const RANGES: readonly (readonly [pattern: string, range: string])[] = [
  ['*.amazonaws.com', '52.94'],
  ['*.amazonaws.com.cn', '54.222'],
  ['*.amazonaws.eu', '51.224'],
  ['public.ecr.aws', '99.83'],
  ['*.cloudfront.net', '18.64'],
  ['*.gitpod.io', '18.65'],
  ['us01.gitpod.dev', '34.204'],
  ['*.gitpod.dev', '34.204'],
  ['*.visualstudio.com', '13.107'],
  ['*.microsoft.com', '13.107'],
  ['*.vsassets.io', '13.107'],
  ['*.jetbrains.com', '52.85'],
];
const OTHERS = '151.101';

/** An IPv6 address for a host that looks public. It is derived from the IPv4 address, so it is also the same in every run. */
export function ipv6For(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return `2600:1f18:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::1`;
}

/** Gives each host an address of its own. If two hosts would get the same address, the second gets the next free one. */
export function assignAddresses(hosts: Iterable<string>): Map<string, string> {
  const taken = new Set<string>();
  const addresses = new Map<string, string>();
  for (const host of hosts) {
    const range = RANGES.find(([pattern]) => hostMatches(pattern, host))?.[1] ?? OTHERS;
    let place = fnv1a(host);
    while (taken.has(spelt(range, place))) place += 1;
    taken.add(spelt(range, place));
    addresses.set(host, spelt(range, place));
  }
  return addresses;
}

/** Chooses the last two bytes. They are never 0 or 255, because such an address looks like that of a network or a broadcast. */
function spelt(range: string, place: number): string {
  return `${range}.${1 + (Math.floor(place / 254) % 254)}.${1 + (place % 254)}`;
}

/** The 32-bit Fowler–Noll–Vo hash. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
