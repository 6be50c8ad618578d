/**
 * Where an answer comes from: with the service's certificate, with the company's inspector, or without TLS, directly or through a proxy.
 */
import type { ServiceFault } from '../../src/demo/description.ts';
import { PROXY, proxyEnvironment } from '../../src/demo/scenarios/parts.ts';
import type { WebAnswer } from '../../src/demo/web/answer.ts';
import { outcomeOf, type Question, swept } from './sweep.ts';

export type Place = 'public' | 'inspected' | 'clear' | 'proxied';

/** A host from which JSON is expected. */
export const MANIFEST = 'releases.cli-manifest';
/** Another, genuine host. */
const BESIDE = 'management.app';
const GIT = 'git.corp.example';
export const REPOSITORY = 'scm.repository';

/** The measured requirement and its network. */
export function question(place: Place, fault: ServiceFault): Question {
  if (place === 'clear' || place === 'proxied') {
    const added = [
      { id: REPOSITORY, url: `http://${GIT}/team/repository.git`, status: 'success-or-redirect', followRedirects: true },
    ] as const;
    return { rows: [BESIDE], added, network: { services: [{ to: GIT, fault }], ...(place === 'proxied' ? BEHIND_PROXY : {}) } };
  }
  const network = { services: [{ to: 'releases.gitpod.io', pathEnds: '/cli/stable/manifest.json', fault }] };
  const rows = [MANIFEST, BESIDE];
  return place === 'public' ? { rows, network } : { rows, network: { ...network, ...INSPECTED } };
}

/** The proxy is the only egress, also for URLs without TLS. */
const BEHIND_PROXY = { proxy: PROXY, environment: proxyEnvironment(''), path: [{ to: '*', does: 'refuse' }] } as const;

/** The inspector forwards the answers of the services, and the machine trusts its CA. */
export const INSPECTED = {
  path: [{ to: '*', does: 'inspect' }],
  trustLists: [{ program: 'system', path: '/etc/ssl/certs/ca-certificates.crt', inspector: true }],
} as const;

export async function outcomeAt(place: Place, fault: ServiceFault): Promise<string> {
  return outcomeOf(await reportAt(place, fault), place === 'clear' || place === 'proxied' ? REPOSITORY : MANIFEST);
}

export function reportAt(place: Place, fault: ServiceFault) {
  return swept(question(place, fault));
}

export function says(answer: WebAnswer): ServiceFault {
  return { kind: 'answers', answer };
}
