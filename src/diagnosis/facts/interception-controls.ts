/** The controls for one issuer, which show the programs that trust it and the effect of the CA file that the user named. */
import { isWebObservation, type WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ProgramTrust } from '../../model/program-trust.ts';
import { targetHost } from '../../model/target.ts';
import { phaseOfHop } from './hops.ts';
import type { CaFileResult } from './interception-facts.ts';
import { unique } from './order.ts';
import type { PrivateIssuer } from './private-issuers.ts';
import { issuerName } from './tls-proof.ts';
import type { View } from './view.ts';

/** The latest result counts, because a trust store may have changed in the meantime. */
export function programTrustResults(view: View, signed: readonly PrivateIssuer[]): { programs: ProgramTrust[]; observations: string[] } {
  const asked = handshakes(view, signed, 'program-trust').filter(({ tls }) => tls.programs !== undefined);
  return { programs: asked.at(-1)?.tls.programs ?? [], observations: asked.map(({ observation }) => observation.id) };
}

/** The result of the requests with the CA file of the user. Null if the user named no file, or if no request received a certificate. */
export function caFileResult(view: View, signed: readonly PrivateIssuer[]): { tried: CaFileResult | null; observations: string[] } {
  const file = view.session.profile.caFile;
  const made = handshakes(view, signed, 'named-authority').filter(({ tls }) => tls.trust?.named !== undefined);
  if (file === undefined || made.length === 0) return { tried: null, observations: [] };
  const hosts = (works: boolean) =>
    unique(
      made.flatMap(({ observation, tls }) =>
        (tls.ok && tls.trust?.named === 'trusted') === works ? (targetHost(observation.target) ?? []) : [],
      ),
    );
  return { tried: { file, works: hosts(true), fails: hosts(false) }, observations: made.map(({ observation }) => observation.id) };
}

/** Handshakes of controls with the same issuer. */
function handshakes(
  view: View,
  signed: readonly PrivateIssuer[],
  purpose: 'program-trust' | 'named-authority',
): { observation: WebObservation; tls: PhaseOf<'tls'> }[] {
  const controls = view.controls(purpose);
  const issuers = new Set(controls.length === 0 ? [] : signed.map(({ issuer }) => issuer));
  return controls.flatMap((observation) => {
    if (!isWebObservation(observation)) return [];
    const tls = phaseOfHop(observation, 'tls', 0);
    return tls?.handshakeCompleted === true && issuers.has(issuerName(tls.chain)) ? [{ observation, tls }] : [];
  });
}
