/** Functions of a proxy script about addresses, as in Chromium (services/proxy_resolver/proxy_resolver_v8.cc). */
import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A name without a dot that is no IPv6 address. */
export function isPlainHostName(host: string): boolean {
  return !host.includes('.') && isIP(host) === 0;
}

/** Ascending, IPv6 before IPv4; false if an entry is not an address. */
export function sortIpAddressList(list: string): string | false {
  const texts = list
    .replace(/[ \t]/g, '')
    .split(';')
    .filter((text) => text !== '');
  if (texts.length === 0 || texts.some((text) => isIP(text) === 0)) return false;
  const keyed = texts.map((text) => ({ text, bytes: ipaddr.parse(text).toByteArray() }));
  return keyed
    .sort((some, other) => other.bytes.length - some.bytes.length || compare(some.bytes, other.bytes))
    .map(({ text }) => text)
    .join(';');
}

function compare(some: readonly number[], other: readonly number[]): number {
  const at = some.findIndex((byte, index) => byte !== other[index]);
  return at < 0 ? 0 : (some[at] ?? 0) - (other[at] ?? 0);
}

/** Whether an address is in a network in CIDR notation. IPv4 is compared with IPv6 as a mapped address. */
export function isInNetEx(address: string, network: string): boolean {
  const [, prefix = '', digits = ''] = /^\s*([^/]+)\/(\d{1,3})\s*$/.exec(network) ?? [];
  if (isIP(address) === 0 || isIP(prefix) === 0) return false;
  const bits = Number(digits);
  if (bits > (isIPv4(prefix) ? 32 : 128)) return false;
  if (isIPv4(address) === isIPv4(prefix)) return bitsOf(address).startsWith(bitsOf(prefix).slice(0, bits));
  const wide = isIPv4(prefix) ? bits + 96 : bits;
  return mappedBits(address).startsWith(mappedBits(prefix).slice(0, wide));
}

function bitsOf(address: string): string {
  return ipaddr
    .parse(address)
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
}

function mappedBits(address: string): string {
  return isIPv4(address) ? '0'.repeat(80) + '1'.repeat(16) + bitsOf(address) : bitsOf(address);
}
