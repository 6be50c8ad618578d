/** The same question once more: does it repeat, and does it work over the other family? */
import type { FailureKind } from '../../model/failure.ts';
import type { ProbeName, ProbeRequest } from '../../model/probe-request.ts';
import { type Target, targetHost, targetPort } from '../../model/target.ts';
import { ANY_ANSWER } from '../any-answer.ts';
import { control } from '../request.ts';
import { acceptedBy, type Question } from './question.ts';

/** What is read on this machine, and the metadata service, which is silent in most places: none of it says whether a network works. */
const READ_HERE: ReadonlySet<ProbeName> = new Set<ProbeName>(['host', 'aws-credentials', 'ssh-config', 'metadata']);

/** Nothing got anywhere: what has this machine's link learnt meanwhile? It is read, not asked. */
export function lookAgain({ session, observations }: Question): ProbeRequest[] {
  const first = session.requests.find((request) => request.probe === 'host');
  const others = observations.filter(({ probe }) => !READ_HERE.has(probe));
  // An address that needs no name "resolves" without anybody's help.
  const isDead = others.every(({ failure, phases }) => failure !== null && !phases.some(({ name, ok }) => ok && name !== 'dns'));
  return first !== undefined && others.length > 0 && isDead ? [control('repeat', first)] : [];
}

const MAY_BE_CHANCE: ReadonlySet<FailureKind> = new Set<FailureKind>(['http.truncated', 'tls.reset', 'tls.closed']);

/** Did it fail by chance? A checksum download asks that itself. */
export function repeat({ failed, original }: Question): ProbeRequest[] {
  return failed.flatMap((one) => {
    const request = original.get(one.request);
    if (request === undefined || one.probe === 'download' || !MAY_BE_CHANCE.has(one.failure.kind)) return [];
    return control('repeat', { ...request, requirements: one.requirements });
  });
}

/**
 * Was it the load? A handshake that got no answer is made again when the neutral name has been tried and little else runs,
 * beside the shorter messages and for as long as they: a control that passes in a quieter moment proves nothing alone.
 */
export function repeatStalled({ failed, original, patienceMs }: Question): ProbeRequest[] {
  return failed.flatMap((one) => {
    const request = original.get(one.request);
    if (request === undefined || one.probe === 'download' || one.failure.kind !== 'tls.timeout') return [];
    const handshake = { method: 'HEAD' as const, proof: ANY_ANSWER, address: acceptedBy(one), stageMs: patienceMs };
    return control('repeat', { ...request, ...handshake, requirements: one.requirements });
  });
}

/** Does IPv6 work beyond this machine? Connecting is enough to know. */
export function family6({ observations, machine, patienceMs }: Question): ProbeRequest[] {
  if (!machine.ipv6) return [];
  return observations.flatMap((observation) => {
    if (observation.probe !== 'dns' || observation.role !== 'row' || !observation.addresses.some(({ family }) => family === 6)) return [];
    const web = observations.find(
      (other) => other.probe === 'https' && other.role === 'row' && targetHost(other.target) === observation.name,
    );
    if (web === undefined || web.route.via !== 'direct') return [];
    const target: Target = { kind: 'tcp', host: observation.name, port: targetPort(web.target) ?? 443 };
    return control('family-6', { probe: 'tcp', target, requirements: observation.requirements, family: 6, stageMs: patienceMs });
  });
}
