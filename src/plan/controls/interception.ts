/**
 * Somebody signs in the place of the services: which programs here trust them, would the certificates help that the
 * person was given, do they sign for other owners as well, and is it a login page that everything leads to?
 */
import type { FailureKind } from '../../model/failure.ts';
import { isWebObservation, type WebObservation } from '../../model/observation.ts';
import { ownerOf, publishedOwner } from '../../model/owner-of-host.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { hostPort, type Target, targetHost, urlTarget } from '../../model/target.ts';
import { normalHost } from '../../model/wildcard.ts';
import { ANY_ANSWER } from '../any-answer.ts';
import { control } from '../request.ts';
import { routeOf } from '../route.ts';
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

/**
 * Whoever signs was met on hosts of one owner alone, who might have an authority of their own: does the same one sign
 * for somebody else on the list? Asked while nobody else has been reached.
 */
export function otherOwner(question: Question): ProbeRequest[] {
  const { session, machine, observations, patienceMs } = question;
  const [first] = privatelySigned(question).filter(({ target }) => publishedOwner(targetHost(target) ?? '') !== null);
  if (first === undefined || session.requests.some(({ purpose }) => purpose === 'other-owner')) return [];
  const known = new Set(
    observations.filter(isWebObservation).flatMap((one) => (shookHands(one) ? [ownerOf(targetHost(one.target) ?? '')] : [])),
  );
  if (known.size > 1) return [];
  const targets = [...session.requirements.flatMap((row) => row.targets.map(({ target }) => target)), ...WELL_KNOWN.map(urlTarget)];
  const other = targets.find((target) => target.kind === 'https' && target.port === 443 && isOfAnother(target.host, known));
  if (other?.kind !== 'https') return [];
  const target = atRoot(other);
  const route = routeOf(target, machine);
  const { requirements } = first;
  return [control('other-owner', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: patienceMs })];
}

/** Hosts of several owners lead to one place under certificates of a stranger: does a request without TLS end there, too? */
export function plainHttp({ session, machine, failed, patienceMs }: Question): ProbeRequest[] {
  if (session.requests.some(({ purpose }) => purpose === 'plain-http')) return [];
  const ledAway = failed.flatMap((one) => {
    const from = targetHost(one.target);
    const to = one.unverifiedAnswer?.redirect?.host;
    return from === null || to === undefined || ownerOf(from) === ownerOf(to) ? [] : [{ one, from, to: normalHost(to) }];
  });
  const portal = [...Map.groupBy(ledAway, ({ to }) => to).values()].find(
    (group) => new Set(group.map(({ from }) => ownerOf(from))).size > 1,
  );
  const [first] = portal ?? [];
  if (first === undefined) return [];
  const target = urlTarget(`http://${hostPort(first.from, 80)}/`);
  const { requirements } = first.one;
  const route = routeOf(target, machine);
  return [control('plain-http', { probe: 'http', target, route, requirements, proof: ANY_ANSWER, stageMs: patienceMs })];
}

/** Hosts of the published list, for a sweep of which every row belongs to one owner. */
const WELL_KNOWN = ['https://marketplace.visualstudio.com/', 'https://app.gitpod.io/'];

const NOBODY_VOUCHES: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.unknown-issuer', 'tls.self-signed']);

/** Rows whose own host showed a certificate that leads to no public root. */
function privatelySigned({ observations }: Question): WebObservation[] {
  return observations.filter(isWebObservation).filter((one) => one.role === 'row' && handshakeOf(one)?.trust?.public === 'untrusted');
}

function shookHands(observation: WebObservation): boolean {
  return handshakeOf(observation)?.handshakeCompleted === true;
}

function handshakeOf({ phases }: WebObservation): PhaseOf<'tls'> | undefined {
  return phases.find((phase): phase is PhaseOf<'tls'> => phase.name === 'tls' && phase.hop === 0 && phase.peer === 'target');
}

/** The name at the end of the chain; null where there is none. */
function signerOf(observation: WebObservation): string | null {
  const top = handshakeOf(observation)?.chain.at(-1)?.issuer;
  return top === undefined ? null : `${top.commonName ?? ''}/${top.organization ?? ''}`;
}

function isOfAnother(host: string, known: ReadonlySet<string>): boolean {
  return publishedOwner(host) !== null && !known.has(ownerOf(host));
}

function atRoot({ host, port }: Extract<Target, { kind: 'https' }>): Target {
  return urlTarget(`https://${hostPort(host, port)}/`);
}
