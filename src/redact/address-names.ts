/** Finds the address in a host name. Such names get its pseudonym, so that log lines can still be matched. */
import { parseAddress } from '../model/address.ts';

/** Labels that contain an address. AWS uses `ip-10-0-0-1` and `ec2-52-1-2-3`; the other prefixes are common elsewhere. */
const LABEL = /^(?:ip|ec2|dhcp|host|node|static)-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})$/;
const ZONE_4 = /^((?:\d{1,3}\.){2,4})(in-addr\.arpa\.?)$/i;
const ZONE_6 = /^((?:[0-9a-f]\.){32})(ip6\.arpa\.?)$/i;

/** The address in a label with hyphens. */
export function addressOfLabel(label: string): string | null {
  const parts = LABEL.exec(label.toLowerCase());
  const address = parts === null ? '' : parts.slice(1).join('.');
  return parseAddress(address) === null ? null : address;
}

/** The address (or the first of the network) in a reverse lookup name, and its zone. */
export function reverseZone(name: string): { address: string; rest: string } | null {
  const four = ZONE_4.exec(name);
  if (four !== null) {
    const bytes = (four[1] ?? '').split('.').filter(Boolean).reverse();
    const address = [...bytes, '0', '0'].slice(0, 4).join('.');
    return parseAddress(address) === null ? null : { address, rest: `.${four[2]}` };
  }
  const six = ZONE_6.exec(name);
  if (six === null) return null;
  const digits = (six[1] ?? '').split('.').filter(Boolean).reverse().join('');
  return { address: digits.replace(/.{4}(?=.)/g, '$&:'), rest: `.${six[2]}` };
}
