/**
 * Observations that only give context and are never failures (docs/contract.md, What counts), because no real client takes their route.
 * Indexed once, so that each lookup takes constant time.
 */
import { doesApply } from '../../knowledge/applicability.ts';
import { waitsForEdition } from '../../knowledge/installation.ts';
import { isCallInconclusive, type RetriedRow } from '../../knowledge/measurements/retries.ts';
import { isCarriedByScript, scriptRoutes } from '../../knowledge/measurements/script-routes.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { AwsObservation, DnsObservation, NameAnswer, Observation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, targetHost } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';

/** The address of the instance metadata service (AWS, EC2 User Guide). */
export const METADATA_ADDRESS = '169.254.169.254';

export interface ViewContext {
  isContext(observation: Observation): boolean;
}

export function contextOf(session: Session, host: HostFacts | null, retried: ReadonlyMap<string, RetriedRow>): ViewContext {
  const excused = excusedByScripts(session);
  const onEc2 = host?.ec2 ?? null;
  const proxied = namesLeftToProxies(session, host);
  const overIpv6 = new Set(session.requests.filter(({ family }) => family === 6).map(({ key }) => key));
  // While the edition is unknown, a requirement that only some editions have is not a failure.
  const isForeign = (row: Requirement) => doesApply(row, session.profile, onEc2) === false || waitsForEdition(row, session.profile);
  const foreign = new Set(session.requirements.filter(isForeign).map(({ id }) => id));
  const known = new Set(session.requirements.map(({ id }) => id));
  const hasIpv6 = host === null || (host.ipv6 && host.defaultRoute6 !== false);

  const isOnlyFor = (rows: ReadonlySet<string>, ids: readonly string[]): boolean => {
    const own = ids.filter((id) => known.has(id));
    return own.length > 0 && own.every((id) => rows.has(id));
  };

  return {
    isContext(observation) {
      if (observation.role === 'control' || excused.has(observation.id)) return true;
      if (targetHost(observation.target) === METADATA_ADDRESS && onEc2 !== true) return true;
      if (foreign.size > 0 && isOnlyFor(foreign, observation.requirements)) return true;
      if (observation.nameIsOurs && nameIsMissing(observation)) return true;
      if (observation.probe === 'aws' && (provesNothing(observation) || isReplaced(observation, session))) return true;
      // The retry tested only the connection; it did not repeat the AWS call.
      const retry = retried.get(observation.id);
      if (retry !== undefined && isCallInconclusive(retry)) return true;
      if (observation.probe === 'dns') return proxied.has(normalizeHost(observation.name));
      return !hasIpv6 && overIpv6.has(observation.request);
    },
  };
}

/** Observations that fail on the measured route, although the programs take the working route of a proxy script. */
function excusedByScripts(session: Session): ReadonlySet<string> {
  const routes = scriptRoutes(session);
  const excused = new Set(routes.filter(isCarriedByScript).map(({ row }) => row.id));
  if (excused.size === 0) return excused;
  const hosts = new Set(routes.flatMap(({ row }) => (excused.has(row.id) ? (targetHost(row.target) ?? []) : [])).map(normalizeHost));
  const others = session.observations.filter(({ id, role, probe }) => role === 'row' && probe !== 'dns' && !excused.has(id));
  for (const { target } of others) hosts.delete(normalizeHost(targetHost(target) ?? ''));
  for (const each of session.observations) if (each.probe === 'dns' && hosts.has(normalizeHost(each.name))) excused.add(each.id);
  return excused;
}

/**
 * AWS throttled the call, or the identity lacks a permission for a call that only helps to explain. Refused image queries and dry runs do
 * count as failures.
 */
function provesNothing({ failure, target }: AwsObservation): boolean {
  if (failure?.kind === 'aws.throttled') return true;
  // The images may exist in a region without the public SSM parameter; the image query shows whether they do.
  if (failure?.kind === 'aws.parameter' && target.kind === 'aws' && target.operation === 'get-image-parameter') return true;
  const decides = target.kind === 'aws' && (target.operation === 'describe-images' || target.operation === 'run-instances-dry-run');
  return failure?.kind === 'aws.unauthorized' && !decides;
}

/** Output that a user with credentials pasted replaces the credentials that are missing here. */
function isReplaced({ failure }: AwsObservation, { profile }: Session): boolean {
  return failure?.kind === 'aws.no-credentials' && profile.pasted !== undefined;
}

/** True if the system lookup failed, which programs use. Direct answers of resolvers only explain this failure. */
export function lookupFailed(observation: DnsObservation): boolean {
  const system = observation.answers.find((answer) => answer.from.kind === 'system');
  return system === undefined ? observation.failure !== null : system.failure !== null;
}

/** Names that only a proxy looks up, because every requirement that needs them goes through a proxy. */
function namesLeftToProxies(session: Session, host: HostFacts | null): ReadonlySet<string> {
  const left = new Set<string>();
  if (!session.observations.some(({ route }) => route.via === 'proxy')) return left;
  const ours = new Set((host?.proxies ?? []).map((variable) => normalizeHost(variable.host ?? '')));
  for (const { probe, role, route, target } of session.observations) {
    const name = targetHost(target);
    if (name === null || role === 'control' || probe === 'dns') continue;
    if (route.via === 'proxy') {
      left.add(normalizeHost(name));
      ours.add(normalizeHost(route.proxy.host));
    } else ours.add(normalizeHost(name));
  }
  for (const name of ours) left.delete(name);
  return left;
}

function nameIsMissing(observation: Observation): boolean {
  const missing = (kind: string | undefined) => kind === 'dns.nxdomain' || kind === 'dns.no-data';
  if (observation.probe !== 'dns') return missing(observation.failure?.kind) && observation.phases.at(-1)?.peer !== 'proxy';
  const system = observation.answers.find((answer) => answer.from.kind === 'system');
  return missing((system?.failure ?? observation.failure)?.kind);
}

/** The address and port of the resolver that answered; null for the system lookup. */
export function answeringResolver({ from }: NameAnswer): string | null {
  return from.kind === 'system' ? null : hostPort(from.address, from.port);
}
