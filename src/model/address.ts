/** The family of an address and its class in the IANA special-purpose registries, derived from the address alone. */
import ipaddr from 'ipaddr.js';
import { type AddressBlock, maskedAddress } from './masked.ts';
import { remembered } from './remembered.ts';

export type AddressClass =
  | 'loopback'
  | 'unspecified'
  | 'private'
  | 'link-local'
  | 'shared'
  | 'documentation'
  | 'benchmarking'
  | 'multicast'
  | 'reserved'
  | 'public'
  | 'not-an-address';

/** 4 or 6; null if the text is not an address. */
export function addressFamily(text: string): 4 | 6 | null {
  const address = parseAddress(text);
  if (address === null) return maskedAddress(text)?.family ?? null;
  return address.kind() === 'ipv4' ? 4 : 6;
}

/**
 * An IPv6 address that embeds an IPv4 one (`::ffff:a.b.c.d`, NAT64, 6to4) has the class of that one. A masked address keeps its class, so
 * that a redacted session gets the same diagnosis.
 */
export function addressClass(text: string): AddressClass {
  if (isPlainlyName(text)) return 'not-an-address';
  return isPlainlyPublic(text) ? 'public' : classOf(text);
}

const classOf = remembered(classify);

/** A quick test, so that most names need no parser: an IPv4 address ends in a digit, and an IPv6 address has a colon. */
function isPlainlyName(text: string): boolean {
  const last = text.charCodeAt(text.length - 1) | 0x20;
  return last >= 0x61 && last <= 0x7a && !text.includes(':') && !text.startsWith('px-');
}

/** First octets that contain special-purpose blocks (IANA IPv4 registry); unicast addresses with any other first octet are public. */
const SPECIAL_OCTETS: ReadonlySet<number> = new Set([0, 10, 100, 127, 169, 172, 192, 198, 203]);
const LAST_UNICAST_OCTET = 223;

const PLAIN_IPV4 = /^[1-9]\d{0,2}\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){2}$/;

/** A quick test that decides most addresses. Parsing or looking up all of them would slow the diagnosis. */
function isPlainlyPublic(text: string): boolean {
  const octet = PLAIN_IPV4.test(text) ? Number.parseInt(text, 10) : 0;
  return octet <= LAST_UNICAST_OCTET && !SPECIAL_OCTETS.has(octet);
}

function classify(text: string): AddressClass {
  const address = parseAddress(text);
  if (address === null) {
    const masked = maskedAddress(text);
    return masked === null ? 'not-an-address' : CLASS_OF_BLOCK[masked.block];
  }
  const carried = carriedIpv4(address);
  if (carried !== null) return addressClass(carried);
  if (inAny(address, DOCUMENTATION)) return 'documentation';
  if (inAny(address, BENCHMARKING)) return 'benchmarking';
  return CLASS_OF_RANGE[address.range()] ?? (isUnassigned(address) ? 'reserved' : 'public');
}

/** True if the address can be reached only inside an organisation, like the address of a VPC endpoint or a sinkhole. */
export function isInternalAddress(text: string): boolean {
  const found = addressClass(text);
  return found === 'private' || found === 'shared';
}

/** The canonical spelling (RFC 5952), so that equal addresses compare equal; other text is unchanged. */
export function plainAddress(text: string): string {
  return parseAddress(text)?.toString() ?? text;
}

/** At least two colons (RFC 4291), and an optional interface name as systems spell it (RFC 4007 §11.2). */
const IPV6_LETTERS = /^(?=[^:]*:[^:]*:)(?<address>[0-9a-f:.]{2,45})(?:%(?<zone>[\w.-]{1,15}))?$/i;

/** Canonical notations only: `10.1` and `0x7f.1` are names, as in Go. */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // Decides most names without the library, which reports a failure by throwing and is therefore slow.
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null;
  const { address, zone } = IPV6_LETTERS.exec(text)?.groups ?? {};
  if (address === undefined || !ipaddr.IPv6.isValid(address)) return null;
  const parsed = ipaddr.IPv6.parse(address);
  // The library accepts fewer interface names than systems do (`br-lan`, `eth0.100`).
  if (zone !== undefined) parsed.zoneId = zone;
  return parsed;
}

/** Parses a network in CIDR notation; null for other text. `10/8` is invalid, as in Go. */
export function parseNetwork(text: string): [network: ipaddr.IPv4 | ipaddr.IPv6, bits: number] | null {
  const [address = '', bits = '', ...more] = text.split('/');
  const network = /^\d{1,3}$/.test(bits) && more.length === 0 ? parseAddress(address) : null;
  const longest = network?.kind() === 'ipv4' ? 32 : 128;
  return network !== null && Number(bits) <= longest ? [network, Number(bits)] : null;
}

/** The network of an address, such as `10.20.0.0/24`; null for a masked address. */
export function networkOf(address: string, prefix: number): string | null {
  const parsed = parseNetwork(`${address}/${prefix}`);
  if (parsed === null) return null;
  const kind = parsed[0].kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${kind.networkAddressFromCIDR(`${parsed[0]}/${prefix}`)}/${prefix}`;
}

/** The class of a masked address. */
const CLASS_OF_BLOCK = {
  '10': 'private',
  '172': 'private',
  '192': 'private',
  ula: 'private',
  cgn: 'shared',
  pub: 'public',
} as const satisfies Record<AddressBlock, AddressClass>;

const CLASS_OF_RANGE: Readonly<Record<string, AddressClass>> = {
  loopback: 'loopback',
  unspecified: 'unspecified',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  linkLocal: 'link-local',
  carrierGradeNat: 'shared',
  multicast: 'multicast',
  broadcast: 'reserved',
  reserved: 'reserved',
  discard: 'reserved',
  // Teredo does not have the class of the embedded IPv4 address, which was reached through relays that are shut down (RFC 4380, RFC 8190).
  teredo: 'reserved',
};

/** All global unicast addresses (RFC 4291 §2.4, IANA IPv6 address space). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

function isUnassigned(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address.kind() === 'ipv6' && !inAny(address, [GLOBAL_UNICAST]);
}

/** Networks reserved for documentation (RFC 5737, RFC 3849, RFC 9637). */
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'].map((range) =>
  ipaddr.parseCIDR(range),
);
/** Networks reserved for benchmarking (RFC 2544, RFC 5180). */
const BENCHMARKING = ['198.18.0.0/15', '2001:2::/48'].map((range) => ipaddr.parseCIDR(range));

function inAny(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][]): boolean {
  return ranges.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

/** IPv6 prefixes that embed an IPv4 address, and its byte offset (RFC 4291, RFC 2765, RFC 6052, RFC 8215; 6to4). */
const CARRYING: readonly [range: [ipaddr.IPv4 | ipaddr.IPv6, number], at: number][] = (
  [
    ['::ffff:0:0/96', 12],
    ['::/96', 12],
    ['::ffff:0:0:0/96', 12],
    ['64:ff9b::/96', 12],
    ['64:ff9b:1::/48', 12],
    ['2002::/16', 2],
  ] as const
).map(([range, at]) => [ipaddr.parseCIDR(range), at]);

function carriedIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): string | null {
  if (!(address instanceof ipaddr.IPv6) || address.range() === 'loopback' || address.range() === 'unspecified') return null;
  const at = CARRYING.find(([range]) => inAny(address, [range]))?.[1];
  return at === undefined
    ? null
    : address
        .toByteArray()
        .slice(at, at + 4)
        .join('.');
}
