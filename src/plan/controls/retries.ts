/**
 * Retries of failed requirements after the sweep, while little else runs: a lost packet or a busy moment is not a cause. A few of each
 * layer go first, and the rest only if one of those gets further, so that a closed network costs little.
 */

import { retriedRows } from '../../knowledge/measurements/retries.ts';
import { isSlowLine } from '../../knowledge/measurements/round-trips.ts';
import { TRANSIENT_KINDS, transientKey } from '../../knowledge/measurements/transient-failure.ts';
import { addressClass } from '../../model/address.ts';
import { type FailureKind, type FailureLayer, failureLayer } from '../../model/failure.ts';
import type { DnsObservation, Observation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { routeName, targetHost } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { control } from '../request.ts';
import { limitControls } from './few.ts';
import { acceptingAddress, type ControlContext, type FailedObservation, hostPortOf } from './question.ts';

/** Unanswered handshakes have their own controls, which are sent together with their retry. */
const BUT_HANDSHAKES: ReadonlySet<FailureKind> = TRANSIENT_KINDS.difference(new Set(['tls.timeout']));

/** The number of hosts to try first, by layer. */
const FIRST: Readonly<Partial<Record<FailureLayer, number>>> = { dns: 8, tcp: 8, tunnel: 4, socks: 4, tls: 8, http: 8 };
const FIRST_DOWNLOADS = 2;
const FIRST_STALLED = 8;
const FIRST_WHERE_NONE_ENDS = 3;
/** If no name resolves, lookups alone show whether the resolver is back. Each of them waits at most `NAMES_MS`. */
const NAMES_FIRST = 3;
const NAMES_MS = 1000;

/**
 * On a slow line the sweep itself may have filled the line, so handshakes are retried too. Each host gets one retry, because its other
 * requirements wait for the same, and fewer hosts are tried if no handshake has completed yet.
 */
export function retryFewOnSlowLine(question: ControlContext): ProbeRequest[] {
  const stalled = retryable(question, new Set(['tls.timeout'])).filter(({ probe }) => probe !== 'download');
  const most = question.web.some(hasCompletedHandshake) ? FIRST_STALLED : FIRST_WHERE_NONE_ENDS;
  const handshakes = limitControls(
    most,
    stalled.flatMap((one) => retryOf(one, question.original)),
  );
  return [...retryFew(question), ...handshakes];
}

/** Removes the requirements that passed when they were retried. */
export function dropTransientFailures(question: ControlContext): ControlContext {
  const retried = retriedRows(question.observations);
  return { ...question, failed: question.failed.filter(({ id }) => retried.get(id)?.outcome !== 'passes') };
}

/** Excludes downloads, so that other retries do not wait for one. */
export function retryFew(question: ControlContext): ProbeRequest[] {
  const failed = retryable(question, BUT_HANDSHAKES).filter(({ probe }) => probe !== 'download');
  const ofLayers = Object.entries(FIRST).flatMap(([layer, most]) => {
    const ofLayer = failed.filter(({ failure }) => failureLayer(failure.kind) === layer);
    if (layer === 'dns' && !resolves(question))
      return limitControls(
        NAMES_FIRST,
        lookups(question, () => true, { stageMs: NAMES_MS }),
      );
    return retriesOf(question, ofLayer, most);
  });
  return [...ofLayers, ...retryDatagrams(question)];
}

/** Silent gateway addresses, if another one answers. If none does, a further silence proves nothing. */
function retryDatagrams({ observations, original }: ControlContext): ProbeRequest[] {
  const rows = observations.filter(({ probe, role, state }) => probe === 'udp' && role === 'row' && state === 'completed');
  if (!rows.some(({ failure }) => failure === null)) return [];
  return rows.filter(({ failure }) => failure?.kind === 'udp.silent').flatMap((one) => retryOf(one, original));
}

/** A download that never began. A download that began was already tried twice. */
export function retryDownloads(question: ControlContext): ProbeRequest[] {
  const failed = retryable(question, TRANSIENT_KINDS).filter(
    ({ probe, failure }) => probe === 'download' && failureLayer(failure.kind) !== 'http',
  );
  return retriesOf(question, failed, FIRST_DOWNLOADS);
}

/** Requirements that failed alike on the same route as requirements that got further when they were retried. */
export function retryRest(question: ControlContext): ProbeRequest[] {
  const { session } = question;
  const retried = retriedRows(session.observations);
  const groups = new Set([...retried.values()].flatMap(({ first, outcome }) => (outcome === 'passes' ? transientKey(first) : [])));
  const rest = retryable(question, TRANSIENT_KINDS).filter(
    (one) => one.probe !== 'download' && !retried.has(one.id) && groups.has(transientKey(one)),
  );
  return retriesOf(question, rest, Number.POSITIVE_INFINITY);
}

/**
 * Repeats TLS handshakes that timed out, with the same timeout, at the time when the controls run. Otherwise a control might pass only
 * because the network carried less load by then.
 */
export function retryStalled(question: ControlContext): ProbeRequest[] {
  const { original, controlMs, observations } = question;
  const retried = isSlowLine(observations) ? retriedRows(observations) : new Map();
  const stalled = retryable(question, new Set(['tls.timeout'])).filter(({ id, probe }) => probe !== 'download' && !retried.has(id));
  return stalled.flatMap((one) => {
    const address = one.phases.at(-1)?.hop === 0 ? acceptingAddress(one) : null;
    return retryOf(one, original, { address, stageMs: controlMs });
  });
}

/** Includes the lookup of each unanswered name, which has a separate observation. */
function retriesOf(question: ControlContext, failed: readonly FailedObservation[], most: number): ProbeRequest[] {
  const retries = failed.flatMap((one) => retryOf(one, question.original));
  const chosen = new Set(limitControls(most, retries).map(({ target }) => hostPortOf(target)));
  const web = retries.filter(({ target }) => chosen.has(hostPortOf(target)));
  const hosts = new Set(
    failed.filter((one) => failureLayer(one.failure.kind) === 'dns' && chosen.has(hostPortOf(one.target))).flatMap(nameThatFailed),
  );
  return [...lookups(question, (name) => hosts.has(name)), ...web];
}

function retryOf(one: Observation, original: ControlContext['original'], differing: Partial<ProbeRequest> = {}): ProbeRequest[] {
  const request = original.get(one.request);
  return request === undefined ? [] : [control('repeat', { ...request, ...differing, requirements: one.requirements })];
}

function retryable({ failed, observations }: ControlContext, kinds: ReadonlySet<FailureKind>): FailedObservation[] {
  const connected = new Set(observations.filter((one) => connects(one) && !isNextDoor(one)).map(({ route }) => routeName(route)));
  return failed.filter((one) => {
    const { kind } = one.failure;
    if (!kinds.has(kind) || isNextDoor(one)) return false;
    // If nothing connects, a further silence proves nothing.
    return kind !== 'tcp.timeout' || connected.has(routeName(one.route));
  });
}

/** The unanswered lookups of these names. */
function lookups(
  { observations, original }: ControlContext,
  isWanted: (name: string) => boolean,
  differing: Partial<ProbeRequest> = {},
): ProbeRequest[] {
  return observations
    .filter((one): one is DnsObservation => one.probe === 'dns' && one.role === 'row' && one.state === 'completed')
    .filter(({ failure, name }) => failure !== null && TRANSIENT_KINDS.has(failure.kind) && isWanted(normalizeHost(name)))
    .flatMap((one) => retryOf(one, original, differing));
}

function nameThatFailed({ phases }: FailedObservation): string[] {
  const last = phases.at(-1);
  return last?.name === 'dns' ? [normalizeHost(last['dns.question.name'])] : [];
}

function resolves({ observations }: ControlContext): boolean {
  return observations.some(
    (one) =>
      (one.probe === 'dns' && one.addresses.length > 0) ||
      one.phases.some((phase) => phase.name === 'dns' && phase.addresses.some(({ via }) => via === 'system')),
  );
}

export function hasCompletedHandshake({ phases }: Observation): boolean {
  return phases.some((phase) => phase.name === 'tls' && phase.handshakeCompleted);
}

function connects({ phases }: Observation): boolean {
  return phases.some(({ name, ok }) => name === 'tcp' && ok);
}

/** The metadata service answers from the host itself or not at all. */
function isNextDoor({ target }: Observation): boolean {
  const host = targetHost(target);
  return host !== null && addressClass(host) === 'link-local';
}
