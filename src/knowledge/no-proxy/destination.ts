/** A program's destination, as its proxy rules see it. */

import { bareHost } from '../../model/target.ts';
import type { GoRequestUrl } from '../proxies/go-proxy.ts';

export interface Destination extends GoRequestUrl {
  /** Whether the URL contains the port. Only then does Python compare `host:port` with the list, even for the default port. */
  portIsSpelt: boolean;
  path: string;
}

/** Parses a URL; null if it has no destination. User info, query and fragment are dropped. */
export function destinationOf(url: string): Destination | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const scheme = parsed.protocol === 'https:' ? 'https' : 'http';
  // `URL` drops the default port.
  const authority = /^[^:]+:\/*(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(url.trim());
  return {
    scheme,
    host: bareHost(parsed.hostname),
    port: parsed.port === '' ? (scheme === 'https' ? 443 : 80) : Number(parsed.port),
    portIsSpelt: authority?.[2] !== undefined,
    path: parsed.pathname,
  };
}

/** The destination as a URL, without secrets. */
export function destinationText(destination: Destination): string {
  return `${destination.scheme}://${urlHostText(destination)}${destination.path}`;
}

/** The host in URL form: an IPv6 address in brackets. */
export function bracketHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Host and port as the URL contains them. */
export function urlHostText({ host, port, portIsSpelt }: Destination): string {
  return portIsSpelt ? `${bracketHost(host)}:${port}` : bracketHost(host);
}
