/**
 * What is context and never a failure (CONTRACT, What counts): what no real client does from here, however it ended.
 * Everything is indexed once, so that each question is answered in constant time.
 */
import { applies } from '../../knowledge/applicability.ts';
import { leavesCallOpen, type Retried } from '../../knowledge/measurements/retries.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { AwsObservation, DnsObservation, NameAnswer, Observation } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, targetHost } from '../../model/target.ts';
import { normalHost } from '../../model/wildcard.ts';

/** The address of the instance metadata service (AWS, EC2 User Guide). */
export const METADATA_ADDRESS = '169.254.169.254';

export interface Context {
  isContext(observation: Observation): boolean;
}

export function contextOf(session: Session, host: HostFacts | null, retried: ReadonlyMap<string, Retried>): Context {
  const onEc2 = host?.ec2 ?? null;
  const proxied = namesLeftToProxies(session, host);
  const overIpv6 = new Set(session.requests.filter(({ family }) => family === 6).map(({ key }) => key));
  const foreign = new Set(session.requirements.filter((row) => applies(row, session.profile, onEc2) === false).map(({ id }) => id));
  const known = new Set(session.requirements.map(({ id }) => id));
  const hasIpv6 = host === null || (host.ipv6 && host.defaultRoute6 !== false);

  const isOnlyFor = (rows: ReadonlySet<string>, ids: readonly string[]): boolean => {
    const own = ids.filter((id) => known.has(id));
    return own.length > 0 && own.every((id) => rows.has(id));
  };

  return {
    isContext(observation) {
      if (observation.role === 'control') return true;
      if (targetHost(observation.target) === METADATA_ADDRESS && onEc2 !== true) return true;
      if (foreign.size > 0 && isOnlyFor(foreign, observation.requirements)) return true;
      if (observation.nameIsOurs && nameIsMissing(observation)) return true;
      if (observation.probe === 'aws' && (provesNothing(observation) || isReplaced(observation, session))) return true;
      // Its connection passed when that was retried, and the call itself was not made again.
      const retry = retried.get(observation.id);
      if (retry !== undefined && leavesCallOpen(retry)) return true;
      if (observation.probe === 'dns') return proxied.has(normalHost(observation.name));
      return !hasIpv6 && overIpv6.has(observation.request);
    },
  };
}

/**
 * AWS asks for patience; or the identity may not read what only helps to explain. Neither is anything that Gitpod lacks: the
 * look at the images itself and the dry run are what a refusal counts for.
 */
function provesNothing({ failure, target }: AwsObservation): boolean {
  if (failure?.kind === 'aws.throttled') return true;
  // A region without the public parameter still has its images, or has none, which looking for them tells.
  if (failure?.kind === 'aws.parameter' && target.kind === 'aws' && target.operation === 'get-image-parameter') return true;
  const decides = target.kind === 'aws' && (target.operation === 'describe-images' || target.operation === 'run-instances-dry-run');
  return failure?.kind === 'aws.unauthorized' && !decides;
}

/** A printout of somebody who has credentials takes the place of those that are missing here. */
function isReplaced({ failure }: AwsObservation, { profile }: Session): boolean {
  return failure?.kind === 'aws.no-credentials' && profile.pasted !== undefined;
}

/** The failure of the system look-up, which is what programs get; the resolvers' own answers only explain it. */
export function lookupFailed(observation: DnsObservation): boolean {
  const system = observation.answers.find((answer) => answer.from.kind === 'system');
  return system === undefined ? observation.failure !== null : system.failure !== null;
}

/** Names that only a proxy looks up: reached through one by every row that needs them. */
function namesLeftToProxies(session: Session, host: HostFacts | null): ReadonlySet<string> {
  const left = new Set<string>();
  if (!session.observations.some(({ route }) => route.via === 'proxy')) return left;
  const ours = new Set((host?.proxies ?? []).map((variable) => normalHost(variable.host ?? '')));
  for (const { probe, role, route, target } of session.observations) {
    const name = targetHost(target);
    if (name === null || role === 'control' || probe === 'dns') continue;
    if (route.via === 'proxy') {
      left.add(normalHost(name));
      ours.add(normalHost(route.proxy.host));
    } else ours.add(normalHost(name));
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

/** Null: the lookup of the system. */
export function whoAnswers({ from }: NameAnswer): string | null {
  return from.kind === 'system' ? null : hostPort(from.address, from.port);
}
