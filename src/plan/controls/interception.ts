/** A device re-signs the services' certificates: which programs trust its CA, and would the certificates that the user named help? */
import type { FailureKind } from '../../model/failure.ts';
import { isWebObservation, type WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, type Target, urlTarget } from '../../model/target.ts';
import { control } from '../request.ts';
import type { ControlContext } from './question.ts';

/** Every program's trust store is checked once per CA; a second host would give the same results. */
export function programTrustControls(question: ControlContext): ProbeRequest[] {
  const { observations, controlMs } = question;
  const signers = new Set(
    observations.filter(isWebObservation).flatMap((one) => (one.purpose === 'program-trust' ? (signerOf(one) ?? []) : [])),
  );
  return observationsWithoutPublicRoot(question).flatMap((one) => {
    const signer = signerOf(one);
    if (signer === null || signers.has(signer) || one.target.kind !== 'https') return [];
    signers.add(signer);
    const { target, route, requirements } = one;
    return control('program-trust', {
      probe: 'https',
      target: rootUrlOf(target),
      route,
      requirements,
      method: 'HEAD',
      everyProgram: true,
      stageMs: controlMs,
    });
  });
}

/** The failed request again, with only public roots and the user's certificates. */
export function caFileControls({ session, failed, original, controlMs }: ControlContext): ProbeRequest[] {
  if (session.profile.caFile === undefined) return [];
  return failed.flatMap((one) => {
    const request = original.get(one.request);
    const isOfTheTarget = one.phases.at(-1)?.hop === 0 && one.phases.at(-1)?.peer === 'target';
    if (request?.probe !== 'https' || !isOfTheTarget || !NO_TRUSTED_ISSUER.has(one.failure.kind)) return [];
    const { requirements } = one;
    return control('named-authority', {
      ...request,
      requirements,
      proof: ANY_ANSWER,
      method: 'HEAD',
      trust: ['public', 'named'],
      stageMs: controlMs,
    });
  });
}

const NO_TRUSTED_ISSUER: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.unknown-issuer', 'tls.self-signed', 'tls.incomplete-chain']);

/** Requirements whose host presented a certificate without a public root. */
export function observationsWithoutPublicRoot({ web }: ControlContext): WebObservation[] {
  return web.filter((one) => one.role === 'row' && tlsPhaseOf(one)?.trust?.public === 'untrusted');
}

export function tlsPhaseOf({ phases }: WebObservation): PhaseOf<'tls'> | undefined {
  return phases.find((phase): phase is PhaseOf<'tls'> => phase.name === 'tls' && phase.hop === 0 && phase.peer === 'target');
}

/** The name of the chain's last issuer; null if no chain was received. */
function signerOf(observation: WebObservation): string | null {
  const top = tlsPhaseOf(observation)?.chain.at(-1)?.issuer;
  return top === undefined ? null : `${top.commonName ?? ''}/${top.organization ?? ''}`;
}

export function rootUrlOf({ host, port }: Extract<Target, { kind: 'https' }>): Target {
  return urlTarget(`https://${hostPort(host, port)}/`);
}
