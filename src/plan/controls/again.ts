/** Repeats other than retries of failed requirements (`retries.ts`): the host facts, and the other address family. */
import type { ProbeName, ProbeRequest } from '../../model/probe-request.ts';
import { type Target, targetHost, targetPort } from '../../model/target.ts';
import { control } from '../request.ts';
import type { ControlContext } from './question.ts';

/**
 * Probes that do not show whether the network works, because they only read this machine or query the metadata service, which most networks
 * lack.
 */
const READ_HERE: ReadonlySet<ProbeName> = new Set<ProbeName>(['host', 'aws-credentials', 'ssh-config', 'metadata', 'google-metadata']);

/** Reads the host facts again if nothing connected, because an address may have been assigned late. Nothing is sent. */
export function rereadHostFacts({ session, observations }: ControlContext): ProbeRequest[] {
  const first = session.requests.find((request) => request.probe === 'host');
  const others = observations.filter(({ probe }) => !READ_HERE.has(probe));
  // The phase dns does not count, because a literal address passes it without a lookup.
  const isDead = others.every(({ failure, phases }) => failure !== null && !phases.some(({ name, ok }) => ok && name !== 'dns'));
  return first !== undefined && others.length > 0 && isDead ? [control('repeat', first)] : [];
}

/** If IPv6 works: can it reach each host where IPv4 connected before IPv6? Programs without fallback would wait there. */
export function overtakenIpv6Controls({ observations, controlMs }: ControlContext): ProbeRequest[] {
  const tcp = observations.flatMap((one) =>
    one.phases.flatMap((phase) => (phase.name === 'tcp' && phase.peer === 'target' ? { one, phase } : [])),
  );
  if (!tcp.some(({ phase }) => phase.attempts.some(({ family, failure }) => family === 6 && failure === null))) return [];
  return tcp.flatMap(({ one: { role, route, requirements }, phase }) => {
    const isOvertaken = role === 'row' && route.via === 'direct' && phase.overtaken?.some(({ family }) => family === 6);
    const target: Target = { kind: 'tcp', host: phase['server.address'], port: phase['server.port'] };
    return isOvertaken ? control('family-6', { probe: 'tcp', target, requirements, family: 6, stageMs: controlMs }) : [];
  });
}

/** Does IPv6 work beyond this machine? A connection proves it. */
export function ipv6Control({ observations, machine, controlMs }: ControlContext): ProbeRequest[] {
  if (!machine.ipv6) return [];
  return observations.flatMap((observation) => {
    if (observation.probe !== 'dns' || observation.role !== 'row' || !observation.addresses.some(({ family }) => family === 6)) return [];
    const web = observations.find(
      (other) => other.probe === 'https' && other.role === 'row' && targetHost(other.target) === observation.name,
    );
    if (web === undefined || web.route.via !== 'direct') return [];
    const target: Target = { kind: 'tcp', host: observation.name, port: targetPort(web.target) ?? 443 };
    return control('family-6', { probe: 'tcp', target, requirements: observation.requirements, family: 6, stageMs: controlMs });
  });
}
