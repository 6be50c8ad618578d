/** GD601: direct connections to regional AWS names fail. The facts list the services and which of them are needed. */

import { TLS_CUT_OFF } from '../../knowledge/connection-kinds.ts';
import { command, listing } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { serviceInRegion } from '../facts/aws-names.ts';
import { completedHandshakes } from '../facts/handshakes.ts';
import { unique } from '../facts/order.ts';
import { isDialled, type RegionalFailure, regionalFailures, type ServiceFacts, servicesOf } from '../facts/regional-services.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { briefly, firewallLines, plural, toList, verb } from './shared/wording.ts';

export const awsEndpointBlocked = defineRule({
  code: 'GD601',
  excludes: { 'direct-route-blocked': failsThroughProxy, 'vpc-endpoint-unreachable': by.faults, 'no-direct-egress': by.otherHosts },

  find(view) {
    const failures = regionalFailures(view).filter(({ internal }) => !internal);
    const direct = directlyConnected(view);
    const carried = connectedThroughProxy(view);
    if (failures.length === 0 || direct.length + carried.length === 0) return [];
    return [...Map.groupBy(failures, ({ region }) => region)].map(([region, group]) => {
      const services = servicesOf(group);
      const throughProxy = worksThroughProxy(view, group);
      const dialled = isDialled(view, group);
      return {
        subject: region,
        confidence: confidenceOf(services.length, comparedWith(view, group), dialled ? 0 : throughProxy.length),
        accountsFor: group.map(({ observation }) => observation.id),
        evidence: [...direct, ...carried].slice(0, 3).map(({ id }) => id),
        facts: {
          region,
          services,
          reachable: unique(direct.flatMap(({ host }) => serviceInRegion(region, host))),
          throughProxy,
          dialled,
          pastProxy: (view.host?.proxies ?? []).some(({ host }) => host !== null),
        },
      };
    });
  },

  summary: 'Regional AWS APIs cannot be reached directly.',
  why: 'Calls to AWS bypass the HTTP proxy, because the recommended NO_PROXY includes .amazonaws.com. A runner of 2026 always connects to some services directly. These calls need another route: a NAT gateway, VPC endpoints, or a firewall rule for each service.',
  stops: 'The runner cannot start instances, pull images, read secrets or write its state, depending on the service.',
  otherwise: 'the services may be unavailable in this region',
  confusedWith: {
    'direct-route-blocked': 'the same name works through the proxy.',
    'vpc-endpoint-unreachable':
      'the name resolves to a private address of the VPC, and the endpoint at this address does not accept the connection.',
    'no-direct-egress': 'no direct connection leaves at all.',
  },
  byHand: [
    {
      run: command`curl -sS --noproxy '*' --connect-timeout 5 -o /dev/null -w '%{http_code}\\n' https://<service>.<region>.amazonaws.com/`,
      shows: '000',
      tells:
        'No answer arrived: the connection was refused or timed out. If the name leads to a private address, the cause is a VPC endpoint that does not accept this machine.',
    },
  ],
  example: {
    region: '<region>',
    services: [{ service: '<service>', host: '<service>.<region>.amazonaws.com', level: 'required' }],
    // Services of the region that answer.
    reachable: [],
    throughProxy: [],
    // True if a proxy is configured but NO_PROXY exempts these names.
    pastProxy: false,
    // True if the access requirements say that the runner never uses a proxy for these services.
    dialled: false,
  },
  title: ({ region, services }) =>
    `${plural(services.length, 'AWS service')} in ${region} cannot be reached directly: ${toList(names(services))}`,
  evidence: ({ services, reachable, throughProxy, pastProxy, dialled }) => [
    `No connection: ${toList(
      services.map(({ host, level }) => `${host} (${level})`),
      12,
    )}.`,
    reachable.length > 0
      ? `Other services of the region answer: ${toList(reachable, 12)}.`
      : 'Other hosts that Gitpod needs answer, but no AWS service of this region answers.',
    throughProxy.length > 0 && `Through the proxy ${toList(throughProxy)} ${verb(throughProxy.length, 'answers', 'answer')}.`,
    pastProxy &&
      (dialled
        ? 'A proxy is configured, but the runner connects to these services without it. If this direct connection fails, the runner reports a degraded network.'
        : 'A proxy is configured, but NO_PROXY makes programs bypass it for these names.'),
  ],
  fixes: ({ region, services, throughProxy, dialled }) => [
    {
      owner: 'aws-admin',
      text: `The runner's subnets cannot reach ${toList(names(services), 12)} in ${region} on TCP 443. Please give the runner's subnets a route to AWS: a NAT gateway, or VPC endpoints with private DNS (gateway endpoints for s3 and dynamodb, interface endpoints for other services). Please also allow outbound 443 in security groups and network ACLs. ${ONE_IS_ENOUGH}`,
      command: listing('names', unique(services.map((each) => `com.amazonaws.${region}.${endpointName(each)}`))),
    },
    {
      owner: 'network-team',
      text: `Please allow outbound TCP 443 from the runner's subnets, without a proxy, to ${briefly(
        services.map(({ host }) => host),
        'host',
      )}. ${ONE_IS_ENOUGH}`,
      command: listing(
        'rules',
        firewallLines(
          'TCP',
          443,
          services.map(({ host }) => host),
        ),
      ),
    },
    !dialled &&
      throughProxy.length > 0 && {
        owner: 'you',
        text: `${toList(throughProxy)} ${verb(throughProxy.length, 'answers', 'answer')} through the proxy. If no direct route can be opened, remove .amazonaws.com from NO_PROXY and let the proxy carry the AWS calls.`,
      },
  ],
});

const ONE_IS_ENOUGH =
  'One change is enough: a route from the AWS administrators, or a firewall rule from the network team. Both teams received this request.';

/** Endpoint services named differently from their host (AWS PrivateLink, services that integrate). */
function endpointName({ service, host }: ServiceFacts): string {
  if (service !== 'ecr') return service;
  return host.startsWith('api.ecr.') ? 'ecr.api' : 'ecr.dkr';
}

/** ECR has an endpoint for its API and one for each registry. */
function names(services: readonly ServiceFacts[]): string[] {
  return unique(services.map((each) => endpointName(each)));
}

function worksThroughProxy(view: View, group: readonly RegionalFailure[]): string[] {
  const working = group.filter(({ observation }) => {
    const other = view.controlFor(observation, 'other-route');
    return other !== undefined && other.route.via === 'proxy' && other.failure === null;
  });
  return unique(working.map(({ host }) => host));
}

/** True if the other route failed as well, does not exist, or is not taken. */
function failsThroughProxy(view: View, claim: Claim<unknown>): readonly string[] {
  const claimed = regionalFailures(view).filter(({ observation }) => claim.accountsFor.includes(observation.id));
  if ((view.host?.proxies ?? []).length === 0 || isDialled(view, claimed)) return by.hostFacts(view, claim);
  return view.controls('other-route').flatMap(({ id, route, failure }) => (route.via === 'proxy' && failure !== null ? id : []));
}

/** Hosts that got further than the blocked hosts. An opened connection alone is no contrast to a TLS handshake without an answer. */
function comparedWith(view: View, group: readonly RegionalFailure[]): number {
  const inTls = group.some(({ observation }) => observation.failure !== null && TLS_CUT_OFF.has(observation.failure.kind));
  return inTls ? completedHandshakes(view).filter(({ direct }) => direct).length : directlyConnected(view).length;
}

/**
 * True if several services of one region fail while other hosts answer directly, so that neither the egress nor a single server is the
 * cause.
 */
function confidenceOf(services: number, direct: number, throughProxy: number): Confidence {
  return services > 1 && direct > 0 && throughProxy === 0 ? 'certain' : 'likely';
}
