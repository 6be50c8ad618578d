/** GD113: NO_PROXY exempts a host from the proxy, its direct route is blocked, and the proxy reaches it. */

import { CONNECTION_FAILURES } from '../../knowledge/connection-kinds.ts';
import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { goNoProxyVariable, goProxyVariable, goRoute } from '../../knowledge/proxies/go-proxy.ts';
import { proxyOfVariable } from '../../knowledge/proxies/variables.ts';
import { command, listing, word } from '../../model/command/index.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { WebObservation } from '../../model/observation.ts';
import { isRegionalAws } from '../facts/aws-names.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { proxyText } from '../facts/proxy-settings.ts';
import { isDialled, regionalFailures } from '../facts/regional-services.ts';
import { isOutsideNetwork } from '../facts/siblings.ts';
import { proxyOf, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { briefly, firewallLines, plural, toList, verb } from './shared/wording.ts';

interface Exempt extends FailedHop {
  entry: string | null;
  /** The same request through the proxy; undefined until it has completed. */
  other: WebObservation | undefined;
}

export const directRouteBlocked = defineRule({
  code: 'GD113',
  excludes: {
    'port-dropped': by.controls('other-route'),
    'aws-endpoint-blocked': by.controls('other-route'),
    'vpc-endpoint-unreachable': by.faults,
    'no-proxy-incomplete': by.faults,
  },

  find(view) {
    const groups = Map.groupBy(exemptAndBlocked(view), ({ port }) => port);
    return [...groups.values()].flatMap((group) => {
      const proved = group.filter(({ other }) => other?.failure === null);
      const [first] = proved;
      const proxy = first?.other === undefined ? null : proxyOf(first.other);
      if (first === undefined || proxy === null) return [];
      // If a host also fails through the proxy, the route is not the cause.
      const tried = group.filter(({ other }) => other !== undefined);
      const explained = group.filter(({ other }) => (other === undefined ? tried.length === proved.length : other.failure === null));
      const entries = unique(explained.flatMap(({ entry }) => entry ?? []));
      return [
        {
          subject: 'NO_PROXY',
          confidence: explained.length === proved.length ? ('certain' as const) : ('likely' as const),
          accountsFor: explained.map(({ observation }) => observation.id),
          evidence: proved.flatMap(({ other }) => other?.id ?? []),
          requirements: ['proxy.no-proxy'],
          facts: {
            entries,
            hosts: unique(explained.map(({ host }) => host)),
            port: first.port,
            proved: unique(proved.map(({ host }) => host)),
            proxy: proxyText(proxy),
          },
        },
      ];
    });
  },

  summary: 'NO_PROXY makes hosts bypass the proxy, but the direct route to them is closed.',
  why: 'NO_PROXY tells programs to connect to some hosts directly. The network blocks these direct connections, although the proxy reaches the same hosts.',
  stops: 'Programs that honour NO_PROXY cannot reach the exempt hosts. The same programs work without NO_PROXY.',
  otherwise: 'it was not proved that all of these hosts can be reached through the proxy',
  confusedWith: {
    'port-dropped': 'the host cannot be reached through a proxy either, or no proxy is set.',
    'aws-endpoint-blocked': 'the AWS names fail through the proxy as well, or no proxy was tried.',
    'vpc-endpoint-unreachable': 'the name resolves to a private address of the VPC.',
    'no-proxy-incomplete': 'the direct route works, but the NO_PROXY entry is missing.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 5 --noproxy '*' https://<host>/`,
      shows: 'Failed to connect',
      tells:
        'NO_PROXY requires the direct route, which is closed. If a firewall drops the packets, curl reports a timeout after five seconds.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`"$HTTPS_PROXY" --noproxy ''`),
      shows: 'CONNECT 200',
      tells: 'If curl ignores NO_PROXY, it reaches the same host through the proxy.',
    },
  ],
  example: {
    ...{ hosts: ['<host>'], port: 443, proved: ['<host>'], proxy: '<proxy>' },
    // Entries of the access requirements that exempt these hosts. Other entries are left out, because they may reveal the name of an
    // organisation.
    entries: ['<entry>'],
  },
  title: ({ hosts }) =>
    `NO_PROXY makes ${hosts.length > 2 ? plural(hosts.length, 'host') : toList(hosts)} bypass the proxy, but the direct route is closed`,
  evidence: ({ entries, hosts, port, proved, proxy }) => [
    `A proxy is configured, but NO_PROXY makes programs written in Go bypass it for ${toList(hosts)}${entries.length > 0 ? ` (${toList(entries)})` : ''}.`,
    `Direct connections to ${toList(hosts)} on port ${port} fail.`,
    `Through ${proxy}, ${toList(proved)} ${verb(proved.length, 'answers', 'answer')}.`,
  ],
  fixes: ({ entries, hosts, port, proved, proxy }) => [
    {
      owner: 'network-team',
      text: `Gitpod needs direct connections to some hosts, and NO_PROXY makes programs bypass the proxy for them. Please allow outbound TCP ${port} to ${briefly(hosts, 'host')} without the proxy.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
    {
      owner: 'you',
      text: `If your organisation does not want a direct route, remove ${entries.length > 0 ? toList(entries) : `the entry for ${briefly(hosts, 'host')}`} from NO_PROXY wherever it is set. In a test, ${toList(proved)} ${verb(proved.length, 'was', 'were')} reached through ${proxy}.`,
      command: command`echo "$NO_PROXY"; echo "$no_proxy"`,
    },
  ],
});

/** Requests that NO_PROXY made direct and that fail to connect. A public name with a private address has another cause. */
function exemptAndBlocked(view: View): Exempt[] {
  const { host: machine } = view;
  if (machine === null || goNoProxyVariable(machine.noProxy) === null || !isProxied(machine)) return [];
  const awsIsDialled = isDialled(view, regionalFailures(view));
  return failedHops(view, CONNECTION_FAILURES).flatMap((failed) => {
    if (!failed.direct || failed.hop > 0 || failed.observation.target.kind !== 'https') return [];
    // For a service that the runner always reaches directly, a change of NO_PROXY does not help.
    if (isDialled(view, [failed]) || (awsIsDialled && isRegionalAws(failed.host))) return [];
    const tcp = phaseOfHop(failed.observation, 'tcp', 0);
    const isInside = tcp?.attempts.some(({ address }) => !isOutsideNetwork(address)) ?? false;
    if (isInside && publishedOwner(failed.host) !== null) return [];
    const other = view.controlFor(failed.observation, 'other-route');
    return [{ ...failed, entry: documentedEntry(failed, machine), other: other?.route.via === 'proxy' ? other : undefined }];
  });
}

/** Without NO_PROXY this machine would send HTTPS to a proxy. */
function isProxied({ proxies }: HostFacts): boolean {
  const variable = goProxyVariable('https', proxies);
  return variable !== null && proxyOfVariable(variable) !== null;
}

/**
 * The entries of the access requirements, as users spell them. Other entries are left out, because they may reveal the name of an
 * organisation.
 */
const DOCUMENTED = ['app.gitpod.io', '.gitpod.io', '.amazonaws.com', 'amazonaws.com', '*.amazonaws.com', '.amazonaws.com.cn', '*'];

function documentedEntry({ host, port }: FailedHop, { proxies, noProxy }: HostFacts): string | null {
  const url = { scheme: 'https' as const, host, port };
  const list = goNoProxyVariable(noProxy);
  const exempts = (entry: string) => list !== null && goRoute(url, proxies, [{ ...list, entries: [entry] }]).via === 'direct';
  return list?.entries.find((entry) => DOCUMENTED.includes(entry.toLowerCase()) && exempts(entry)) ?? null;
}
