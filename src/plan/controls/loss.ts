/**
 * Does this network lose packets? Tested when a retry succeeded or a connection took a second longer than others. Every address that
 * accepted a connection gets another one while nothing else runs, and the times show the loss (`knowledge/measurements/connect-times.ts`).
 */
import { connectTimes } from '../../knowledge/measurements/connect-times.ts';
import { retriedRows } from '../../knowledge/measurements/retries.ts';
import { isWebObservation, type Observation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { targetHost, targetPort } from '../../model/target.ts';
import { control } from '../request.ts';
import { acceptingAddress, type ControlContext } from './question.ts';

/** Enough connections to distinguish 2 % loss from 10 %, and few compared with a sweep. */
const MAX_CONNECTS = 40;
/** Connections slower than this may have resent their first packet. */
const LATE_MS = 900;

export function packetLossControls(question: ControlContext): ProbeRequest[] {
  const { observations, session } = question;
  if (!isSuspected(session.observations)) return [];
  const connects = observations.flatMap((one) => {
    const [host, port, address] = [targetHost(one.target), targetPort(one.target), acceptingAddress(one)];
    if (one.role !== 'row' || !isWebObservation(one) || host === null || port === null || address === null) return [];
    const { requirements } = one;
    return control('packet-loss', { probe: 'tcp', target: { kind: 'tcp', host, port }, requirements: requirements.slice(0, 1), address });
  });
  return [...new Map(connects.map((one) => [one.key, one])).values()].slice(0, MAX_CONNECTS);
}

/** Reads the kernel's counters after those connections. */
export function repeatKernelCounters({ session }: ControlContext): ProbeRequest[] {
  const first = session.requests.find(({ probe }) => probe === 'host');
  return first !== undefined && session.requests.some(({ purpose }) => purpose === 'packet-loss') ? [control('repeat', first)] : [];
}

function isSuspected(observations: readonly Observation[]): boolean {
  if ([...retriedRows(observations).values()].some(({ outcome }) => outcome !== 'fails')) return true;
  return (
    connectTimes(observations).resent > 0 ||
    observations.some(({ phases }) => phases.some(({ name, ok, durationMs }) => name === 'tcp' && ok && durationMs > LATE_MS))
  );
}
