/** The web probe: one URL over one route, redirects one hop at a time; or a port that must accept a connection. */

import type { Failure } from '../model/failure.ts';
import type { WebObservation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Proof } from '../model/requirement.ts';
import { hostPort, type Target } from '../model/target.ts';
import { fail } from './classify.ts';
import { reachEndpoint } from './connection/reach.ts';
import { CancelledError } from './deadline.ts';
import type { BoundedBody } from './http/client.ts';
import { isUnverifiedRequestAllowed } from './http/onward.ts';
import { redirectUrl } from './http/redirects.ts';
import { type BodyTiming, readAnswerFacts, redirectedVisit, unverifiedAnswer, type Visit, visitHop } from './http/visit.ts';
import type { Measurement } from './measurement.ts';
import type { Tools } from './tools.ts';

/** The maximum number of redirects. The limits of Go, curl and browsers differ; no host of the catalogue needs more than this. */
const MAX_REDIRECTS = 5;

export async function probeWeb(measurement: Measurement, blank: WebObservation, tools: Tools): Promise<WebObservation> {
  const { request } = measurement;
  const { target } = request;
  const outcome =
    target.kind === 'tcp'
      ? { failure: await reachPort(measurement, tools, target), unverified: null }
      : onlyHandshake(measurement)
        ? {
            failure: (await reachEndpoint(measurement, tools, { ...hostOf(target), scheme: 'https', route: request.route, hop: 0 }))
              .failure,
            unverified: null,
          }
        : await fetchUrl(measurement, tools, firstVisit(measurement));
  return { ...blank, phases: measurement.phases, failure: outcome.failure, unverifiedAnswer: outcome.unverified };
}

/** A port that speaks SSH also has to send its first line: a device on the path may accept any connection. */
async function reachPort(measurement: Measurement, tools: Tools, target: Extract<Target, { kind: 'tcp' }>): Promise<Failure | null> {
  const { host, port, speaks } = target;
  const { socket, failure } = await reachEndpoint(measurement, tools, {
    ...{ host, port, scheme: 'tcp', route: measurement.request.route, hop: 0 },
  });
  if (speaks === undefined || socket === null) return failure;
  // Loaded on demand: few requirements are about a port that speaks SSH.
  const { bannerPhase } = await import('./ssh/connect/banner-phase.ts');
  return bannerPhase(measurement, socket, { hostname: host, port });
}

export function firstVisit(measurement: Measurement): Visit {
  const { target, route } = measurement.request;
  if (target.kind !== 'https' && target.kind !== 'http') throw new TypeError(`no URL in a target of kind ${target.kind}`);
  return { scheme: target.kind, host: target.host, port: target.port, url: new URL(target.url), route, hop: 0 };
}

interface Outcome {
  failure: Failure | null;
  unverified: WebObservation['unverifiedAnswer'];
}

async function fetchUrl(measurement: Measurement, tools: Tools, first: Visit): Promise<Outcome> {
  let stop = first;
  for (;;) {
    if (stop.onlyReached === true) return { failure: (await reachEndpoint(measurement, tools, stop)).failure, unverified: null };
    const visited = await visitHop(measurement, tools, stop);
    if (visited.reply === null) {
      // The handshake completed with an untrusted certificate, so the answer may be a block page.
      const open = isUnverifiedRequestAllowed(measurement, stop) ? visited.socket : null;
      const unverified = open === null ? null : await unverifiedOrNothing(measurement, tools, open, stop);
      return { failure: visited.failure, unverified };
    }
    const { answer, body, reply, garbled, asked } = await readAnswerFacts(measurement, stop, visited.reply);
    const { proof } = measurement.request;
    const isRedirect = answer['http.response.status_code'] >= 300 && answer['http.response.status_code'] < 400;
    const follow = proof?.followRedirects === true && isRedirect && measurement.request.method !== 'PUT';
    const leads = follow ? redirectUrl({ ...reply, url: stop.url }) : null;
    const onward = leads === null ? null : redirectedVisit(measurement, tools.world, stop, leads);
    const next = onward?.next ?? null;
    const failure =
      body.failure ??
      (onward?.next === null ? onward.failure : null) ??
      (follow && (next === null || stop.hop >= MAX_REDIRECTS)
        ? fail('http.redirect', hostPort(stop.host, stop.port))
        : (statusFailure(answer['http.response.status_code'], proof, stop) ?? (proof?.status === 'any' ? null : garbled)));
    visited.finish(answer, failure, {
      ...(next === null ? paceOf(body, measurement.request) : {}),
      ...(asked === undefined ? {} : { 'http.request.method': asked }),
    });
    if (failure !== null || next === null) return { failure, unverified: null };
    stop = next;
  }
}

/** A body read in less time shows only the speed of its first packets, so its speed is dropped, unless the request measures speed. */
const TELLING_SECONDS = 1;

function paceOf({ seconds, bytesPerSecond, silentMs }: BoundedBody, { firstBytes }: ProbeRequest): BodyTiming {
  if (firstBytes === undefined && seconds < TELLING_SECONDS) return {};
  return { bytesPerSecond, ...(silentMs === null ? {} : { silentMs: Math.round(silentMs) }) };
}

/** A timeout while reading after a refused certificate must not lose the refusal. */
async function unverifiedOrNothing(measurement: Measurement, tools: Tools, socket: Parameters<typeof unverifiedAnswer>[2], stop: Visit) {
  try {
    return await unverifiedAnswer(measurement, tools.world, socket, stop);
  } catch (error) {
    if (error instanceof CancelledError) return null;
    throw error;
  }
}

/**
 * After a handshake with another name no request is sent, because it would ask one host for another's content. If the control concerns the
 * ClientHello or the certificate, the handshake is the answer.
 */
function onlyHandshake({ request }: Measurement): boolean {
  if (request.target.kind !== 'https') return false;
  if (request.everyProgram === true) return true;
  return request.clientHello !== undefined || (request.serverName !== null && request.serverName !== request.target.host);
}

function statusFailure(status: number, proof: Proof | null, stop: Visit): Failure | null {
  const expected = proof?.status ?? 'any';
  const fine = expected === 'any' || (status >= 200 && status < 400) || (expected === 'registry' && status === 401);
  return fine ? null : fail('http.status', hostPort(stop.host, stop.port), { code: `HTTP_${status}` });
}

function hostOf(target: Target): { host: string; port: number } {
  if (!('host' in target) || !('port' in target)) throw new TypeError(`no host and port in a target of kind ${target.kind}`);
  return { host: target.host, port: target.port };
}
