/**
 * How fast is a large download, and does it stall? Reads the beginning of a download once the sweep no longer fills the line. The
 * measurements of requirements send a HEAD, which passes even on a route that carries no data.
 */
import { isWebObservation, type WebObservation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { control } from '../request.ts';
import { type ControlContext, hostPortOf } from './question.ts';

/** Enough to leave slow start behind on most routes. Two such downloads fit into a requirement's budget. */
const FIRST_BYTES = 96 * 1024;
/** An answer that declares more bytes is a download. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** One download: the server that an editor needs, otherwise the first large file. */
export function downloadSpeedControls(question: ControlContext): ProbeRequest[] {
  return downloads(question).slice(0, 1);
}

/** Runs after the controls of failures. */
export function earlySpeedControls(question: ControlContext): ProbeRequest[] {
  return question.failed.length === 0 ? downloadSpeedControls(question) : [];
}

/** After a stall: does it recur at the same point, and does another host's download stall? */
export function repeatedStallControls(question: ControlContext): ProbeRequest[] {
  const stalled = throughputs(question).filter(({ failure }) => failure?.kind === 'http.timeout');
  if (stalled.length === 0) return [];
  const places = new Set(stalled.map(({ target }) => hostPortOf(target)));
  const again = downloads(question).filter(({ target }) => places.has(hostPortOf(target)));
  const other = downloads(question).filter(({ target }) => !places.has(hostPortOf(target)));
  return [...again.slice(0, 1).flatMap((first) => control('repeat', first)), ...other.slice(0, 1)];
}

function throughputs({ observations }: ControlContext): WebObservation[] {
  return observations.filter(isWebObservation).filter(({ purpose, state }) => purpose === 'throughput' && state === 'completed');
}

function downloads({ session, observations, original }: ControlContext): ProbeRequest[] {
  const servers = new Set(session.requirements.filter(({ discovery }) => discovery?.extract === 'vscode-commit').map(({ id }) => id));
  const isServer = ({ requirements }: WebObservation) => requirements.some((id) => servers.has(id));
  const met = observations
    .filter(isWebObservation)
    .filter(({ role, state, failure }) => role === 'row' && state === 'completed' && failure === null);
  const large = met.filter((one) => isServer(one) || announcedBytes(one) >= LARGE_BYTES);
  return large
    .toSorted((a, b) => Number(isServer(b)) - Number(isServer(a)))
    .flatMap(({ request: key, requirements }) => {
      const request = original.get(key);
      if (request?.probe !== 'https') return [];
      const proof = { ...ANY_ANSWER, followRedirects: true };
      return control('throughput', { ...request, requirements, method: 'GET', proof, firstBytes: FIRST_BYTES });
    });
}

function announcedBytes({ phases }: WebObservation): number {
  const http = phases.at(-1);
  return http?.name === 'http' ? (http.answer?.announcedBytes ?? 0) : 0;
}
