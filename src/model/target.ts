/** A probe's target and route. They never hold credentials, a query or a fragment. */
import * as z from 'zod';
import { addressFamily } from './address.ts';
import { AwsTarget, awsTargetText } from './aws/operation.ts';
import { isHost, REGION_SHAPE, safePattern } from './host-syntax.ts';
import { accountId, hostName, ipAddress, plainUrl, publicText, resourceName } from './privacy.ts';

const Port = z.int().min(1).max(65535);

/** A URL over TLS. `url` is rebuilt from its parts: `https://host[:port]/path`. */
export const HttpsTarget = z.strictObject({ kind: z.literal('https'), url: plainUrl(), host: hostName(), port: Port, path: plainUrl() });
/** One address and UDP port of the gateway. */
export const UdpTarget = z.strictObject({ kind: z.literal('udp'), address: ipAddress(), port: Port });

/** Input that is not a valid target becomes a target of kind `unusable`. */
export const Target = z
  .discriminatedUnion('kind', [
    HttpsTarget,
    /** A URL without TLS: instance metadata, captive portal check. */
    z.strictObject({ kind: z.literal('http'), url: plainUrl(), host: hostName(), port: Port, path: plainUrl() }),
    /** A port that must accept a connection. */
    z.strictObject({
      kind: z.literal('tcp'),
      host: hostName(),
      port: Port,
      /** The service behind it, whose first bytes are read; absent: a connection is enough. */
      speaks: z.literal('ssh').optional(),
    }),
    UdpTarget,
    /** A name that must resolve. */
    z.strictObject({ kind: z.literal('name'), host: hostName() }),
    /** A machine image, by name pattern and owner account. */
    z.strictObject({ kind: z.literal('ami'), name: publicText(), owner: accountId() }),
    AwsTarget,
    /** An alias that exists only in SSH's configuration. */
    z.strictObject({ kind: z.literal('ssh-alias'), pattern: resourceName() }),
    /** A proxy script, by scheme, host and port (`file:` for a local one) and its number in the facts of the machine. */
    z.strictObject({ kind: z.literal('script'), url: plainUrl(), number: z.int().min(1) }),
    /** This machine. */
    z.strictObject({ kind: z.literal('host') }),
    /** A target from a file whose host is invalid. It has no host, so no rule, request or command accepts it. */
    z.strictObject({ kind: z.literal('unusable'), text: plainUrl() }),
  ])
  .overwrite((target) => (canBeAimedAt(target) ? target : { kind: 'unusable' as const, text: safePattern(targetText(target)) }));
export type Target = z.infer<typeof Target>;
export type HttpsTarget = z.infer<typeof HttpsTarget>;
export type UdpTarget = z.infer<typeof UdpTarget>;

/** The names of curl: with `socks4a` and `socks5h` the proxy looks up the host, with `socks4` and `socks5` the client. */
export const PROXY_SCHEMES = ['http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h'] as const;

/** A forward proxy without its credentials. */
export const ForwardProxy = z.strictObject({ scheme: z.enum(PROXY_SCHEMES), host: hostName(), port: Port });
export type ForwardProxy = z.infer<typeof ForwardProxy>;
export type SocksProxy = ForwardProxy & { scheme: Exclude<ForwardProxy['scheme'], 'http' | 'https'> };

export function isSocks(proxy: ForwardProxy): proxy is SocksProxy {
  return proxy.scheme !== 'http' && proxy.scheme !== 'https';
}

/** The same SOCKS proxy, with the lookup by the proxy or by the client. */
export function withLookup(proxy: SocksProxy, by: 'proxy' | 'client'): SocksProxy {
  const version = proxy.scheme.startsWith('socks5') ? 'socks5' : 'socks4';
  if (by === 'client') return { ...proxy, scheme: version };
  return { ...proxy, scheme: version === 'socks5' ? 'socks5h' : 'socks4a' };
}

export const Route = z.discriminatedUnion('via', [
  z.strictObject({ via: z.literal('direct') }),
  z.strictObject({ via: z.literal('proxy'), proxy: ForwardProxy }),
]);
export type Route = z.infer<typeof Route>;

export const DIRECT: Route = { via: 'direct' };

function canBeAimedAt(target: Target): boolean {
  switch (target.kind) {
    case 'https':
    case 'http':
      return isHost(target.host) && hostOfUrl(target.url) === target.host;
    case 'tcp':
    case 'name':
      return isHost(target.host);
    case 'udp':
      return addressFamily(target.address) !== null;
    case 'aws':
      return REGION_SHAPE.test(target.region);
    default:
      return true;
  }
}

/** Compares with the URL's own spelling, because the URL parser accepts other spellings as equal. */
function hostOfUrl(url: string): string | null {
  const written = /^https?:\/\/(\[[^\]]*\]|[^/:]*)(?::\d{1,5})?(?:\/|$)/.exec(url)?.[1];
  return written === undefined ? null : bareHost(written);
}

/** The target for a URL from any source; null if invalid. */
export function urlTargetOf(url: string): Extract<Target, { kind: 'https' | 'http' }> | null {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && isHost(bareHost(parsed.hostname)) ? urlTarget(url) : null;
}

/** Builds an https or http target from a URL with a valid host; query, fragment and user info are dropped. */
export function urlTarget(url: string): Extract<Target, { kind: 'https' | 'http' }> {
  const parsed = new URL(url);
  if (!isHost(bareHost(parsed.hostname))) throw new TypeError('a URL without a host that can be one');
  const kind = parsed.protocol === 'http:' ? 'http' : 'https';
  const port = parsed.port === '' ? (kind === 'http' ? 80 : 443) : Number(parsed.port);
  return { kind, url: `${kind}://${parsed.host}${parsed.pathname}`, host: bareHost(parsed.hostname), port, path: parsed.pathname };
}

/** `host` in socket form: an IPv6 literal without brackets. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** A part of a URL, decoded; the part itself if it is not percent-encoded UTF-8. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `host:port` for people, with an IPv6 literal in brackets. */
export function hostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

export function targetHost(target: Target): string | null {
  if ('host' in target) return target.host;
  // The URL of a local script has no host.
  if (target.kind === 'script') return bareHost(URL.parse(target.url)?.hostname ?? '') || null;
  return target.kind === 'udp' ? target.address : null;
}

export function targetPort(target: Target): number | null {
  return 'port' in target ? target.port : null;
}

/** A target for people: a URL, `host:port`, an address. */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'https':
    case 'http':
      return target.url;
    case 'tcp':
      return hostPort(target.host, target.port);
    case 'udp':
      return hostPort(target.address, target.port);
    case 'name':
      return target.host;
    case 'ami':
      return `${target.name} (${target.owner})`;
    case 'aws':
      return awsTargetText(target);
    case 'ssh-alias':
      return target.pattern;
    case 'script':
      return target.url === 'file:' ? 'local proxy script' : `proxy script at ${target.url}`;
    case 'host':
      return 'this machine';
    case 'unusable':
      return target.text;
  }
}

/** A key for each route: direct, or a proxy with scheme and port. Not for display. */
export function routeName(route: Route): string {
  return route.via === 'direct' ? 'direct' : `${route.proxy.scheme}://${route.proxy.host}:${route.proxy.port}`;
}
