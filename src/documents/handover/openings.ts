/**
 * The rules for a firewall or a proxy, from the measurements of a cause. Only failures of requirements that this machine needs are
 * included.
 */
import { documentedHost, endpointOfHop, isDirectHop, lastHop } from '../../diagnosis/index.ts';
import { addressFamily } from '../../model/address.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import type { Exemption, Opening } from '../../model/handover.ts';
import { isHost } from '../../model/host-syntax.ts';
import { isWebObservation, type Observation } from '../../model/observation.ts';
import type { Report, ReportRequirement } from '../../model/report.ts';
import { hostPort } from '../../model/target.ts';
import { FAILURE_WORDS } from '../evidence/failure-words.ts';

/** Causes that such a rule fixes. Wrong DNS answers, logins, certificates and broken devices need other changes. */
const LET_THROUGH: ReadonlySet<FindingCode> = new Set<FindingCode>([
  ...(['GD104', 'GD106', 'GD108', 'GD113', 'GD117', 'GD118', 'GD119'] as const),
  ...(['GD301', 'GD302', 'GD303', 'GD304', 'GD305', 'GD322', 'GD401', 'GD403'] as const),
  ...(['GD501', 'GD502', 'GD503', 'GD504', 'GD505', 'GD508', 'GD601', 'GD809', 'GD819', 'GD822'] as const),
]);

/** Causes for which the network team gets only rules for UDP. */
const ONLY_DATAGRAMS: ReadonlySet<FindingCode> = new Set<FindingCode>(['GD108', 'GD508']);

/** Causes for which one possible fix is to exempt hosts from TLS inspection. */
const INSPECTED: ReadonlySet<FindingCode> = new Set<FindingCode>(['GD307', 'GD312', 'GD313', 'GD602']);
/** Causes that need an exemption only if a device inspects TLS, as their fix explains. */
const ONE_READING: ReadonlySet<FindingCode> = new Set<FindingCode>(['GD307', 'GD602']);

/** The rules in the order of the report, without duplicates. `only`: the rules for this finding. */
export function openingsOf(report: Report, only: string | null): Opening[] {
  const found = new Map<string, Opening>();
  for (const { finding, observation } of explained(report, LET_THROUGH, only)) {
    const place = placeOf(observation);
    const rows = rowsHere(report, observation);
    if (place === null || rows.length === 0 || (place.protocol === 'tcp' && ONLY_DATAGRAMS.has(finding.code))) continue;
    const key = `${place.protocol} ${hostPort(place.host, place.port)} ${place.proxy}`;
    const { id, code } = finding;
    const known = found.get(key) ?? {
      ...place,
      allow: [],
      finding: id,
      code,
      rows: [],
      endpoints: [],
      sections: [],
      addresses: [],
      needed: false,
    };
    found.set(key, known);
    add(known.addresses, addressesOf(observation, place.host));
    known.needed ||= rows.some(isNeeded);
    for (const row of rows) {
      add(known.allow, [documentedHost(place.host, row.endpoint)]);
      add(known.rows, [row.id]);
      add(known.endpoints, [row.endpoint]);
      add(known.sections, row.section === '—' ? [] : [row.section]);
    }
  }
  return [...found.values()];
}

/** Returns the hosts to exempt from TLS inspection, including those whose inspection the measured program accepts. */
export function exemptionsOf(report: Report, only: string | null): Exemption[] {
  const found = new Map<string, Exemption>();
  const byId = new Map(report.observations.map((observation) => [observation.id, observation]));
  for (const [id, finding] of interceptions(report, only)) {
    const observation = byId.get(id);
    const end = observation === undefined ? null : tcpEndpoint(observation);
    if (observation === undefined || end === null || !isHost(end.host)) continue;
    for (const row of rowsHere(report, observation, 'whatever the verdict')) {
      const host = documentedHost(end.host, row.endpoint);
      const known = found.get(host) ?? { host, finding: finding.id, needed: false };
      found.set(host, known);
      known.needed ||= isNeeded(row);
    }
  }
  return [...found.values()];
}

/** Observations of requirements whose TLS a device intercepts, each with the cause that asks for an exemption. */
export function interceptions(report: Report, only: string | null): Map<string, Finding> {
  const found = new Map<string, Finding>();
  for (const { finding, observation } of explained(report, INSPECTED, only))
    if (!ONE_READING.has(finding.code) || finding.fixes.some(isExempting)) found.set(observation.id, finding);
  const rows = new Set(report.observations.filter(({ role, probe }) => role === 'row' && probe !== 'dns').map(({ id }) => id));
  for (const finding of new Set(found.values()))
    if (ONE_READING.has(finding.code)) for (const id of finding.observations) if (rows.has(id)) found.set(id, finding);
  return found;
}

/** No rule is requested for a requirement that only another machine needs, or none. */
export function isNotNeededHere({ verdict, reason }: ReportRequirement): boolean {
  return verdict === 'not-applicable' || reason === 'wrong-vantage';
}

function rowsHere({ requirements }: Report, observation: Observation, of: 'unmet' | 'whatever the verdict' = 'unmet'): ReportRequirement[] {
  return requirements.filter(
    (row) => observation.requirements.includes(row.id) && (of !== 'unmet' || row.verdict !== 'met') && !isNotNeededHere(row),
  );
}

/** True if every user needs the requirement; otherwise only users of a feature need it. */
function isNeeded({ counts, level }: ReportRequirement): boolean {
  return counts || level === 'required';
}

function isExempting({ command }: Fix): boolean {
  return command?.includes('do not decrypt: ') ?? false;
}

function* explained(
  report: Report,
  codes: ReadonlySet<FindingCode>,
  only: string | null,
): Generator<{ finding: Finding; observation: Observation }> {
  const byId = new Map(report.observations.map((observation) => [observation.id, observation]));
  for (const finding of report.findings) {
    const root = finding.id === only ? finding : rootOf(finding, report.findings);
    if (only !== null && root.id !== only) continue;
    if (!codes.has(root.code) || !root.fixes.some(({ owner }) => owner === 'network-team')) continue;
    for (const id of finding.observations) {
      const observation = byId.get(id);
      if (observation?.role === 'row' && observation.failure !== null) yield { finding: root, observation };
    }
  }
}

/** A consequence disappears with its cause, so the request mentions only the cause. */
function rootOf(finding: Finding, findings: readonly Finding[]): Finding {
  const cause = findings.find(({ id }) => id === finding.causedById);
  return cause === undefined ? finding : rootOf(cause, findings);
}

type Place = Pick<Opening, 'protocol' | 'host' | 'port' | 'proxy' | 'by' | 'seen'>;

function placeOf(observation: Observation): Place | null {
  const { failure } = observation;
  if (failure === null) return null;
  const seen = FAILURE_WORDS[failure.kind].remark;
  if (observation.probe === 'udp' && observation.target.kind === 'udp' && addressFamily(observation.target.address) !== null)
    return { protocol: 'udp', host: observation.target.address, port: observation.target.port, proxy: null, by: 'address', seen };
  const endpoint = tcpEndpoint(observation);
  // The host can be any text, because the report is untrusted. An invalid host gets no rule.
  if (endpoint === null || !isHost(endpoint.host)) return null;
  const proxy = proxyInUse(observation);
  // A connection that was established has passed every filter by address and port.
  const by = proxy !== null ? 'proxy' : failure.kind.startsWith('tcp.') ? 'address' : 'name';
  return { protocol: 'tcp', ...endpoint, proxy, by, seen };
}

function tcpEndpoint(observation: Observation): { host: string; port: number } | null {
  const end = isWebObservation(observation)
    ? endpointOfHop(observation, lastHop(observation))
    : observation.probe === 'aws'
      ? (observation.endpoint ?? null)
      : null;
  if (end !== null) return { host: end.host, port: end.port };
  const connection = observation.phases.find((phase) => phase.name === 'tcp');
  return connection?.name === 'tcp' ? { host: connection['server.address'], port: connection['server.port'] } : null;
}

function proxyInUse(observation: Observation): string | null {
  const { route } = observation;
  if (route.via !== 'proxy' || (isWebObservation(observation) && isDirectHop(observation, lastHop(observation)))) return null;
  return isHost(route.proxy.host) ? hostPort(route.proxy.host, route.proxy.port) : 'the proxy';
}

export function addressesOf(observation: Observation, host: string): string[] {
  if (observation.probe === 'udp') return [host];
  const asked = observation.phases.filter((phase) => phase.name === 'dns' && phase['dns.question.name'] === host);
  const tried = observation.phases.filter((phase) => phase.name === 'tcp' && phase['server.address'] === host);
  const found = [
    ...asked.flatMap((phase) => (phase.name === 'dns' ? phase.addresses.map(({ address }) => address) : [])),
    ...tried.flatMap((phase) => (phase.name === 'tcp' ? phase.attempts.map(({ address }) => address) : [])),
  ];
  return found.filter((address) => addressFamily(address) !== null);
}

function add(into: string[], values: readonly string[]): void {
  for (const value of values) if (!into.includes(value)) into.push(value);
}
