/** Once more, but for failed rows (`retries.ts`): what does this machine show now, and does the other family work? */
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
