/** The hops of each web observation, with their phases by name. Facts about connections, handshakes and answers read these records. */
import type { WebObservation } from '../../model/observation.ts';
import type { HttpAnswer, PhaseOf } from '../../model/phase.ts';
import { endpointOfHop, lastHop } from './hops.ts';
import { memoize, perLog } from './memo.ts';
import { type TlsProof, weakerProof } from './tls-proof.ts';
import type { View } from './view.ts';

export interface WebHop {
  observation: WebObservation;
  hop: number;
  /** True for the observation of a requirement, false for a control. */
  isRow: boolean;
  isLast: boolean;
  /** Host and port of this hop. */
  endpoint: { host: string; port: number } | null;
  /** The first phase of each name with the target, not with a proxy. */
  dns: PhaseOf<'dns'> | undefined;
  tcp: PhaseOf<'tcp'> | undefined;
  tls: PhaseOf<'tls'> | undefined;
  http: PhaseOf<'http'> | undefined;
  /** The weakest proof of the hops up to this one. */
  proof: TlsProof;
  /** The answer of the last hop, verified or not. */
  answer: HttpAnswer | null;
}

export const webHops = perLog((view: View): readonly WebHop[] => {
  const hops: WebHop[] = [];
  for (const observation of view.web) addHops(observation, hops);
  return hops;
});

export const firstHops = perLog((view: View): readonly WebHop[] => webHops(view).filter(({ hop }) => hop === 0));

export const lastHops = perLog((view: View): readonly WebHop[] => webHops(view).filter(({ isLast }) => isLast));

/** The last hops of failed observations of requirements. */
export const failedLastHops = memoize((view: View): readonly WebHop[] =>
  lastHops(view).filter(({ observation }) => view.isFailed(observation)),
);

/** Last hops with an HTTP answer. */
export const answeredHops = perLog((view: View): readonly (WebHop & { answer: HttpAnswer })[] =>
  lastHops(view).filter((each): each is WebHop & { answer: HttpAnswer } => each.answer !== null),
);

/** Returns the hops in order; there is at least one, even if nothing was tried. */
export function hopsOf(observation: WebObservation): WebHop[] {
  const hops: WebHop[] = [];
  addHops(observation, hops);
  return hops;
}

/** These records make up most of a large session, so nothing else is allocated for them. */
function addHops(observation: WebObservation, hops: WebHop[]): void {
  const { phases } = observation;
  const last = lastHop(observation);
  const first = hops.length;
  for (let hop = 0; hop <= last; hop += 1) {
    hops.push({
      observation,
      hop,
      isRow: observation.role === 'row',
      isLast: hop === last,
      endpoint: endpointOfHop(observation, hop),
      // Each field is written out, because copying the fields of many records takes time.
      dns: undefined,
      tcp: undefined,
      tls: undefined,
      http: undefined,
      proof: 'none',
      answer: null,
    });
  }
  for (let nth = 0; nth < phases.length; nth += 1) {
    const phase = phases[nth];
    if (phase === undefined || phase.peer !== 'target') continue;
    const at = hops[first + phase.hop];
    if (at === undefined) continue;
    if (phase.name === 'dns') at.dns ??= phase;
    else if (phase.name === 'tcp') at.tcp ??= phase;
    else if (phase.name === 'tls') at.tls ??= phase;
    else if (phase.name === 'http') at.http ??= phase;
  }
  let proof: TlsProof = 'public';
  for (let nth = first; nth < hops.length; nth += 1) {
    const at = hops[nth];
    if (at === undefined) continue;
    proof = weakerProof(proof, at.tls);
    at.proof = proof;
    if (at.isLast) at.answer = at.http?.answer ?? observation.unverifiedAnswer;
  }
}
