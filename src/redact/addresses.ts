/**
 * Masks addresses. A masked address keeps its family, its block (10/8, 172.16/12, 192.168/16, carrier-grade NAT, unique local, public) and
 * whether it shares a /24 (IPv6: a /64) with another. Addresses that are the same on every machine are not masked.
 */
import type ipaddr from 'ipaddr.js';
import { type AddressClass, addressClass, parseAddress } from '../model/address.ts';
import { type AddressBlock, addCheckLetter } from '../model/masked.ts';
import type { RedactionLevel } from './level.ts';
import type { PublicSet } from './public-set.ts';
import type { Tagger } from './tag.ts';

export interface AddressContext {
  level: RedactionLevel;
  tag: Tagger;
  publicSet: PublicSet;
  /** Called for every pseudonym, for the decode map. */
  made(pseudonym: string, original: string): void;
}

/** The classes that are masked. Loopback, link-local (including metadata), documentation and similar addresses identify nothing. */
const MASKED_CLASSES: ReadonlySet<AddressClass> = new Set(['private', 'shared', 'public']);
/** Whole blocks that occur in NO_PROXY and route tables. */
const COMMON_NETWORKS = new Set([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fd00::/8',
  '0.0.0.0/0',
  '::/0',
]);

/** Masks an address, possibly with a prefix length; null for other text. */
export function maskAddress(text: string, context: AddressContext): string | null {
  const [, spelt = '', prefix = ''] = /^([^/]*)(\/\d{1,3})?$/.exec(text) ?? [];
  const address = parseAddress(spelt);
  if (address === null) return null;
  if (context.level === 'network-clear' || context.publicSet.has(spelt) || COMMON_NETWORKS.has(text)) return text;
  if (!MASKED_CLASSES.has(addressClass(spelt))) return text;
  return pseudonym(plain(address), context) + prefix;
}

function pseudonym(address: ipaddr.IPv4 | ipaddr.IPv6, context: AddressContext): string {
  const bytes = address.toByteArray();
  const whole = bytes.join('.');
  const family = bytes.length === 4 ? 'ip4' : 'ip6';
  const network = context.level === 'strict' ? whole : bytes.slice(0, bytes.length === 4 ? 3 : 8).join('.');
  const body = `px-${family}-${block(bytes)}-${context.tag('network', network, 4)}-${context.tag('address', whole, 3)}`;
  const result = addCheckLetter(body);
  context.made(result, address.toString());
  return result;
}

function block(bytes: readonly number[]): AddressBlock {
  const found = addressClass(spelling(bytes));
  if (found === 'public') return 'pub';
  if (found === 'shared') return 'cgn';
  if (bytes.length !== 4) return 'ula';
  return bytes[0] === 10 ? '10' : bytes[0] === 172 ? '172' : '192';
}

function spelling(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  return Array.from({ length: 8 }, (_, index) => (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16)).join(':');
}

/** Converts an IPv4-mapped IPv6 address to the IPv4 address. */
function plain(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  return 'isIPv4MappedAddress' in address && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
