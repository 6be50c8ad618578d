/** GD502: the gateway's own name passes, but the names below it do not. */

import { CONNECTION_FAILURES, TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import { command, listing } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { isGatewayRow } from '../facts/gateway.ts';
import { endpointOfHop, type FailedHop, failedHops, firstPeer } from '../facts/hops.ts';
import { nameLookupFacts } from '../facts/names.ts';
import { neutralName } from '../facts/neutral-name.ts';
import { unique } from '../facts/order.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { firewallLines, toList } from './shared/wording.ts';

/** NXDOMAIN is excluded: we chose the name that represents the wildcard, so it may not exist. */
const REFUSED: readonly FailureKind[] = ['dns.servfail', 'dns.refused', 'dns.malformed'];
/** The system lookup reports `dns.unavailable` for any reason; resolvers queried directly report the real one. */
const LOOK_UP: readonly FailureKind[] = [...REFUSED, 'dns.unavailable'];
const BLOCKED: ReadonlySet<FailureKind> = new Set<FailureKind>([...CONNECTION_FAILURES, ...LOOK_UP]);

export const gatewaySubdomainsBlocked = defineRule({
  code: 'GD502',
  excludes: { 'name-not-found': by.faults, 'gateway-port-blocked': by.evidence, 'name-filtered-in-tls': by.evidence },

  find(view) {
    const apexes = passingGateways(view);
    if (apexes.size === 0) return [];
    const below = failedHops(view, BLOCKED).flatMap((failed) => {
      const apex = failed.hop === 0 ? apexOf(failed, apexes) : undefined;
      return apex === undefined || isMerelyUnanswered(view, failed) ? [] : [{ failed, apex }];
    });
    return [...Map.groupBy(below, ({ failed, apex }) => `${apex.host}:${failed.port}`).values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const hosts = unique(group.map(({ failed }) => failed.host));
      const lookUps = hosts.flatMap((host) => view.dnsOf(host) ?? []).filter((each) => view.isFailed(each));
      return {
        subject: `*.${first.apex.host}:${first.failed.port}`,
        confidence: group.every((each) => isSettled(view, each)) ? 'certain' : ('likely' satisfies Confidence),
        accountsFor: [...group.map(({ failed }) => failed.observation.id), ...lookUps.map(({ id }) => id)],
        evidence: unique(group.map(({ apex }) => apex.id)),
        facts: { apex: first.apex.host, hosts, port: first.failed.port, where: whereOf(first.failed.kind) },
      };
    });
  },

  summary: 'The gateway itself is reachable, but the names below it are not.',
  why: 'A filter allows only us01.gitpod.dev. Each gateway service has its own name below us01.gitpod.dev. For these names, the DNS, firewall or URL filter has to allow *.us01.gitpod.dev.',
  stops: 'A Standard runner reaches the gateway but not its services. It stays offline or loses its environments.',
  otherwise: 'the names that were tried for the wildcard may not exist',
  confusedWith: {
    'name-not-found': 'the name does not exist, so it proves nothing about the wildcard; here the name exists but is blocked.',
    'gateway-port-blocked': 'the gateway’s own name fails on this port as well.',
    'name-filtered-in-tls': 'a filter blocks any host by its name; here the rule for the gateway lacks the wildcard.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 10 -w 'exit %{exitcode}\\n' https://us01.gitpod.dev:8443/`,
      shows: 'exit 0',
      tells: 'A connection to the gateway’s own name succeeds.',
    },
    {
      run: command`curl -sS -o /dev/null -m 10 https://api.us01.gitpod.dev:8443/`,
      shows: 'curl: (',
      tells:
        'A connection to a name below the gateway fails. “(35)” means that TLS was cut, and “(6)” that the name does not resolve. “(7)” and “(28)” mean that no connection opens.',
    },
  ],
  example: {
    ...{ apex: 'us01.gitpod.dev', hosts: ['<name>.us01.gitpod.dev'], port: 8443 },
    // The failing phase: the lookup, the connection, or the handshake that carries the name.
    where: 'handshake',
  },
  title: ({ apex, port }) => `${apex} is reachable on port ${port}, but the names below it are blocked`,
  evidence: ({ apex, hosts, port, where }) => [`${apex}:${port} answers.`, `${toList(hosts)} on port ${port}: ${WHERE[where]}.`],
  fixes: ({ apex, port }) => [
    {
      owner: 'network-team',
      text: `Please extend the rule for ${apex} to all names below it: *.${apex} on TCP ${port}, in the firewall, the URL or SNI filter and the DNS filter.`,
      command: listing('rules', firewallLines('TCP', port, [apex, `*.${apex}`])),
    },
  ],
});

const WHERE = {
  name: 'the name does not resolve, although the same resolver was asked',
  connection: 'no connection',
  handshake: 'TCP connects, but TLS with this name is cut',
} as const;

interface Apex {
  id: string;
  host: string;
  address: string | null;
}

function passingGateways(view: View): Map<string, Apex> {
  const apexes = new Map<string, Apex>();
  for (const observation of view.passedWeb) {
    const endpoint = endpointOfHop(observation, 0);
    if (endpoint === null || !isGatewayRow(view, observation)) continue;
    apexes.set(`${endpoint.host}:${endpoint.port}`, { id: observation.id, host: endpoint.host, address: firstPeer(observation) });
  }
  return apexes;
}

/** The closest passing gateway host above this name, on the same port. */
function apexOf({ host, port }: FailedHop, apexes: ReadonlyMap<string, Apex>): Apex | undefined {
  for (let dot = host.indexOf('.'), next = host.indexOf('.', dot + 1); next > dot; dot = next, next = host.indexOf('.', dot + 1)) {
    const apex = apexes.get(`${host.slice(dot + 1)}:${port}`);
    if (apex !== undefined) return apex;
  }
  return undefined;
}

/** Only the name differs: the apex, or a neutral name, passes at the address at which the subdomain fails. */
function isSettled(view: View, { failed, apex }: { failed: FailedHop; apex: Apex }): boolean {
  if (whereOf(failed.kind) !== 'handshake') return false;
  const address = firstPeer(failed.observation);
  return neutralName(view, failed).outcome === 'passes' || (address !== null && address === apex.address);
}

/** A timeout may be a lost packet, and a name whose addresses a resolver gives is not blocked. */
function isMerelyUnanswered(view: View, { kind, host }: FailedHop): boolean {
  if (whereOf(kind) !== 'name') return false;
  const name = nameLookupFacts(view).named(host);
  return name === undefined || name.answeredDirectly || ![...name.resolvers, ...name.system].some((each) => REFUSED.includes(each));
}

function whereOf(kind: FailureKind): keyof typeof WHERE {
  if (LOOK_UP.includes(kind)) return 'name';
  return TCP_FAILURES.has(kind) ? 'connection' : 'handshake';
}
