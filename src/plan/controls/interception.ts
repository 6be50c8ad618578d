/** Somebody signs in the place of the services: which programs here trust them, and would the certificates help that the person was given? */
import type { FailureKind } from '../../model/failure.ts';
import { isWebObservation, type WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, type Target, urlTarget } from '../../model/target.ts';
import { control } from '../request.ts';
import type { Question } from './question.ts';

/** Once for each authority, the list of every program is asked; a second host would get the same answers. */
export function programTrust(question: Question): ProbeRequest[] {
  const { observations, patienceMs } = question;
  const told = new Set(
    observations.filter(isWebObservation).flatMap((one) => (one.purpose === 'program-trust' ? (signerOf(one) ?? []) : [])),
  );
  return privatelySigned(question).flatMap((one) => {
    const signer = signerOf(one);
    if (signer === null || told.has(signer) || one.target.kind !== 'https') return [];
    told.add(signer);
    const { target, route, requirements } = one;
    return control('program-trust', {
      probe: 'https',
      target: atRoot(target),
      route,
      requirements,
      method: 'HEAD',
      everyProgram: true,
      stageMs: patienceMs,
    });
  });
}

/** The failed request once more, with the certificates that the person was given: public roots and these, nothing else. */
export function namedAuthority({ session, failed, original, patienceMs }: Question): ProbeRequest[] {
  if (session.profile.caFile === undefined) return [];
  return failed.flatMap((one) => {
    const request = original.get(one.request);
    const isOfTheTarget = one.phases.at(-1)?.hop === 0 && one.phases.at(-1)?.peer === 'target';
    if (request?.probe !== 'https' || !isOfTheTarget || !NOBODY_VOUCHES.has(one.failure.kind)) return [];
    const { requirements } = one;
    return control('named-authority', {
      ...request,
      requirements,
      proof: ANY_ANSWER,
      method: 'HEAD',
      trust: ['public', 'named'],
      stageMs: patienceMs,
    });
  });
}

const NOBODY_VOUCHES: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.unknown-issuer', 'tls.self-signed', 'tls.incomplete-chain']);

/** Rows whose own host showed a certificate that leads to no public root. */
export function privatelySigned({ web }: Question): WebObservation[] {
  return web.filter((one) => one.role === 'row' && handshakeOf(one)?.trust?.public === 'untrusted');
}

export function handshakeOf({ phases }: WebObservation): PhaseOf<'tls'> | undefined {
  return phases.find((phase): phase is PhaseOf<'tls'> => phase.name === 'tls' && phase.hop === 0 && phase.peer === 'target');
}

/** The name at the end of the chain; null where there is none. */
function signerOf(observation: WebObservation): string | null {
  const top = handshakeOf(observation)?.chain.at(-1)?.issuer;
  return top === undefined ? null : `${top.commonName ?? ''}/${top.organization ?? ''}`;
}

/** The bare host. */
export function atRoot({ host, port }: Extract<Target, { kind: 'https' }>): Target {
  return urlTarget(`https://${hostPort(host, port)}/`);
}
