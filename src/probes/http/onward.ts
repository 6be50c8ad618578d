/**
 * Allows a remote answer to redirect only to external hosts, never to this machine, its link or its network. Other hosts than those of the
 * catalogue's owners and of the requested host's owner get only a connection, and no path or query from a remote server.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { addressRefusal, type RedirectRefusal } from '../../knowledge/redirect-refusal.ts';
import { addressFamily } from '../../model/address.ts';
import type { Failure } from '../../model/failure.ts';
import { isHost, isLocalName, isPrivateName } from '../../model/host-syntax.ts';
import { bareHost, hostPort, targetHost } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { fail } from '../classify.ts';
import type { Hop } from '../connection/stop.ts';
import type { Measurement } from '../measurement.ts';

/** Why a client does not follow, before any lookup; null if it may. */
export function refusedRedirect(measurement: Measurement, from: Pick<Hop, 'scheme' | 'host' | 'port'>, url: URL): Failure | null {
  const refusal = refusalOf(measurement, from, url);
  return refusal === null ? null : fail('http.redirect', hostPort(from.host, from.port), { code: refusal });
}

function refusalOf(measurement: Measurement, from: Pick<Hop, 'scheme'>, url: URL): RedirectRefusal | null {
  const host = bareHost(url.hostname);
  if (!isHost(host)) return 'REDIRECT_TO_NO_HOST';
  if (url.username !== '' || url.password !== '') return 'REDIRECT_WITH_LOGIN';
  if (from.scheme === 'https' && url.protocol === 'http:') return 'REDIRECT_TO_HTTP';
  // The URL parser normalises the many spellings of an address (`0x7f.1`, `2130706433`).
  if (isListed(measurement, host)) return null;
  if (addressFamily(host) !== null) return addressRefusal(host, mayBePrivate(measurement, host));
  if (isLocalName(host)) return 'REDIRECT_TO_LOOPBACK';
  // A proxy would resolve the name in its own network, and may reach internal hosts.
  return isPrivateName(host) && !mayBePrivate(measurement, host) ? 'REDIRECT_TO_PRIVATE_NAME' : null;
}

/** Why a client does not use an address of a host that a remote server chose; null for other hosts. */
export function targetRefusal(measurement: Measurement, stop: Hop): ((address: string) => RedirectRefusal | null) | null {
  // A certificate lists revocation servers, and those of a company CA are inside the company's network.
  if (stop.hop === 0) return measurement.request.purpose === 'revocation' ? (address) => addressRefusal(address, true) : null;
  // A catalogue server must present a trusted certificate before any request, so it may be internal (VPC endpoints, mirrors).
  const isProved = stop.scheme === 'https' && publishedOwner(stop.host) !== null;
  const isItself = isListed(measurement, stop.host);
  return (address) => {
    const refusal = addressRefusal(address, isProved || mayBePrivate(measurement, stop.host));
    return isItself && firstAddress(measurement) === address ? null : refusal;
  };
}

/** Without a trusted certificate the server is unverified, so the path and query of its redirect are not sent to another host. */
export function isUnverifiedRequestAllowed(measurement: Measurement, { hop, host }: Pick<Hop, 'hop' | 'host'>): boolean {
  return hop === 0 || isListed(measurement, host);
}

/** A redirect's path and query are sent only to hosts of the catalogue's owners and of the requested host's owner. */
export function isForeignHost(measurement: Measurement, host: string): boolean {
  return publishedOwner(host) === null && ownerOf(host) !== ownerOf(listedHost(measurement));
}

function listedHost({ request }: Measurement): string {
  return normalizeHost(targetHost(request.target) ?? '');
}

function isListed(measurement: Measurement, host: string): boolean {
  return normalizeHost(host) === listedHost(measurement);
}

/** A private address is allowed if the host belongs to the company of the requested host, or if the requested host is private itself. */
function mayBePrivate(measurement: Measurement, host: string): boolean {
  if (publishedOwner(host) === null && !isForeignHost(measurement, host)) return true;
  const known = firstAddress(measurement);
  return known !== null && addressRefusal(known, false) === 'REDIRECT_TO_PRIVATE';
}

/** The address of the requested host; null through a proxy. */
function firstAddress(measurement: Measurement): string | null {
  const listed = listedHost(measurement);
  if (addressFamily(listed) !== null) return listed;
  const opened = measurement.phases.find((phase) => phase.name === 'tcp' && phase.hop === 0 && phase.peer === 'target');
  return opened?.name === 'tcp' ? opened['network.peer.address'] : null;
}
