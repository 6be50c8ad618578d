/**
 * Opens a usable connection: dns → tcp → (tls to the proxy → tunnel) → tls. Some SOCKS proxies need an address, so the target is looked up
 * first.
 */
import type { Socket } from 'node:net';
import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { TRUST_STORES } from '../../model/consumer.ts';
import type { Failure } from '../../model/failure.ts';
import { isSocks } from '../../model/target.ts';
import { type AddressRefusal, refusalBehindProxy, resolveHost } from '../dns/resolve.ts';
import { targetRefusal } from '../http/onward.ts';
import type { Measurement } from '../measurement.ts';
import { openTls } from '../tls/handshake.ts';
import type { Tools } from '../tools.ts';
import { openSocks } from './socks.ts';
import type { Hop } from './stop.ts';
import { openTcp } from './tcp.ts';
import { openTunnel } from './tunnel.ts';

export interface ReachedEndpoint {
  /** The connection is open, even after TLS with an untrusted certificate. */
  socket: Socket | null;
  failure: Failure | null;
}

/** This machine's own stores; the file of `--ca-file` is used only if a request asks for it. */
const MACHINE_STORES = TRUST_STORES.filter((store) => store !== 'named');

/** The protocols that production clients offer, in this order. */
const ALPN = ['h2', 'http/1.1'];

export async function reachEndpoint(measurement: Measurement, tools: Tools, stop: Hop): Promise<ReachedEndpoint> {
  const { request } = measurement;
  const proxy = stop.route.via === 'proxy' ? stop.route.proxy : null;
  const first = proxy ?? stop;
  const at = { hop: stop.hop, peer: proxy === null ? ('target' as const) : ('proxy' as const) };
  const isFirstHop = stop.hop === 0;
  const pinned = proxy === null && isFirstHop ? request.address : null;

  const refused = targetRefusal(measurement, stop);
  // Skips the lookup of public hosts, because it is slow if only the proxy knows names.
  if (proxy !== null && refused !== null && publishedOwner(stop.host) === null) {
    const failure = await refusalBehindProxy(measurement, tools.names, stop.host, { hop: stop.hop, refused });
    if (failure !== null) return { socket: null, failure };
  }
  const known = await lookupBefore(measurement, tools, stop, refused);
  if (known !== null && known.failure !== null) return { socket: null, failure: known.failure };
  const resolution = await resolveHost(measurement, tools.names, first.host, {
    ...{ ...at, address: pinned, family: request.family },
    refused: proxy === null ? refused : null,
  });
  if (resolution.failure !== null) return { socket: null, failure: resolution.failure };

  const tcp = await openTcp(measurement, tools.world, { host: first.host, port: first.port, addresses: resolution.addresses }, at);
  if (tcp.socket === null) return tcp;
  let socket: Socket = tcp.socket;

  // A probe that uses no TLS itself lists no trust stores, so the proxy's certificate may chain to any store.
  const trust = request.trust.length > 0 ? request.trust : MACHINE_STORES;
  if (proxy?.scheme === 'https') {
    const toProxy = { host: proxy.host, port: proxy.port, serverName: proxy.host, alpn: ['http/1.1'], trust };
    const outer = await openTls(measurement, tools.stores, socket, toProxy, at);
    if (outer.failure !== null || outer.socket === null) return { socket: null, failure: outer.failure };
    socket = outer.socket;
  }
  // Plain HTTP is sent to an HTTP proxy itself; everything else needs a tunnel.
  if (proxy !== null && isSocks(proxy)) {
    const address = known?.addresses[0]?.address ?? null;
    const failure = await openSocks(measurement, tools.world, socket, proxy, { host: stop.host, port: stop.port, address }, stop.hop);
    if (failure !== null) return { socket: null, failure };
  } else if (proxy !== null && stop.scheme !== 'http') {
    const failure = await openTunnel(measurement, tools.world, socket, proxy, stop, stop.hop);
    if (failure !== null) return { socket: null, failure };
  }
  if (stop.scheme !== 'https') return { socket, failure: null };

  const serverName = isFirstHop ? (request.serverName ?? stop.host) : stop.host;
  const clientHello = isFirstHop ? request.clientHello : undefined;
  const programs = isFirstHop && request.everyProgram === true ? tools.programs.ask : undefined;
  const { ownList } = request;
  const own = ownList === undefined || !trust.includes('own') ? undefined : () => tools.programs.storeOf(ownList);
  const { verifier } = request;
  const target = { host: stop.host, port: stop.port, serverName, alpn: stop.alpn ?? ALPN, trust, verifier, clientHello, programs, own };
  return openTls(measurement, tools.stores, socket, target, { hop: stop.hop, peer: 'target' });
}

/** The address to send to a SOCKS proxy instead of the name; null for any other route. SOCKS 4 has only IPv4 addresses. */
async function lookupBefore(measurement: Measurement, tools: Tools, { host, route, hop }: Hop, refused: AddressRefusal | null) {
  const scheme = route.via === 'proxy' ? route.proxy.scheme : null;
  if (scheme !== 'socks4' && scheme !== 'socks5') return null;
  return resolveHost(measurement, tools.names, host, {
    hop,
    peer: 'target',
    address: null,
    family: scheme === 'socks4' ? 4 : null,
    refused,
  });
}
