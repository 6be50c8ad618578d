/** The transfer rate of bodies: every measurement, including those that did not complete. */
import type { WebObservation } from '../../model/observation.ts';
import { targetText } from '../../model/target.ts';
import { endpointOfHop, lastHop, phaseOfHop } from './hops.ts';
import { perLog } from './memo.ts';
import { firstPhase, type View } from './view.ts';

export interface Throughput {
  observation: WebObservation;
  host: string;
  /** The URL as requested. */
  target: string;
  receivedBytes: number;
  /** The mean rate from the response headers to the end of the body, or to the timeout. */
  bytesPerSecond: number;
  /** The mean without the round trips of the slow start (RFC 5681). */
  steadyBytesPerSecond: number;
  seconds: number;
  /** How long nothing arrived at the end of the transfer while the program ran; null if the body completed or was still arriving. */
  silentMs: number | null;
}

/** The number of bytes that a new connection may send before the first acknowledgement (RFC 6928). */
const FIRST_WINDOW_BYTES = 14_600;
/** The idle limit of a download to which the user consented (`probes/download-probe.ts`). */
const DOWNLOAD_IDLE_MS = 15_000;

export const throughputs = perLog((view: View): readonly Throughput[] =>
  view.web.flatMap((observation) => (observation.state === 'completed' ? (throughputOf(observation) ?? []) : [])),
);

function throughputOf(observation: WebObservation): Throughput | null {
  const { failure } = observation;
  // A body that ended early is neither slow nor stalled.
  if (failure !== null && failure.kind !== 'http.timeout') return null;
  const measured = measuredBy(observation);
  const hop = lastHop(observation);
  const host = endpointOfHop(observation, hop)?.host;
  if (host === undefined || measured === null) return null;
  const { receivedBytes, bytesPerSecond, silentMs } = measured;
  const seconds = bytesPerSecond > 0 ? receivedBytes / bytesPerSecond : 0;
  const ranSeconds = seconds - delayByMachineMs(observation) / 1000;
  // Pauses of this machine may explain the whole duration, so the transfer does not show the line's speed.
  if (silentMs === null && seconds > 0 && ranSeconds <= 0) return null;
  const startSeconds = (Math.log2(receivedBytes / FIRST_WINDOW_BYTES + 1) * roundTripMs(observation, hop)) / 1000;
  const steady = ranSeconds > startSeconds ? receivedBytes / (ranSeconds - startSeconds) : Number.POSITIVE_INFINITY;
  return {
    observation,
    host,
    target: targetText(observation.target),
    receivedBytes,
    bytesPerSecond,
    steadyBytesPerSecond: steady,
    seconds,
    // Data that arrived during a pause of the program was read right after the pause.
    silentMs: silentMs === null ? null : Math.max(0, silentMs - (observation.stalled?.ms ?? 0)),
  };
}

/**
 * The time during which this machine may not have run the program. Stalls too short to be counted (`probes/limits/stalls.ts`) may double it
 * where many programs share a CPU.
 */
export function delayByMachineMs({ stalled }: WebObservation): number {
  return 2 * (stalled?.ms ?? 0);
}

function measuredBy(observation: WebObservation): Pick<Throughput, 'receivedBytes' | 'bytesPerSecond' | 'silentMs'> | null {
  const checksum = firstPhase(observation, 'checksum');
  if (checksum !== undefined) {
    const { receivedBytes, bytesPerSecond } = checksum;
    if (bytesPerSecond === null) return null;
    return { receivedBytes, bytesPerSecond, silentMs: observation.failure === null ? null : DOWNLOAD_IDLE_MS };
  }
  const http = firstPhase(observation, 'http');
  if (http?.bytesPerSecond === undefined || http.bytesPerSecond === null) return null;
  return { receivedBytes: http.answer?.receivedBytes ?? 0, bytesPerSecond: http.bytesPerSecond, silentMs: http.silentMs ?? null };
}

/** The round trip to the target: the CONNECT request through a proxy, otherwise the TCP handshake. */
function roundTripMs(observation: WebObservation, hop: number): number {
  const tunnel = observation.phases.find((one) => one.name === 'tunnel' && one.hop === hop);
  return tunnel?.durationMs ?? phaseOfHop(observation, 'tcp', hop)?.durationMs ?? 0;
}
