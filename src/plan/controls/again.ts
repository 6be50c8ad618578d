/** The same question once more: does it repeat, and does it work over the other family? */
import type { FailureKind } from '../../model/failure.ts';
import type { ProbeName, ProbeRequest } from '../../model/probe-request.ts';
import { type Target, targetHost, targetPort } from '../../model/target.ts';
import { control } from '../request.ts';
import type { Question } from './question.ts';

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

/** A handshake that got no answer is asked again beside its other controls and for as long as they, so that all three are comparable. */
const MAY_BE_CHANCE: ReadonlySet<FailureKind> = new Set<FailureKind>(['http.truncated', 'tls.reset', 'tls.closed', 'tls.timeout']);

/** Did it fail by chance? A checksum download asks that itself. */
export function repeat({ failed, original, patienceMs }: Question): ProbeRequest[] {
  return failed.flatMap((one) => {
    const request = original.get(one.request);
    if (request === undefined || one.probe === 'download' || !MAY_BE_CHANCE.has(one.failure.kind)) return [];
    const stage = one.failure.kind === 'tls.timeout' ? { stageMs: patienceMs } : {};
    return control('repeat', { ...request, ...stage, requirements: one.requirements });
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
