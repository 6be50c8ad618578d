/**
 * Every connection that the counting requirements need from the measured machine. Working connections are included, because a firewall team
 * would otherwise soon get a second request.
 */
import { documentedHost, endpointOfHop, isDirectHop, lastHop } from '../../diagnosis/index.ts';
import { isCounting } from '../../knowledge/applicability.ts';
import { partitionOf } from '../../knowledge/aws/regions.ts';
import { goRoute } from '../../knowledge/proxies/go-proxy.ts';
import { KNOWN_REDIRECT_HOSTS } from '../../knowledge/redirect-hosts.ts';
import { addressClass, addressFamily } from '../../model/address.ts';
import type { Area } from '../../model/area.ts';
import type { Opening, RequiredConnection } from '../../model/handover.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import { isHost } from '../../model/host-syntax.ts';
import { hostFactsOf, isWebObservation, type Observation } from '../../model/observation.ts';
import type { Report, ReportRequirement } from '../../model/report.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, type Route, type Target } from '../../model/target.ts';
import { hostMatches } from '../../model/wildcard.ts';
import { FAILURE_WORDS } from '../evidence/failure-words.ts';
import { addressesOf } from './openings.ts';

/** Null if the title of the requirement states the purpose. */
const PURPOSES = {
  host: null,
  proxy: null,
  dns: null,
  management: 'Gitpod control plane',
  gateway: 'Gitpod gateway',
  vscode: 'VS Code and extensions',
  jetbrains: 'JetBrains IDEs',
  releases: 'Gitpod software',
  registries: 'container images',
  scm: null,
  metrics: 'metrics',
  imds: null,
  aws: 'AWS API',
  ami: 'AWS API',
  ssh: 'SSH',
} as const satisfies Record<Area, string | null>;

/**
 * Except for the control plane, requirements of the management plane belong to the installation itself: its domain, its environments, its
 * cloud.
 */
function purposeOf({ id, area, title }: Pick<Requirement, 'id' | 'area' | 'title'>): string {
  return (area === 'management' && id !== CONTROL_PLANE ? null : PURPOSES[area]) ?? title;
}

const CONTROL_PLANE = 'management.app';

/** Areas that do not depend on devices on the path. */
const OF_THE_MACHINE: ReadonlySet<Area> = new Set<Area>(['host', 'proxy', 'dns', 'imds']);

const FIRST: readonly RequiredConnection['state'][] = ['fails', 'intercepted', 'not-measured', 'works'];

type Place = Pick<RequiredConnection, 'protocol' | 'port' | 'proxy' | 'state' | 'seen'> & { host: string; addresses: readonly string[] };

/**
 * `needs`: all requirements, also those of areas that were not measured. `intercepted`: ids of observations with a certificate that a
 * device made.
 */
export function connections(
  report: Report,
  session: Session,
  needs: readonly Requirement[],
  openings: readonly Opening[],
  intercepted: ReadonlySet<string>,
): RequiredConnection[] {
  const found = new Map<string, RequiredConnection>();
  const judged = new Map(report.requirements.map((row) => [row.id, row]));
  const machine: Machine = hostFactsOf(session.observations) ?? { proxies: [], noProxy: [] };
  for (const requirement of needs) {
    const { id, area, endpoint } = requirement;
    const row = judged.get(id);
    if (OF_THE_MACHINE.has(area) || !(row?.counts ?? isCounting(requirement, session.profile, null))) continue;
    const about: About = { id, area, endpoint, purpose: purposeOf(requirement), needed: true };
    const measured = report.observations.filter(({ role, requirements }) => role === 'row' && requirements.includes(id));
    const places = measured.flatMap((observation) => placesOf(observation, row?.verdict === 'met', intercepted));
    const untried =
      places.length > 0
        ? []
        : requirement.targets.flatMap(({ target }) => untriedPlace(target, requirement.direct === true ? NO_PROXY : machine));
    for (const place of [...places, ...untried]) add(found, place, about);
    const redirects = KNOWN_REDIRECT_HOSTS.filter(({ from }) => from === id).map(({ host, what }) => ({ host, purpose: what }));
    const calls = area === 'ami' ? session.profile.regions.flatMap(awsHosts).map((host) => ({ host, purpose: about.purpose })) : [];
    for (const { host, purpose } of [...redirects, ...calls]) {
      if ([...found.values()].some((one) => one.host === host || hostMatches(host, one.host))) continue;
      const place = untriedPlace({ kind: 'https', url: '', host, port: 443, path: '' }, machine);
      for (const each of place) add(found, each, { ...about, purpose });
    }
  }
  for (const rule of openings) addRule(found, rule, judged);
  return [...found.values()].toSorted((a, b) => FIRST.indexOf(a.state) - FIRST.indexOf(b.state));
}

/** Adds the hosts of a requested rule, even if their requirements do not count. */
function addRule(found: Map<string, RequiredConnection>, rule: Opening, judged: ReadonlyMap<string, ReportRequirement>): void {
  for (const host of rule.allow) {
    if (found.has(keyOf({ ...rule, host }))) continue;
    for (const { id, area, endpoint, title } of rule.rows.flatMap((each) => judged.get(each) ?? []))
      add(found, { ...rule, host, state: 'fails' }, { id, area, endpoint, purpose: purposeOf({ id, area, title }), needed: rule.needed });
  }
}

/** The hosts of image queries. Both are listed, because EC2 is called only after STS has answered. */
function awsHosts(region: string): string[] {
  return ['sts', 'ec2'].map((service) => `${service}.${region}.${partitionOf(region).suffix}`);
}

/** The requirement that needs an endpoint. */
interface About extends Pick<Requirement, 'id' | 'area' | 'endpoint'> {
  purpose: string;
  needed: boolean;
}

function keyOf({ protocol, host, port, proxy }: Pick<Place, 'protocol' | 'host' | 'port' | 'proxy'>): string {
  return `${protocol} ${hostPort(host, port)} ${proxy ?? ''}`;
}

function add(found: Map<string, RequiredConnection>, place: Place, { id, area, endpoint, purpose, needed }: About): void {
  const host = documentedHost(place.host, endpoint);
  const key = keyOf({ ...place, host });
  const { protocol, port, proxy, state, seen } = place;
  const blank = { host, measured: [], addresses: [], areas: [], purposes: [], rows: [], needed, state, seen };
  const known: RequiredConnection = found.get(key) ?? { protocol, port, proxy, ...blank };
  found.set(key, known);
  into(known.measured, place.host === host || place.host.includes('*') ? [] : [place.host]);
  into(known.addresses, place.addresses);
  into(known.areas, [area]);
  into(known.purposes, [purpose]);
  into(known.rows, [id]);
  known.needed ||= needed;
  // The worst state counts, because the reader must also fix a failure that passed on retry. Any measurement is better than none.
  if (rank(state) < rank(known.state)) Object.assign(known, { state, seen });
}

function into<T>(list: T[], values: readonly T[]): void {
  list.push(...values.filter((value) => !list.includes(value)));
}

function rank(state: RequiredConnection['state']): number {
  return { intercepted: 0, fails: 1, works: 2, 'not-measured': 3 }[state];
}

/** Returns the endpoints that an observation contacted, one per hop. */
function placesOf(observation: Observation, isMet: boolean, intercepted: ReadonlySet<string>): Place[] {
  const { failure, target } = observation;
  const failed = failure !== null && !isMet ? ('fails' as const) : ('works' as const);
  const seen = failed === 'fails' && failure !== null ? FAILURE_WORDS[failure.kind].remark : null;
  if (observation.probe === 'udp' && target.kind === 'udp')
    return crossing({
      protocol: 'udp',
      host: target.address,
      port: target.port,
      proxy: null,
      addresses: [target.address],
      state: failed,
      seen,
    });
  if (observation.probe === 'aws') {
    const { endpoint } = observation;
    return endpoint === undefined
      ? []
      : crossing({
          ...{ protocol: 'tcp', host: endpoint.host, port: endpoint.port, proxy: proxyOf(observation.route), addresses: [], seen },
          state: intercepted.has(observation.id) ? 'intercepted' : failed,
        });
  }
  if (!isWebObservation(observation)) return [];
  const last = lastHop(observation);
  const isIntercepted = intercepted.has(observation.id);
  return Array.from({ length: last + 1 }, (_, hop) => hop).flatMap((hop) => {
    const end = endpointOfHop(observation, hop);
    if (end === null) return [];
    const proxy = isDirectHop(observation, hop) ? null : proxyOf(observation.route);
    const known = { protocol: 'tcp' as const, host: end.host, port: end.port, proxy, addresses: addressesOf(observation, end.host) };
    const isWell = failed === 'works' || hop < last;
    if (isIntercepted && (hop === last || failed === 'works')) return crossing({ ...known, state: 'intercepted', seen });
    return crossing({ ...known, state: isWell ? 'works' : 'fails', seen: isWell ? null : seen });
  });
}

/** Keeps an endpoint outside this machine. The host can be any text, because the report is untrusted. */
function crossing(place: Place): Place[] {
  const isLocal = addressFamily(place.host) !== null && ['loopback', 'link-local'].includes(addressClass(place.host));
  return isLocal || !(isHost(place.host) || place.host.startsWith('*.')) ? [] : [place];
}

function untriedPlace(target: Target, machine: Machine): Place[] {
  const untried = { addresses: [], state: 'not-measured', seen: null } as const;
  if (target.kind === 'udp')
    return crossing({ protocol: 'udp', host: target.address, port: target.port, proxy: null, ...untried, addresses: [target.address] });
  if (target.kind !== 'https' && target.kind !== 'http' && target.kind !== 'tcp') return [];
  const { host, port } = target;
  const route = target.kind === 'tcp' ? null : goRoute({ scheme: target.kind, host, port }, machine.proxies, machine.noProxy);
  return crossing({ protocol: 'tcp', host, port, proxy: route === null ? null : proxyOf(route), ...untried });
}

type Machine = Pick<HostFacts, 'proxies' | 'noProxy'>;
const NO_PROXY: Machine = { proxies: [], noProxy: [] };

function proxyOf(route: Route): string | null {
  if (route.via !== 'proxy') return null;
  return isHost(route.proxy.host) ? hostPort(route.proxy.host, route.proxy.port) : 'the proxy';
}
