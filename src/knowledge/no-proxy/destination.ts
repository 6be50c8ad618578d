/** Where a program is to go, as its proxy rules see it. */

import { bareHost } from '../../model/target.ts';
import type { RoutedUrl } from '../proxies/go-proxy.ts';

export interface Destination extends RoutedUrl {
  /** The URL spells its port out. Python compares `host:port` with the list only then, be it the default port. */
  portIsSpelt: boolean;
  path: string;
}

/** Null for what is no http or https URL. User info, query and fragment play no part and are not kept. */
export function destinationOf(url: string): Destination | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  const scheme = parsed.protocol === 'https:' ? 'https' : 'http';
  // `URL` forgets a port that is the default one.
  const authority = /^[^:]+:\/*(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(url.trim());
  return {
    scheme,
    host: bareHost(parsed.hostname),
    port: parsed.port === '' ? (scheme === 'https' ? 443 : 80) : Number(parsed.port),
    portIsSpelt: authority?.[2] !== undefined,
    path: parsed.pathname,
  };
}

/** The URL again, without what must not be shown. */
export function destinationText(destination: Destination): string {
  return `${destination.scheme}://${spelt(destination)}${destination.path}`;
}

/** The host as a URL spells it: an IPv6 address in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Host and port as the URL spells them. */
export function spelt({ host, port, portIsSpelt }: Destination): string {
  return portIsSpelt ? `${bracketed(host)}:${port}` : bracketed(host);
}
