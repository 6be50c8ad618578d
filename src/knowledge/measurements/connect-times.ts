/**
 * Detects lost packets by connection times. An unanswered first packet of a connection is resent after one second (RFC 6298 §2.1), so if
 * it or its reply is lost, the connection opens a whole second later than others to the same address.
 */
import type { Observation } from '../../model/observation.ts';
import type { Attempt } from '../../model/phase.ts';

export interface ConnectTimes {
  /** Connections that opened. */
  opened: number;
  /** Connections that can be compared, because at least two to the same address opened. */
  connects: number;
  /** First packets that were resent before these connections opened. */
  resent: number;
  /** Connections that took neither the usual time nor whole seconds more, as on a congested line. */
  unclear: number;
  /** Observations with such a late connection. */
  late: string[];
  /** The estimated number of first packets that were resent to addresses that never accepted: one per second. */
  resentInVain: number;
}

/** Timers never fire early; this allows for the error in the estimated usual time. */
const EARLY_MS = 50;
/** A longer delay after a whole second has another cause. */
const LATE_MS = 300;

/** Times measured while this process stalled for longer are ignored. */
const MAX_STALLED_MS = 500;

export function connectTimes(observations: readonly Pick<Observation, 'id' | 'phases' | 'stalled'>[]): ConnectTimes {
  const times: ConnectTimes = { opened: 0, connects: 0, resent: 0, unclear: 0, late: [], resentInVain: 0 };
  const places = new Map<string, { id: string; durationMs: number }[]>();
  for (const { id, phases, stalled } of observations) {
    const isSeen = stalled === undefined || stalled.ms < MAX_STALLED_MS;
    // Loops by index, because creating an iterator for each of many short lists takes time.
    for (let nth = 0; nth < phases.length; nth += 1) {
      const phase = phases[nth];
      if (phase?.name !== 'tcp') continue;
      for (let each = 0; each < phase.attempts.length; each += 1) {
        const { address, failure, durationMs } = phase.attempts[each] as Attempt;
        if (failure !== null) {
          times.resentInVain += Math.floor(durationMs / 1000);
          continue;
        }
        times.opened += 1;
        if (!isSeen) continue;
        const port = phase['server.port'];
        // Avoids joining texts, which would take most of the time: nearly every port is this one.
        const place = port === 443 ? address : `${address} ${port}`;
        const known = places.get(place);
        if (known === undefined) places.set(place, [{ id, durationMs }]);
        else known.push({ id, durationMs });
      }
    }
  }
  for (const group of places.values()) {
    if (group.length < 2) continue;
    const usualMs = Math.min(...group.map(({ durationMs }) => durationMs));
    for (const { id, durationMs } of group) {
      const moreMs = durationMs - usualMs;
      const seconds = Math.floor((moreMs + EARLY_MS) / 1000);
      times.connects += 1;
      if (moreMs - seconds * 1000 > LATE_MS) times.unclear += 1;
      else if (seconds > 0) {
        times.resent += resendsIn(seconds);
        times.late.push(id);
      }
    }
  }
  return times;
}

/** The number of resends in this many seconds: after 1 s and 3 s, or at first every second on newer Linux. */
function resendsIn(seconds: number): number {
  return seconds < 3 ? seconds : seconds === 3 ? 2 : 3;
}
