/** The resolver's answer about a name: the genuine address, unless the description states another answer. */
import { GATEWAY_ADDRESSES } from '../catalog/gateway.ts';
import { LIGHTHOUSES } from '../knowledge/gateway.ts';
import { ipv6For } from './addresses.ts';
import type { NetworkDescription } from './description.ts';
import { matchesHost } from './patterns.ts';
import type { DnsReply } from './servers/dns-server.ts';

export interface DnsReplies {
  reply(name: string): DnsReply;
  /** The addresses to which clients connect; the genuine address if the resolver gives none. */
  addresses(host: string): readonly string[];
}

export function dnsRepliesOf(
  { names = [], ipv6Broken = false, missingLeadTo }: NetworkDescription,
  genuine: ReadonlyMap<string, string>,
): DnsReplies {
  const addressList = (host: string): readonly string[] => {
    if (host === LIGHTHOUSES[0]) return GATEWAY_ADDRESSES;
    const address = genuine.get(host);
    if (address === undefined) return [];
    return ipv6Broken ? [address, ipv6For(address)] : [address];
  };
  const known = (name: string): DnsReply => {
    const said = names.find((rule) => matchesHost(rule.to, name))?.answer ?? 'genuine';
    const addresses = addressList(name);
    if (said === 'genuine') return addresses.length === 0 ? 'nxdomain' : { addresses };
    return typeof said === 'object' && 'before' in said ? { before: said.before, addresses } : said;
  };
  const reply = (name: string): DnsReply => {
    const said = known(name);
    return said === 'nxdomain' && missingLeadTo !== undefined ? { addresses: [missingLeadTo] } : said;
  };
  return {
    reply,
    addresses: (host) => {
      const said = reply(host);
      if (typeof said === 'string' || 'says' in said) return addressList(host);
      return 'before' in said ? said.before : said.addresses;
    },
  };
}
