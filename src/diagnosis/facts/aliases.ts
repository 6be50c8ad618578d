/**
 * The owner of a public address, judged by the aliases (CNAME, RFC 1034 §3.6.2) that lead to it. An alias whose addresses keep changing
 * belongs to a CDN; an alias of another owner that no other resolver gives is not the service's. No published address ranges are stored:
 * AWS changes thousands of them a week, and an outdated range would point to the wrong cause.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { DnsObservation } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { dnsDetails } from './extended-errors.ts';
import { resolverText } from './names.ts';
import type { View } from './view.ts';

/** CDNs, by the alias domains that their operators document. */
const DELIVERY: ReadonlySet<string> = new Set(
  `akadns.net akamai.net akamaiedge.net akamaized.net edgekey.net edgesuite.net fastly.net fastlylb.net cloudflare.net azurefd.net
  azure.com trafficmanager.net windows.net msedge.net footprint.net awsglobalaccelerator.com cloudfront.net cdn77.org b-cdn.net
  googlehosted.com v0cdn.net alphacdn.net omegacdn.net edgecastcdn.net llnwd.net llnwi.net`.split(/\s+/),
);

/** Published names for which only some resolvers return an alias of another owner, grouped by resolver. */
export function foreignAliases(view: View, name: string): ReadonlyMap<string, string> {
  const details = dnsDetails(view).get(normalizeHost(name));
  if (details === undefined || publishedOwner(name) === null) return new Map();
  const led = endsOf(details);
  const foreign = [...led].filter(([, ends]) => ends.length > 0 && ends.every((end) => !isOfHost(end, name)));
  const known = new Set([...led].flatMap(([resolver, ends]) => (foreign.some(([other]) => other === resolver) ? [] : ends)));
  return known.size === 0 ? new Map() : new Map(foreign.flatMap(([resolver, [end]]) => (end === undefined ? [] : [[resolver, end]])));
}

/** The final name of each resolver's alias chain; the name itself without an alias. */
function endsOf({ name, answers }: DnsObservation): ReadonlyMap<string, string[]> {
  const ends = new Map<string, string[]>();
  for (const { from, datagrams = [], overTcp } of answers) {
    if (from.kind === 'system') continue;
    const whole = [...datagrams.filter(({ idMatches }) => idMatches).slice(0, 1), ...(overTcp === undefined ? [] : [overTcp])];
    for (const { addresses, aliases } of whole)
      if (addresses.length > 0)
        ends.set(resolverText(from), [...(ends.get(resolverText(from)) ?? []), normalizeHost(aliases.at(-1) ?? name)]);
  }
  return ends;
}

/** Whether the answers of these resolvers and of the others end in the same name; null without aliases, or if an answer was truncated. */
export function shareFinalName(view: View, name: string, some: readonly string[], others: readonly string[]): boolean | null {
  const details = dnsDetails(view).get(normalizeHost(name));
  if (details === undefined) return null;
  const ends = endsOf(details);
  const [here, there] = [some, others].map((resolvers) => new Set(resolvers.flatMap((resolver) => ends.get(resolver) ?? [])));
  if (here === undefined || there === undefined || here.size === 0 || there.size === 0) return null;
  if ([...here, ...there].every((end) => end === normalizeHost(name))) return null;
  return [...here].some((end) => there.has(end));
}

function isOfHost(alias: string, name: string): boolean {
  if (ownerOf(alias) === ownerOf(name) || publishedOwner(alias) !== null) return true;
  return alias.split('.').some((_, index, labels) => DELIVERY.has(labels.slice(index).join('.')));
}
