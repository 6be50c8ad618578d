/** The set of texts that stay readable: hosts, addresses and words of the access requirements, and their hosts' parent domains. */

import { parseAddress } from '../model/address.ts';
import { bareHost } from '../model/target.ts';
import { ALWAYS_PUBLIC, COMMON_SUFFIXES, COUNTRY_SECOND_LEVEL, SHARED_SERVICES, VENDOR_DOMAINS } from './words.ts';

export interface PublicSet {
  /** Whether the text is exactly a host, an address, or an endpoint as the access requirements spell it. */
  has(text: string): boolean;
  /** Whether the host is in the catalogue, so that paths below it are public. */
  isCatalogueHost(host: string): boolean;
  /** The number of labels at the end of a name that stay readable: a published domain or a common suffix. */
  publicTail(labels: readonly string[]): number;
  /** Adds hosts that measurements show to be public; returns true if one was new. */
  extend(hosts: readonly string[], wordForWord: readonly string[]): boolean;
  /** Published texts, which stay readable. */
  text: string;
}

export function createPublicSet(names: Iterable<string>): PublicSet {
  const words = new Set<string>();
  const hosts = new Set<string>();
  const domains = new Set<string>();
  /** Domains of which every host is published: `*.vscode-unpkg.net`. */
  const wild = new Set<string>();
  const add = (host: string, catalogue: boolean) => {
    words.add(host);
    if (catalogue) hosts.add(host);
    if (host.startsWith('*.')) wild.add(host.slice(2));
    if (parseAddress(host) === null) for (const domain of parents(host)) domains.add(domain);
  };
  for (const name of names) {
    words.add(name.toLowerCase());
    const host = hostOf(name.toLowerCase());
    if (host !== null) add(host, true);
  }
  for (const host of ALWAYS_PUBLIC) add(host, true);
  for (const host of SHARED_SERVICES) add(host, false);
  for (const domain of VENDOR_DOMAINS) domains.add(domain);

  const isWild = (name: string) => parents(name).some((domain) => domain !== name && wild.has(domain)) && !/(?:^|\.)\d{12}\./.test(name);
  return {
    has: (text) => words.has(text.toLowerCase()) || isWild(text.toLowerCase()),
    isCatalogueHost: (host) => hosts.has(host.toLowerCase()) || isWild(host.toLowerCase()),
    publicTail(labels) {
      for (let start = 0; start < labels.length; start++) {
        if (domains.has(labels.slice(start).join('.'))) return labels.length - start;
      }
      return commonTail(labels);
    },
    extend(shown, wordForWord) {
      const before = words.size;
      for (const host of shown) add(host.toLowerCase(), true);
      for (const word of wordForWord) words.add(word.toLowerCase());
      return words.size > before;
    },
    text: [...words].join('\n'),
  };
}

/** The host in a URL or in a host with or without a port; null for other words. */
function hostOf(name: string): string | null {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(\[[0-9a-f:.]+\]|[^\s/:@?#]+)(?::\d+)?(?:[/?#].*)?$/.exec(name)?.[1];
  if (host !== undefined) return bareHost(host);
  return parseAddress(name) === null ? null : name;
}

/** Returns `a.b.example.com` and each parent domain down to `example.com`. */
function parents(host: string): string[] {
  const labels = host.replace(/^\*?\./, '').split('.');
  return labels.slice(0, -1).map((_, start) => labels.slice(start).join('.'));
}

function commonTail(labels: readonly string[]): number {
  const last = labels.at(-1) ?? '';
  if (labels.length < 2) return 0;
  if (/^[a-z]{2}$/.test(last)) return labels.length > 2 && COUNTRY_SECOND_LEVEL.has(labels.at(-2) ?? '') ? 2 : 1;
  return COMMON_SUFFIXES.has(last) ? 1 : 0;
}
