/**
 * What a firewall or a proxy has to let through, read from the measurements that a cause accounts for. Only what failed
 * stands here; what passed beside it is no business of the request.
 */
import { endpointOfHop, lastHop, wentDirect } from '../../diagnosis/index.ts';
import type { Finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import { isWebObservation, type Observation } from '../../model/observation.ts';
import type { Report } from '../../model/report.ts';
import { hostPort } from '../../model/target.ts';
import { FAILURE_WORDS } from '../failure-words.ts';

/** One rule: outbound, from the place of the measurement. */
export interface Opening {
  protocol: 'tcp' | 'udp';
  /** A name, or an address where the requirements name one. */
  host: string;
  port: number;
  /** What the name resolved to when it was measured; of an address itself. */
  addresses: string[];
  /** `host:port` of the proxy that has to let it through; null for the direct way. */
  proxy: string | null;
  /** What came of the attempt. */
  seen: string;
  code: FindingCode;
  /** Ids of rows that hang on it, their destination as the access requirements spell it, and the sections that ask for it. */
  rows: string[];
  endpoints: string[];
  sections: string[];
}

/** Causes that go away when something is let through. Names, logins, certificates and devices that are broken need other work. */
const LET_THROUGH: ReadonlySet<FindingCode> = new Set<FindingCode>([
  ...(['GD104', 'GD106', 'GD113', 'GD114', 'GD118', 'GD119', 'GD204'] as const),
  ...(['GD301', 'GD302', 'GD303', 'GD304', 'GD305', 'GD401', 'GD403'] as const),
  ...(['GD501', 'GD502', 'GD503', 'GD504', 'GD505', 'GD508', 'GD601'] as const),
]);

/** Causes whose remedy is to leave the TLS of these hosts alone. */
const INSPECTED: ReadonlySet<FindingCode> = new Set<FindingCode>(['GD307', 'GD312', 'GD313']);

/** In the order of the report, each destination once. */
export function openings(report: Report): Opening[] {
  const found = new Map<string, Opening>();
  for (const { finding, observation } of explained(report, LET_THROUGH)) {
    const place = placeOf(observation);
    if (place === null) continue;
    const key = `${place.protocol} ${hostPort(place.host, place.port)} ${place.proxy}`;
    const known = found.get(key) ?? { ...place, code: finding.code, rows: [], endpoints: [], sections: [], addresses: [] };
    found.set(key, known);
    add(known.addresses, addressesOf(observation, place.host));
    for (const row of report.requirements.filter(({ id }) => observation.requirements.includes(id))) {
      add(known.rows, [row.id]);
      add(known.endpoints, [row.endpoint]);
      add(known.sections, [row.section]);
    }
  }
  return [...found.values()];
}

/** Hosts that are to be exempt from TLS inspection. */
export function inspectedHosts(report: Report): string[] {
  const hosts: string[] = [];
  for (const { observation } of explained(report, INSPECTED)) {
    const place = placeOf(observation);
    if (place !== null) add(hosts, [place.host]);
  }
  return hosts;
}

function* explained(report: Report, codes: ReadonlySet<FindingCode>): Generator<{ finding: Finding; observation: Observation }> {
  const byId = new Map(report.observations.map((observation) => [observation.id, observation]));
  for (const finding of report.findings) {
    const root = rootOf(finding, report.findings);
    if (!codes.has(root.code) || !root.fixes.some(({ owner }) => owner === 'network-team')) continue;
    for (const id of finding.observations) {
      const observation = byId.get(id);
      if (observation?.role === 'row' && observation.failure !== null) yield { finding: root, observation };
    }
  }
}

/** What follows from a cause goes away with it, so it is asked for in its name. */
function rootOf(finding: Finding, findings: readonly Finding[]): Finding {
  const cause = findings.find(({ id }) => id === finding.causedById);
  return cause === undefined ? finding : rootOf(cause, findings);
}

type Place = Pick<Opening, 'protocol' | 'host' | 'port' | 'proxy' | 'seen'>;

function placeOf(observation: Observation): Place | null {
  const seen = observation.failure === null ? '' : FAILURE_WORDS[observation.failure.kind].remark;
  if (observation.probe === 'udp' && observation.target.kind === 'udp')
    return { protocol: 'udp', host: observation.target.address, port: observation.target.port, proxy: null, seen };
  if (!isWebObservation(observation)) return null;
  const hop = lastHop(observation);
  const endpoint = endpointOfHop(observation, hop);
  if (endpoint === null) return null;
  const { route } = observation;
  const proxy = route.via === 'proxy' && !wentDirect(observation, hop) ? hostPort(route.proxy.host, route.proxy.port) : null;
  return { protocol: 'tcp', host: endpoint.host, port: endpoint.port, proxy, seen };
}

function addressesOf(observation: Observation, host: string): string[] {
  if (observation.probe === 'udp') return [host];
  const asked = observation.phases.filter((phase) => phase.name === 'dns' && phase['dns.question.name'] === host);
  return asked.flatMap((phase) => (phase.name === 'dns' ? phase.addresses.map(({ address }) => address) : []));
}

function add(into: string[], values: readonly string[]): void {
  for (const value of values) if (!into.includes(value)) into.push(value);
}
