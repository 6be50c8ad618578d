/** HTTP answers that a rule reads by status, with the proof of their sender. */
import type { WebObservation } from '../../model/observation.ts';
import type { HttpAnswer } from '../../model/phase.ts';
import { filterPages } from './filter-pages.ts';
import { isDirectHop } from './hops.ts';
import { memoize } from './memo.ts';
import { addToGroup, unique } from './order.ts';
import { doubtAboutFailure } from './retries.ts';
import { hasPrivateRoot, issuerName } from './tls-proof.ts';
import type { View } from './view.ts';
import { answeredHops, type WebHop } from './web-hops.ts';

/**
 * The proof of the sender. `public`: TLS verified to public roots, so the server itself. `private`: TLS that only a local trust store
 * verifies: the server, or the device that signs for it. `clear`: no TLS, so no proof.
 */
export type ServerProof = 'public' | 'private' | 'clear';

export interface HttpAnswerFact {
  observation: WebObservation;
  answer: HttpAnswer;
  status: number;
  host: string;
  direct: boolean;
  vouched: ServerProof;
  /** The issuer, if it is not a public CA. */
  issuer: string | null;
  /** True if the requirement is unmet because of this answer; otherwise the answer is only context. */
  failed: boolean;
}

/** Answers to requests of requirements, not of controls, without the block pages of filters. */
export const httpAnswers = memoize((view: View): readonly HttpAnswerFact[] => {
  const pages = filterPages(view);
  const answers: HttpAnswerFact[] = [];
  for (const at of answeredHops(view)) {
    const { observation, isRow, answer, endpoint, hop } = at;
    if (!isRow || observation.state !== 'completed' || endpoint === null) continue;
    const page = pages.get(observation.id);
    if (observation.unverifiedAnswer !== null || (page !== undefined && page.mark !== 'status') || view.isContext(observation)) continue;
    const failed = view.isFailed(observation);
    if (failed && doubtAboutFailure(view, observation) !== null) continue;
    answers.push({
      observation,
      answer,
      status: answer['http.response.status_code'],
      host: endpoint.host,
      direct: isDirectHop(observation, hop),
      vouched: vouchedFor(at),
      issuer: issuerOf(at),
      failed,
    });
  }
  return answers;
});

/** Matching answers, grouped by host. A requirement that accepts such an answer is met but is listed too. */
export function answersByHost(view: View, fits: (answered: HttpAnswerFact) => boolean) {
  const groups = new Map<string, HttpAnswerFact[]>();
  for (const answered of httpAnswers(view)) if (fits(answered)) addToGroup(groups, answered.host, answered);
  return [...groups].map(([host, group]) => {
    const accountsFor: string[] = [];
    const evidence: string[] = [];
    for (const { failed, observation } of group) (failed ? accountsFor : evidence).push(observation.id);
    return {
      host,
      group,
      vouched: weakestProof(group),
      issuer: firstPrivateIssuer(group),
      viaProxy: group.some(({ direct }) => !direct),
      statuses: unique(group.map(({ status }) => status)).sort((a, b) => a - b),
      products: unique(group.flatMap(({ answer }) => answer.products)),
      claim: {
        subject: host,
        accountsFor,
        evidence,
        requirements: accountsFor.length > 0 ? [] : unique(group.flatMap(({ observation }) => observation.requirements)),
      },
    };
  });
}

/** The issuer, if it is not a public CA. */
export function firstPrivateIssuer(group: readonly Pick<HttpAnswerFact, 'issuer'>[]): string | null {
  return group.find(({ issuer }) => issuer !== null)?.issuer ?? null;
}

/** The weakest proof in the group decides. */
export function weakestProof(group: readonly Pick<HttpAnswerFact, 'vouched'>[]): ServerProof {
  const has = (proof: ServerProof) => group.some(({ vouched }) => vouched === proof);
  return has('clear') ? 'clear' : has('private') ? 'private' : 'public';
}

function vouchedFor({ http, tls, proof }: WebHop): ServerProof {
  if (http !== undefined && tls === undefined) return 'clear';
  return proof === 'public' ? 'public' : 'private';
}

function issuerOf({ tls }: WebHop): string | null {
  return tls !== undefined && hasPrivateRoot(tls) ? issuerName(tls.chain) : null;
}
