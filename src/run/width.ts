/**
 * How many probes may run on one route at once. Grows while handshakes are as fast as on an idle line, shrinks when they queue behind this
 * program's traffic. It measures delay, like TCP Vegas and LEDBAT (RFC 6817), because a full queue causes delay before it causes loss.
 * Silence allows more probes, because dropped packets load nothing.
 */
import type { RoundTrip } from '../knowledge/measurements/round-trips.ts';

export interface SweepWidth {
  readonly places: number;
  readonly most: number;
  /** The fastest connection of this route: a round trip without queues. Null before the first. */
  readonly roundTripMs: number | null;
  /** The delays of the latest handshakes beyond the usual time. */
  readonly delays: readonly number[];
  /** The fastest connection to the target or the proxy, and the delays of the latest connections beyond it. */
  readonly connectMs: number | null;
  readonly connectDelays: readonly number[];
  /** The number of answers since the width last shrank. It shrinks once per round, because the round began with the old width. */
  readonly answers: number;
}

const FIRST_PLACES = 4;
const MIN_PLACES = 2;
/** A server sends some kilobytes in a handshake, so a handshake faster than this proves a line of about 400 kbit/s or more. */
const QUICK_MS = 100;
/**
 * The delay that counts as a queue: an eighth of a stage's timeout, which is longer than the delay of a busy machine or of two more round
 * trips.
 */
const QUEUE_MS = 500;
/** One late answer may be a lost packet, but so many consecutive late answers show a queue. */
const IN_A_ROW = 3;

export function initialWidth(most: number): SweepWidth {
  return { places: Math.min(FIRST_PLACES, most), most, roundTripMs: null, delays: [], connectMs: null, connectDelays: [], answers: 0 };
}

export function widthAfterAnswer(width: SweepWidth, { connectMs, handshakeMs }: RoundTrip): SweepWidth {
  const roundTripMs = Math.min(width.roundTripMs ?? connectMs, connectMs);
  // The number of round trips: two with TLS 1.2, one with TLS 1.3.
  const delay = Math.max(0, handshakeMs - 2 * roundTripMs);
  const next = { ...width, roundTripMs, delays: [...width.delays, delay].slice(-IN_A_ROW), answers: width.answers + 1 };
  if (areHandshakesLate(next.delays)) {
    const isNextRound = next.answers >= next.places || width.delays.length < IN_A_ROW;
    return isNextRound ? narrowed(next) : next;
  }
  if (handshakeMs <= QUICK_MS && Math.max(...next.delays) <= QUICK_MS) return grown(next, next.places);
  return delay <= QUEUE_MS / 2 ? grown(next) : next;
}

/** The width after a connection opened. If no handshake completes, slow connections show the queue instead. */
export function concurrencyAfterConnect(width: SweepWidth, connectMs: number): SweepWidth {
  const quickest = Math.min(width.connectMs ?? connectMs, connectMs);
  const connectDelays = [...width.connectDelays, connectMs - quickest].slice(-IN_A_ROW);
  const next = { ...width, connectMs: quickest, connectDelays };
  return areHandshakesLate(connectDelays) ? { ...narrowed(next), connectDelays: [] } : next;
}

/** The width after a probe without an answer. It does not grow if other answers were late, because a queue may be the reason. */
export function concurrencyAfterTimeout(width: SweepWidth): SweepWidth {
  return [...width.delays, ...width.connectDelays].some((delay) => delay > QUEUE_MS) ? width : grown(width);
}

/** The maximum width, which a route gets if nothing at all comes back, because no width can load it. */
export function maximumWidth(width: SweepWidth): SweepWidth {
  return { ...width, places: width.most };
}

/** Whether the route has proved to carry more than the initial width. */
export function isWide({ places }: SweepWidth): boolean {
  return places > FIRST_PLACES;
}

/** Whether the latest handshakes were all late. */
export function areHandshakesLate(delays: readonly number[]): boolean {
  return delays.length === IN_A_ROW && Math.min(...delays) > QUEUE_MS;
}

function narrowed(width: SweepWidth): SweepWidth {
  return { ...width, places: Math.max(Math.min(MIN_PLACES, width.most), Math.floor(width.places / 2)), answers: 0 };
}

/** Adds one slot per answer, which doubles the width in a round. */
function grown(width: SweepWidth, by = 1): SweepWidth {
  return { ...width, places: Math.min(width.most, width.places + by) };
}
