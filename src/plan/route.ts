/** Which way a target is measured: the way that a Go program takes, until the rules of other programs are known. */
import { goProxyVariable, goRoute } from '../knowledge/proxies/go-proxy.ts';
import { proxyOfVariable } from '../knowledge/proxies/variables.ts';
import { DIRECT, type Route, type Target } from '../model/target.ts';
import type { Machine } from './machine.ts';

/** UDP and bare TCP never go through an HTTP proxy. */
export function routeOf(target: Target, machine: Machine): Route {
  if (target.kind !== 'https' && target.kind !== 'http') return DIRECT;
  return goRoute({ scheme: target.kind, host: target.host, port: target.port }, machine.proxies, machine.noProxy);
}

/** The way not taken: direct for what goes through a proxy, through the proxy for what goes direct; null without one. */
export function otherRoute(target: Target, taken: Route, machine: Machine): Route | null {
  if (taken.via === 'proxy') return DIRECT;
  if (target.kind !== 'https') return null;
  const variable = goProxyVariable('https', machine.proxies);
  const proxy = variable === null ? null : proxyOfVariable(variable);
  return proxy === null ? null : { via: 'proxy', proxy };
}
