/** What a proxy answers to CONNECT, or to a whole URL: login first, then its access rules, then what lies behind it (Squid's order). */
import { isIP } from 'node:net';
import type { ProxyDescription } from './description.ts';
import { firstFor } from './patterns.ts';
import type { RuleConnect } from './servers/proxy-server.ts';

/** `behind` is the port on loopback where the target answers, null if it does not exist. */
export function ruleConnect(proxy: ProxyDescription, behind: (host: string, port: number) => number | null): RuleConnect {
  return (host, port, credentials) => {
    const { login, connect = [] } = proxy;
    if (login !== undefined && (login.accepts === null || credentials !== login.accepts)) {
      return { status: 407, error: 'ERR_CACHE_ACCESS_DENIED 0', challenges: login.challenges };
    }
    const refused = firstFor(connect, host, port);
    if (refused !== undefined) return { status: refused.status, error: refused.error };
    const target = behind(host, port);
    if (target !== null) return { tunnelTo: target };
    return { status: 503, error: isIP(host) === 0 ? 'ERR_DNS_FAIL 0' : 'ERR_CONNECT_FAIL 113' };
  };
}
