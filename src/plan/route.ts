/** The route over which a target is measured: the one that a Go program takes. */
import { goProxy, goRoute } from '../knowledge/proxies/go-proxy.ts';
import { DIRECT, type Route, type Target } from '../model/target.ts';
import type { Machine } from './machine.ts';

/** UDP and bare TCP never use a proxy. */
export function routeOf(target: Target, machine: Machine): Route {
  if (target.kind !== 'https' && target.kind !== 'http') return DIRECT;
  return goRoute({ scheme: target.kind, host: target.host, port: target.port }, machine.proxies, machine.noProxy);
}

/** The alternative route: direct for a proxied target, through the proxy for a direct target; null if no proxy is set. */
export function otherRoute(target: Target, taken: Route, machine: Machine): Route | null {
  if (taken.via === 'proxy') return DIRECT;
  if (target.kind !== 'https') return null;
  const proxy = goProxy('https', machine.proxies);
  return proxy === null ? null : { via: 'proxy', proxy };
}
