/**
 * Where the answer of a far end may lead: to hosts outside, never to this machine, its link or its network. A host of another owner
 * than that of the listed host, and none of the list's, is only connected to: path and query that a stranger chose are sent nowhere.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { type RedirectRefusal, refusedAddress } from '../../knowledge/redirect-refusal.ts';
import { addressFamily } from '../../model/address.ts';
import type { Failure } from '../../model/failure.ts';
import { isHost, isLocalName, isPrivateName } from '../../model/host-syntax.ts';
import { bareHost, hostPort, targetHost } from '../../model/target.ts';
import { normalHost } from '../../model/wildcard.ts';
import { fail } from '../classify.ts';
import type { Stop } from '../connection/stop.ts';
import type { Measurement } from '../measurement.ts';

/** What keeps a client from following, before any name is looked up; null if nothing does. */
export function refusedRedirect(measurement: Measurement, from: Pick<Stop, 'scheme' | 'host' | 'port'>, url: URL): Failure | null {
  const refusal = refusalOf(measurement, from, url);
  return refusal === null ? null : fail('http.redirect', hostPort(from.host, from.port), { code: refusal });
}

function refusalOf(measurement: Measurement, from: Pick<Stop, 'scheme'>, url: URL): RedirectRefusal | null {
  const host = bareHost(url.hostname);
  if (!isHost(host)) return 'REDIRECT_TO_NO_HOST';
  if (url.username !== '' || url.password !== '') return 'REDIRECT_WITH_LOGIN';
  if (from.scheme === 'https' && url.protocol === 'http:') return 'REDIRECT_TO_HTTP';
  // The standard of URLs has made one spelling of the many that an address has (`0x7f.1`, `2130706433`).
  if (isListed(measurement, host)) return null;
  if (addressFamily(host) !== null) return refusedAddress(host, mayBePrivate(measurement, host));
  if (isLocalName(host)) return 'REDIRECT_TO_LOOPBACK';
  // A proxy would look it up where it is, and may find what is inside.
  return isPrivateName(host) && !mayBePrivate(measurement, host) ? 'REDIRECT_TO_PRIVATE_NAME' : null;
}

/** What keeps a client from an address to which a host leads that a far end has chosen; null where it was not chosen so. */
export function refusedTarget(measurement: Measurement, stop: Stop): ((address: string) => RedirectRefusal | null) | null {
  // A certificate names its servers for revocation, those of a company's own CA inside its network.
  if (stop.hop === 0) return measurement.request.purpose === 'revocation' ? (address) => refusedAddress(address, true) : null;
  // A server of the list proves over TLS that it is one, before anything is asked of it: it may stand inside (VPC endpoints, mirrors).
  const isProved = stop.scheme === 'https' && publishedOwner(stop.host) !== null;
  const isItself = isListed(measurement, stop.host);
  return (address) => {
    const refusal = refusedAddress(address, isProved || mayBePrivate(measurement, stop.host));
    return isItself && firstAddress(measurement) === address ? null : refusal;
  };
}

/** Without a certificate that is accepted nothing is proved, so path and query that a far end chose are sent to no other host. */
export function mayAskUnverified(measurement: Measurement, { hop, host }: Pick<Stop, 'hop' | 'host'>): boolean {
  return hop === 0 || isListed(measurement, host);
}

/** Path and query of a redirect go to hosts of the list's owners and of the listed host's own, and to no other. */
export function isForeign(measurement: Measurement, host: string): boolean {
  return publishedOwner(host) === null && ownerOf(host) !== ownerOf(listedHost(measurement));
}

function listedHost({ request }: Measurement): string {
  return normalHost(targetHost(request.target) ?? '');
}

function isListed(measurement: Measurement, host: string): boolean {
  return normalHost(host) === listedHost(measurement);
}

/** A company's own host may lead to another of it, as its DNS is split; any other needs a listed host that is private itself. */
function mayBePrivate(measurement: Measurement, host: string): boolean {
  if (publishedOwner(host) === null && !isForeign(measurement, host)) return true;
  const known = firstAddress(measurement);
  return known !== null && refusedAddress(known, false) === 'REDIRECT_TO_PRIVATE';
}

/** Where the listed host was reached; null through a proxy. */
function firstAddress(measurement: Measurement): string | null {
  const listed = listedHost(measurement);
  if (addressFamily(listed) !== null) return listed;
  const opened = measurement.phases.find((phase) => phase.name === 'tcp' && phase.hop === 0 && phase.peer === 'target');
  return opened?.name === 'tcp' ? opened['network.peer.address'] : null;
}
